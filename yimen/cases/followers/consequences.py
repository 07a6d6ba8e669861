"""What follows from acts besides letters: cases go along, tallies, marks, due days, decisions."""

from collections.abc import Sequence
from uuid import UUID

from yimen.cases import actions, tasks
from yimen.cases.actions.tallying import tally
from yimen.cases.models import ActTally
from yimen.cases.queries.answering import filed_under_a_mark
from yimen.cases.queries.instant import grants_at_once
from yimen.journal.ports import EntryView, follower

#: Acts after which the days offices work in a place are others.
CALENDAR_CHANGES = frozenset({"calendar.loaded", "calendar.day_set", "calendar.day_unset"})


def keep_cases() -> None:
    """Cases once handed over stay; doing it again is harmless."""


@follower("cases.follow_item", kinds={"item.handed_over", "item.merged"}, reset=keep_cases)
def follow_item(entries: Sequence[EntryView]) -> None:
    """Running cases go with an item to its new organisation, where the act says so."""
    for entry in entries:
        if entry.facts.get("moves_cases"):
            tasks.hand_over_cases.defer(
                item_id=str(entry.subject),
                organisation_id=str(entry.facts["organisation"]),
                reason=str(entry.facts.get("reason", "")),
            )


def keep_tasks() -> None:
    """Tasks once handed back stay; doing it again is harmless."""


@follower("cases.hand_back", kinds={"staff.deputy_ended"}, reset=keep_tasks)
def hand_back(entries: Sequence[EntryView]) -> None:
    """An officer takes over again: at once, not at the next sweep."""
    for entry in entries:
        deputy = str(entry.facts["deputy"])
        tasks.hand_back.defer(holder_id=str(entry.subject), deputy_id=deputy)


def forget_tallies() -> None:
    """What officers did is counted anew from the journal."""
    ActTally.objects.all().delete()


@follower("cases.tally_acts", kinds={"case."}, reset=forget_tallies)
def tally_acts(entries: Sequence[EntryView]) -> None:
    """What each officer did on a day, and how much of it late, for the reports."""
    tally(entries)


@follower("cases.carry_marks", kinds={"case.filed", "case.filed_for_prereview"}, reset=keep_cases)
def carry_marks(entries: Sequence[EntryView]) -> None:
    """What an applicant with a mark files goes first as well."""
    marked = filed_under_a_mark(entry.subject for entry in entries)
    for entry in entries:
        if entry.subject in marked:
            actions.carry_mark_over(entry.subject, at=entry.at)


def keep_dues() -> None:
    """Due days are computed from facts and calendars; there is nothing of this follower's own."""


@follower("cases.refresh_dues", kinds=CALENDAR_CHANGES, reset=keep_dues)
def refresh_dues(entries: Sequence[EntryView]) -> None:
    """A late-announced holiday moves the due days of the open cases of its place."""
    causes = {str(entry.facts.get("region", "")): entry.id for entry in entries}
    for region, cause in causes.items():
        tasks.refresh_region.defer(region=region, cause=cause)


def keep_decisions() -> None:
    """Cases once decided stay; asking again finds nothing to do."""


@follower("cases.decide_at_once", kinds={"case.filed"}, reset=keep_decisions)
def decide_at_once(entries: Sequence[EntryView]) -> None:
    """Cases of items whose tables may grant at once are looked at as soon as they are filed."""
    for entry in entries:
        version = entry.facts.get("version")
        if version and grants_at_once(UUID(str(version))):
            tasks.decide_at_once.defer(case_id=str(entry.subject))
