"""Figures the portal shows to everybody: what is offered where, and today's cases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, F, Func, Q, QuerySet
from django.utils import timezone

from yimen.cases.models import Case
from yimen.cases.states import DECIDED, State
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.queries import search_items
from yimen.kernel.actor import SYSTEM

HOT = 6
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list, and how many items it leaves."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Today:
    """What the public may know of a day: accepted, concluded, and how much of it in time."""

    accepted: int
    concluded: int
    on_time_percent: int | None


def items_by_pace(items: QuerySet[ServiceItem]) -> Mapping[str, int]:
    """How many items of a list are done at once, and how many by a promised day."""
    return dict(_bare(items).values_list("current__pace").annotate(n=Count("pk")))


def items_by_organisation(items: QuerySet[ServiceItem]) -> list[Facet]:
    """How many items of a list each organisation has, most first."""
    rows = (
        _bare(items)
        .values_list("organisation_id", "organisation__name")
        .annotate(n=Count("pk"))
        .order_by("-n", "organisation__name")
    )
    return [Facet(str(pk), name, count) for pk, name, count in rows]


def items_by_theme(items: QuerySet[ServiceItem]) -> list[Facet]:
    """How many items of a list each theme has, most first."""
    return [Facet(name, name, count) for name, count in _unnested(items, "current__themes")]


def items_by_audience(items: QuerySet[ServiceItem]) -> Mapping[str, int]:
    """How many items of a list are for each audience, by its code."""
    return dict(_unnested(items, "current__audiences"))


def _bare(items: QuerySet[ServiceItem]) -> QuerySet[ServiceItem]:
    return items.select_related(None).order_by()


def _unnested(items: QuerySet[ServiceItem], field: str) -> Iterable[tuple[str, int]]:
    rows = _bare(items).annotate(one=Func(F(field), function="unnest"))
    return rows.values_list("one").annotate(n=Count("pk")).order_by("-n", "one")


def hot_items(region: str | None, now: datetime) -> list[Any]:
    """The items most applied for in ninety days; where there are none yet, the first on offer."""

    def find() -> list[UUID]:
        cases = Case.objects.visible_to(SYSTEM).in_region(region or "")
        cases = cases.filter(filed_at__gte=now - timedelta(days=90))
        counted = cases.values_list("item_id").annotate(n=Count("pk")).order_by("-n", "item_id")
        found = [pk for pk, _count in counted[:HOT]]
        rest = search_items("", region=region).exclude(pk__in=found).values_list("pk", flat=True)
        return found + list(rest[: HOT - len(found)])

    wanted = cache.get_or_set(f"portal.hot.{region}", find, 10 * MINUTE) or []
    items = {item.pk: item for item in search_items("").filter(pk__in=wanted)}
    return [items[pk] for pk in wanted if pk in items]


def of_today(region: str | None, today: date) -> Today:
    """Cases accepted and concluded on a day, and the share of decisions kept within the promise."""

    def count() -> Today:
        begin = timezone.make_aware(datetime.combine(today, time.min))
        span = (begin, begin + timedelta(days=1))
        cases = Case.objects.visible_to(SYSTEM).in_region(region or "")
        decided = Q(state__in=[state.value for state in DECIDED], decided_at__range=span)
        in_time = decided & Q(promised_due_on__gte=today)
        row = cases.filter(
            Q(accepted_at__range=span) | Q(ended_at__range=span) | decided
        ).aggregate(
            accepted=Count("pk", filter=Q(accepted_at__range=span)),
            concluded=Count("pk", filter=Q(state=State.CONCLUDED, ended_at__range=span)),
            decided=Count("pk", filter=decided),
            in_time=Count("pk", filter=in_time),
        )
        share = round(100 * row["in_time"] / row["decided"]) if row["decided"] else None
        return Today(row["accepted"], row["concluded"], share)

    figures: Today = cache.get_or_set(f"portal.today.{region}.{today}", count, MINUTE)  # type: ignore[assignment]
    return figures
