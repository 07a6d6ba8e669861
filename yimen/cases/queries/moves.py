"""What changed about a calendar, and whose due days that moved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Count

from yimen.cases.messages.calendars import change_words
from yimen.cases.models import Case, DueMove
from yimen.journal.models import Entry
from yimen.journal.ports import EntryView
from yimen.journal.queries import entries_of, view_of
from yimen.kernel.actor import Actor
from yimen.orgs.permissions import may_load_calendar

SHOWN = 500


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a place's year: what it was, when, and how many cases it moved."""

    entry: int
    words: str
    at: datetime
    region: str
    year: int
    count: int = 0


def calendar_changes(place: str, year: int) -> list[Change]:
    """All changes of a place's year, newest first."""
    entries = entries_of(uuid5(NAMESPACE_URL, f"calendar/{place}/{year}"))
    moved = DueMove.objects.filter(cause__in=[entry.id for entry in entries])
    counts = dict(moved.values_list("cause").annotate(Count("case", distinct=True)))
    return [_change(entry, counts.get(entry.id, 0)) for entry in reversed(entries)]


def calendar_change(entry_id: int) -> Change | None:
    """One change, by its entry in the journal."""
    entry = Entry.objects.filter(pk=entry_id, stream="calendar").first()
    return _change(view_of(entry), 0) if entry else None


def moved_by(change: Change, actor: Actor) -> tuple[list[DueMove], bool]:
    """Whom it moved, from which day to which: all for who sets these days, else those he sees.

    And whether that is all of them.
    """
    moves = DueMove.objects.filter(cause=change.entry).select_related("case")
    if not may_load_calendar(actor, change.region):
        moves = moves.filter(case__in=Case.objects.visible_to(actor).values("pk"))
    found = list(moves.order_by("before", "case_id", "figure")[: SHOWN + 1])
    return found[:SHOWN], len(found) <= SHOWN


def _change(entry: EntryView, count: int) -> Change:
    words = change_words(entry.kind, entry.facts)
    region, year = str(entry.facts["region"]), int(str(entry.facts["year"]))
    return Change(entry.id, words, entry.at, region, year, count)
