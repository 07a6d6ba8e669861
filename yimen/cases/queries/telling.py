"""What happened to a case, told to whoever may ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.crypto import constant_time_compare

from yimen.cases import messages
from yimen.cases.messages.notices import NOTICES
from yimen.cases.models import Case
from yimen.cases.queries.answering import officer_names
from yimen.cases.queries.one import seen_case
from yimen.cases.states import BEFORE_RECEIPT, DECIDED, HANDLED, WAITING_FOR_ACCEPTANCE, State
from yimen.journal.ports import EntryView
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM, Actor, Kind
from yimen.kernel.secrecy import mask_name

#: The office's own business.
INTERNAL = frozenset(
    {
        "case.returned",
        "case.recalled",
        "case.countersigned",
        "case.claimed",
        "case.released",
        "case.handed_back",
        "case.handed_on",
        "case.called_to_account",
        "case.account_given",
        "case.marked_green",
        "case.unmarked_green",
        "case.urged",
        "case.note_written",
        "case.assigned",
        "case.signer_added",
        "case.signer_removed",
        "case.opinion_asked",
        "case.opinion_given",
        "case.opinion_awaited",
        "case.question_recalled",
        "case.decision_checked",
        "case.hearing_person_told",
        "case.hearing_due",
    }
)
APPLICANTS_ACTS = frozenset(
    {
        "case.filed",
        "case.filed_for_prereview",
        "case.mended",
        "case.supplemented",
        "case.withdrawn",
        "case.owed_handed_in",
        "case.delivery_chosen",
    }
)
WRONG_CODE = "------"  # compared with when there is no such case, so that both take as long


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One act as a line of the timeline."""

    kind: str
    at: datetime
    title: str
    text: str = ""
    who: str = ""
    icon_name: str = ""
    notice: int = 0  # the number of the act in its record, if it was told in writing


@dataclass(frozen=True, slots=True)
class PublicStatus:
    """What anybody with number and code may know: no reasons, no papers, the name masked."""

    number: str
    item_name: str
    organisation_name: str
    applicant_name: str
    state: State
    filed_on: date
    due_on: date | None
    is_open: bool
    entries: Sequence[TimelineEntry]


def timeline(case: Case, actor: Actor) -> list[TimelineEntry]:
    """Every act in plain words, newest first; officers see who, applicants see the office."""
    entries = entries_of(case.pk)
    if actor.kind in (Kind.STAFF, Kind.SYSTEM):
        names = _names(entries)
        lines = [_line(entry, case, names, messages.noted) for entry in entries]
    else:
        lines = [_line(e, case, {}, messages.told) for e in entries if e.kind not in INTERNAL]
    return lines[::-1]


def done_since(case: Case, revision: int) -> list[TimelineEntry]:
    """What was done to the case since that revision, for the officer whose page was older."""
    entries = [entry for entry in entries_of(case.pk) if "to" in entry.facts]
    newer = entries[-max(case.revision - revision, 0) :] if case.revision > revision else []
    names = _names(newer)
    return [_line(entry, case, names, messages.noted) for entry in newer][::-1]


def public_status(number: str, query_code: str) -> PublicStatus | None:
    """The case of that number, if the code is the one given with it."""
    case = seen_case(number, SYSTEM)  # the code is what lets one see it; drafts have no number
    code = case.query_code if case else WRONG_CODE
    if not constant_time_compare(code, query_code) or case is None or case.filed_at is None:
        return None
    lines = [
        replace(_line(entry, case, {}, messages.told), text="", who="", notice=0)
        for entry in entries_of(case.pk)
        if entry.kind not in INTERNAL
    ]
    return PublicStatus(
        number=number,
        item_name=case.version.name,
        organisation_name=case.organisation.name,
        applicant_name=mask_name(case.applicant.name),
        state=State(case.state),
        filed_on=timezone.localdate(case.filed_at),
        due_on=due_now(case),
        is_open=case.is_open,
        entries=lines[::-1],
    )


def originals_asked(case: Case) -> str:
    """Which originals the office wants to see after the pre-review; empty in any other state."""
    if case.state != State.PASSED:
        return ""
    passed = [e for e in entries_of(case.pk) if e.kind == "case.prereview_passed"]
    return str(passed[-1].facts["originals"])


def due_now(case: Case) -> date | None:
    """The stored due day of what comes next."""
    if case.state in WAITING_FOR_ACCEPTANCE:
        return case.acceptance_due_on
    if case.state in HANDLED:
        return case.delivery_due_on
    if case.state in BEFORE_RECEIPT:
        return None
    if case.state in DECIDED or not case.is_open or case.state == State.SUPPLEMENTING:
        return None
    dues = [due for due in (case.promised_due_on, case.legal_due_on) if due]
    return min(dues, default=None)


def _line(
    entry: EntryView, case: Case, names: dict[str, str], tell: messages.Tell
) -> TimelineEntry:
    return TimelineEntry(
        kind=entry.kind,
        at=entry.at,
        title=messages.title(entry.kind),
        text=tell(entry.kind, entry.facts),
        who=_who(entry, case, names),
        icon_name=messages.ICONS.get(entry.kind, ""),
        notice=entry.seq if entry.kind in NOTICES else 0,
    )


def _who(entry: EntryView, case: Case, names: dict[str, str]) -> str:
    if entry.kind in APPLICANTS_ACTS or entry.facts.get("who") == "applicant":
        return messages.by_whom(case.applicant.name, entry.actor.get("name", ""))
    return names.get(entry.actor.get("staff", ""), case.organisation.name)


def _names(entries: Iterable[EntryView]) -> dict[str, str]:
    return officer_names(staff for entry in entries if (staff := entry.actor.get("staff")))
