"""Letting time pass over real cases, as the worker does: follower and sweep."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.cases.factories import Office, do
from yimen.cases.models import Case
from yimen.journal.models import Entry
from yimen.journal.queries import view_of
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.followers import forget_moments, watch_time
from yimen.supervision.models import Card, Deadline
from yimen.supervision.rules.levels import SHANGHAI

Act = tuple[str, str, dict[str, Any]]  # when, which move, what is given


def moment(text: str) -> datetime:
    """A moment in Shanghai."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def follow(*cases: Case, batch: int = 1000, after: int = 0) -> int:
    """What the follower does with the acts on some cases (or all), in batches; the last it read."""
    entries = Entry.objects.filter(kind__startswith="case.", id__gt=after).order_by("id")
    if cases:
        entries = entries.filter(subject__in=[case.pk for case in cases])
    read = [view_of(entry) for entry in entries]
    for start in range(0, len(read), batch):
        watch_time(read[start : start + batch])
    return read[-1].id if read else after


def rebuild() -> None:
    """What `yimen follow rebuild` does."""
    forget_moments()
    follow(batch=3)


def cards(case: Case) -> list[tuple[str, int, datetime]]:
    """Its cards: rule, level, and when that was reached."""
    rows = Card.objects.filter(case=case).order_by("reached_at", "code", "level")
    return list(rows.values_list("code", "level", "reached_at"))


def whole(case: Case) -> list[tuple[Any, ...]]:
    """All of its cards that must not depend on when they were noticed."""
    fields = ("id", "code", "key", "level", "reached_at", "organisation", "officer", "facts")
    return list(Card.objects.filter(case=case).order_by("id").values_list(*fields))


def live(case: Case, office: Office, acts: list[Act], watch: Callable[[datetime], None]) -> Case:
    """Each act at its moment; between them somebody watches, or does not."""
    for when, move, given in acts:
        watch(moment(when))
        case = do(move, case, office, moment(when), **given)
    return case


class Awake:
    """A worker that looks all the time: each moment is swept when it comes."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self, until: datetime) -> None:
        """Watch up to a moment."""
        self.read = follow(after=self.read)
        while coming := Deadline.objects.filter(at__lt=until).order_by("at").first():
            sweep(at=coming.at)


def asleep(until: datetime) -> None:
    """A worker that stands still."""
