"""The beats every act shares: lock, check, (decide,) save, record. No act can forget the journal.

act = begin(case_id, "accept", by=by, at=at, revision=revision, key=key)
if act.is_repeat:
    return act.case
…what the law asks of this act…
return record(act, facts={…}, accepted_at=at)
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from yimen.cases import errors, permissions
from yimen.cases.actions._numbers import take_notice_number
from yimen.cases.messages.notices import NOTICES
from yimen.cases.models import Case, CaseKey
from yimen.cases.queries.clock import clock_of
from yimen.cases.queries.one import locked_case
from yimen.cases.rules.clock import Clock
from yimen.cases.states import ENDED, MOVES, PAST, WORK
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import Stale
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for
from yimen.process import actions as process
from yimen.process.models import Task

DUES = ("acceptance", "promised", "legal", "delivery")
DUE_FIELDS = tuple(f"{name}_due_on" for name in DUES)
STREAM = "case"

USE_KEY = """
    INSERT INTO cases_casekey (key, case_id, move) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING
"""
NO_CALENDAR = WorkCalendar()


@dataclass(frozen=True, slots=True)
class Act:
    """One act under way: the locked case, which move, by whom, when."""

    case: Case
    move: str
    by: Actor
    at: datetime
    calendar: WorkCalendar = NO_CALENDAR  # of the office's place, read once an act
    task: Task | None = None
    is_repeat: bool = False  # the same act was done before: nothing is left to do

    @property
    def today(self) -> date:
        """The day of the act in Shanghai."""
        return timezone.localdate(self.at)

    def clock(self) -> Clock:
        """The clock of the case as it stands now."""
        return clock_of(self.case, self.today, calendar=self.calendar)


def begin(
    case_id: UUID,
    move: str,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
    link: str = "",
) -> Act:
    """Lock the case, then check: repeated? drawn from a stale page? his to do, here and now?"""
    case = lock(case_id, by=by)
    if key and not _use(key, case, move):
        return Act(case, move, by, at, is_repeat=True)
    if revision is not None and revision != case.revision:
        raise Stale
    task = permissions.check(by, case, move, link=link)
    if timezone.localdate(at) < timezone.localdate(case.acted_at):
        raise errors.TooEarly(day=timezone.localdate(case.acted_at))
    return Act(case, move, by, at, calendar_for(case.organisation.region_id), task)


def beside(case: Case, name: str, *, by: Actor, at: datetime, key: UUID | None) -> Act:
    """An act beside the life of the locked case: it leaves state and revision as they are."""
    is_repeat = key is not None and not _use(key, case, name)
    return Act(case, name, by, at, calendar_for(case.organisation.region_id), is_repeat=is_repeat)


def note(act: Act, kind: str, facts: Mapping[str, object]) -> Case:
    """Write the one journal entry of an act beside the life of the case."""
    facts = {**facts, **_numbered(act, f"case.{kind}")}
    write(STREAM, act.case.pk, f"case.{kind}", by=_signed(act), at=act.at, facts=facts)
    return act.case


def _numbered(act: Act, kind: str) -> dict[str, str]:
    """What is told in writing gets the next document number of the office, and keeps it."""
    if kind not in NOTICES:
        return {}
    return {"document": take_notice_number(act.case.organisation, act.today.year)}


def lock(case_id: UUID, *, by: Actor) -> Case:
    """The case, held until the transaction ends; outside the actor's scope there is none."""
    return locked_case(case_id, by)


def _use(key: UUID, case: Case, move: str) -> bool:
    """Note the key; whether it is new. An act refused later takes its key back with it."""
    with connection.cursor() as cursor:
        cursor.execute(USE_KEY, [key, case.pk, move])
        if cursor.rowcount:
            return True
    used = CaseKey.objects.get(pk=key)
    if used.case_id != case.pk or used.move != move:
        raise errors.KeyReused
    return False


def record(
    act: Act, *, facts: Mapping[str, object] | None = None, outcome: str = "", **changes: object
) -> Case:
    """Save the move, let the process run on, and write the one journal entry of the act."""
    case, move = act.case, MOVES[act.move]
    source = case.state
    changes |= {"state": move.target, "revision": case.revision + 1, "acted_at": act.at}
    if case.first_asked is None and act.by.kind is Kind.STAFF:
        changes["first_asked"] = act.by.staff_id  # who receives it first answers for it
    changes["recallable_by"] = act.by.staff_id if act.move in WORK else None
    if move.target in ENDED:
        changes["ended_at"] = act.at
        if case.pause_count:
            case.pauses.filter(ended_on=None).update(ended_on=act.today)
    for name, value in changes.items():
        setattr(case, name, value)
    due = cache_dues(case, act.clock())
    case.save(update_fields=[*changes, *DUE_FIELDS])
    result = _run_on(act, outcome or PAST[act.move])
    # The task of a filing was just opened with that day.
    is_noted = act.move == "file" or (act.task is not None and act.task.due_on == due)
    if case.is_open and not is_noted:
        process.reschedule(case.pk, due)
    route = {"from": str(source), "to": str(case.state), "dues": stored_dues(case)}
    route["organisation"] = str(case.organisation_id)  # who had it then; it may be handed over
    if letter := permissions.letter_of(act.by, case):
        route["letter"] = letter
    kind = f"case.{PAST[act.move]}"
    told = {**route, **(facts or {}), **result, **_numbered(act, kind)}
    write(STREAM, case.pk, kind, by=_signed(act), at=act.at, facts=told)
    return case


def cache_dues(case: Case, clock: Clock) -> date | None:
    """Rewrite the stored due days from the computed clock; return the one that matters now."""
    for name in DUES:
        figure = getattr(clock, name)
        setattr(case, f"{name}_due_on", figure.due if figure else None)
    return clock.current.due if clock.current else None


def stored_dues(case: Case) -> dict[str, Any]:
    """The due days the case has now, as the journal and the followers read them."""
    dues = {name: getattr(case, f"{name}_due_on") for name in DUES}
    return {name: due.isoformat() for name, due in dues.items() if due}


def _run_on(act: Act, outcome: str) -> dict[str, str]:
    """Complete the link the move closes, or take its task in hand; an ended case has no tasks.

    What several opinions came to is a fact of the act that gave the last of them.
    """
    case, move, task = act.case, MOVES[act.move], act.task
    if move.then == "closed" and task:
        facts: dict[str, Any] = {"outcome": outcome, "link": task.link, "task_id": task.pk}
        result = process.complete(case.pk, move.link, by=act.by, at=act.at, **facts)
        return {"result": result} if task.seat else {}
    if move.target in ENDED:
        process.cancel(case.pk, outcome=outcome, at=act.at)
    elif move.then == "taken" and task and act.by.staff_id and not task.holder_id:
        process.claim(task.id, by=act.by, at=act.at, item=case.item_id)
    return {}


def _signed(act: Act) -> Actor:
    """An agent acts for the applicant of this case, whoever he last acted for elsewhere."""
    if act.by.kind is Kind.APPLICANT:
        return replace(act.by, party_id=act.case.applicant_id)
    return act.by
