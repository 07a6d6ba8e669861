"""What stands against offices, what is about to, and how it went over the months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, TruncMonth
from django.utils import timezone

from yimen.cases.models import Consultation
from yimen.kernel.actor import Actor
from yimen.orgs.querysets import reach
from yimen.supervision.models import Card, Deadline
from yimen.supervision.states import OPEN, Level, Watched

#: How far ahead an office looks, and how many moments it is shown.
AHEAD, SHOWN = timedelta(days=10), 60
MONTHS = 12
OF_UNIT = ("issued", "upheld", "final")  # states in which the unit is to act


def against(actor: Actor, *, limit: int = SHOWN) -> list[Card]:
    """Cards with which the offices of the actor have something to do, most urgent first."""
    rows = Card.objects.visible_to(actor).open().filter(state__in=OF_UNIT)
    return list(rows.with_names().order_by("due_on", "-level", "pk")[:limit])


def under_review(actor: Actor, *, limit: int = SHOWN) -> list[Card]:
    """Cards of these offices with which somebody else has something to do."""
    rows = Card.objects.visible_to(actor).open().exclude(state__in=OF_UNIT)
    return list(rows.with_names().order_by("due_on", "pk")[:limit])


def about_to(actor: Actor, *, now: datetime, limit: int = SHOWN) -> list[Deadline]:
    """The next level these offices reach, by case or question asked of them, in this order.

    A question to another office is that office's, and shown to those who answer for it.
    """
    within = reach(
        actor.reach("case."),
        path="case__organisation__path",
        region="case__organisation__region__code",
    )
    of_cases = within & ~Q(facts__has_key="office")
    asked = Consultation.objects.visible_to(actor).waiting().annotate(k=Cast("pk", CharField()))
    ours = of_cases | Q(rule__watched=Watched.CONSULTATION, key__in=asked.values("k"))
    rows = Deadline.objects.filter(ours, at__gt=now, at__lte=now + AHEAD)
    rows = rows.filter(case__ended_at=None).select_related("case__version", "rule")
    found: dict[tuple[object, ...], Deadline] = {}
    for row in rows.order_by("at", "pk")[: limit * 3]:
        found.setdefault((row.case_id, row.rule_id, row.key), row)
    return list(found.values())[:limit]


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The standing cards of an office since a day."""

    name: str
    name_en: str
    path: str
    region: str
    region_en: str
    warnings: int
    yellow: int
    red: int
    waiting: int
    late: int


def by_office(actor: Actor, *, since: date, today: date) -> list[OfficeRow]:
    """Each office with cards since a day, the worst first."""
    late = Q(state__in=OPEN, due_on__lt=today)
    rows = (
        _since(actor, since)
        .values(
            "organisation__name",
            "organisation__name_en",
            "organisation__path",
            "organisation__region__name",
            "organisation__region__name_en",
        )
        .annotate(
            warnings=Count("pk", filter=Q(level=Level.WARNING)),
            yellow=Count("pk", filter=Q(level=Level.YELLOW)),
            red=Count("pk", filter=Q(level=Level.RED)),
            waiting=Count("pk", filter=Q(state__in=OPEN) & ~Q(level=Level.WARNING)),
            late=Count("pk", filter=late),
        )
        .order_by("-red", "-yellow", "-warnings", "organisation__path")
    )
    return [
        OfficeRow(
            row["organisation__name"],
            row["organisation__name_en"],
            row["organisation__path"],
            row["organisation__region__name"],
            row["organisation__region__name_en"],
            *(row[name] for name in ("warnings", "yellow", "red", "waiting", "late")),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """The standing cards of a region, summed over its offices."""

    name: str
    name_en: str
    warnings: int
    yellow: int
    red: int


def by_region(offices: Sequence[OfficeRow]) -> list[RegionRow]:
    """The same figures by region, the worst first."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in offices:
        sums = found.setdefault((row.region, row.region_en), [0, 0, 0])
        for place, value in enumerate((row.warnings, row.yellow, row.red)):
            sums[place] += value
    ordered = sorted(found.items(), key=lambda one: (-one[1][2], -one[1][1], one[0]))
    return [RegionRow(*names, *sums) for names, sums in ordered]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """The standing cards of a month."""

    month: date
    warnings: int = 0
    yellow: int = 0
    red: int = 0


def trend(actor: Actor, *, today: date, months: int = MONTHS) -> list[MonthRow]:
    """The last months up to this one, oldest first, empty ones too."""
    firsts = [_month_before(today, back) for back in range(months - 1, -1, -1)]
    groups = (
        _since(actor, firsts[0])
        .annotate(month=TruncMonth("reached_at"))
        .values("month", "level")
        .annotate(n=Count("pk"))
        .order_by()
    )
    counted = {(timezone.localdate(row["month"]), row["level"]): row["n"] for row in groups}
    return [
        MonthRow(first, *(counted.get((first, level), 0) for level in Level.values))
        for first in firsts
    ]


def _month_before(day: date, back: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 1)


def _since(actor: Actor, since: date) -> QuerySet[Card]:
    standing: QuerySet[Card] = Card.objects.visible_to(actor).standing()
    return standing.filter(reached_at__gte=_start(since))


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def bulletin(actor: Actor, month: date) -> list[Card]:
    """The yellow and red cards of a month that stand, by office, the graver first."""
    rows = _since(actor, month).filter(reached_at__lt=_start(_month_before(month, -1)))
    rows = rows.exclude(level=Level.WARNING)
    return list(
        rows.select_related("rule", "organisation__region", "case__version").order_by(
            "organisation__path", "-level", "reached_at", "pk"
        )
    )
