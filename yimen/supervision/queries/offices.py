"""What went which way at each office in a period, and what was entered at night."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from yimen.cases.models import Case
from yimen.cases.states import State
from yimen.journal.models import Entry
from yimen.supervision.rules.rates import Tally

#: What officers do that counts as handling: not reading, noting, urging.
HANDLING = ("accepted", "declined", "examined", "granted", "refused", "delivered", "concluded")
PLACE = ("organisation_id", "organisation__region_id", "version__item_type")


def midnight(day: date) -> datetime:
    """When a day begins in Shanghai."""
    return datetime.combine(day, time.min, timezone.get_default_timezone())


def tallies(since: date, until: date) -> list[Tally]:
    """What became of the cases of each office and type of item from one day to before another."""
    return [*_ended(since, until), *_returned(since, until)]


def _ended(since: date, until: date) -> Iterator[Tally]:
    begins, ends = midnight(since), midnight(until)
    accepted = Q(accepted_at__gte=begins, accepted_at__lt=ends)
    ended = Q(ended_at__gte=begins, ended_at__lt=ends)
    decided = Q(decided_at__gte=begins, decided_at__lt=ends)
    declined = ended & Q(state=State.DECLINED)
    given_up = ended & Q(state__in=[State.WITHDRAWN, State.TERMINATED])
    rows: Any = Case.objects.filter(accepted | ended | decided).values(*PLACE).order_by()
    rows = rows.annotate(
        accepted=Count("pk", filter=accepted),
        declined=Count("pk", filter=declined),
        given_up=Count("pk", filter=given_up),
        decided=Count("pk", filter=decided),
    )
    for row in rows:
        house, region, item_type = (row[name] for name in PLACE)
        answered = row["accepted"] + row["declined"]
        yield Tally(house, region, item_type, "declined", row["declined"], answered)
        over = row["decided"] + row["declined"] + row["given_up"]
        yield Tally(house, region, item_type, "given_up", row["given_up"], over)


def _returned(since: date, until: date) -> Iterator[Tally]:
    """Of the cases decided in the period, how many had gone back to an earlier link."""
    decided = Case.objects.filter(decided_at__gte=midnight(since), decided_at__lt=midnight(until))
    counted: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0, 0])
    sent_back = _sent_back(decided.values("pk"))
    for pk, *place in decided.values_list("pk", *PLACE):
        counted[tuple(place)][0] += pk in sent_back
        counted[tuple(place)][1] += 1
    for (house, region, item_type), (part, total) in counted.items():
        yield Tally(house, region, item_type, "returned", part, total)


def _sent_back(cases: Any) -> set[UUID]:
    found = Entry.objects.filter(subject__in=cases, kind="case.returned")
    return set(found.values_list("subject", flat=True))


@dataclass(frozen=True, slots=True)
class NightWork:
    """How many cases the officers of an office acted on in a night."""

    organisation: UUID
    region: str
    count: int


def night_work(night: date, begins_at: int, ends_at: int) -> list[NightWork]:
    """What was done from one hour of that evening to another of the next morning."""
    begins = midnight(night) + timedelta(hours=begins_at)
    ends = midnight(night + timedelta(days=1)) + timedelta(hours=ends_at)
    acts = Entry.objects.filter(
        # Nothing is written before it happened: months that are over are not looked into.
        recorded_at__gte=begins,
        at__gte=begins,
        at__lt=ends,
        kind__in=[f"case.{act}" for act in HANDLING],
        actor__has_key="staff",
    )
    subjects = set(acts.values_list("subject", flat=True))
    rows = Case.objects.filter(pk__in=subjects).order_by().values_list(*PLACE[:2])
    return [NightWork(*row) for row in rows.annotate(count=Count("pk"))]
