"""Who may do what to a case: one predicate for action, button and API."""

from uuid import UUID

from yimen.cases import errors
from yimen.cases.models import Case
from yimen.cases.states import MOVES, State
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.process.models import Task
from yimen.process.queries import open_tasks


def may(actor: Actor, case: Case, move: str) -> bool:
    """Whether the case is where the move begins, and the move is this actor's to make."""
    return case.state in MOVES[move].sources and holds_grant(actor, case, move)


def holds_grant(actor: Actor, case: Case, move: str) -> bool:
    """Officers by a grant reaching the case's organisation; the applicant for his own case."""
    grant = MOVES[move].grant
    if grant == "applicant":
        return actor.kind is Kind.APPLICANT and case.applicant_id in actor.party_ids
    if actor.kind is Kind.SYSTEM:
        return True
    if actor.kind is not Kind.STAFF or grant == "system":
        return False
    office = case.organisation
    return actor.may(grant, path=office.path, region=office.region_id)


def available_moves(actor: Actor, case: Case) -> list[str]:
    """The moves that would succeed now: state, grant, and the link open and free or his own."""
    moves = [move for move in MOVES if may(actor, case, move)]
    if not moves:
        return []
    tasks = open_tasks(case.pk)
    return [move for move in moves if MOVES[move].link == "" or _has_link(actor, tasks, move)]


def check(actor: Actor, case: Case, move: str) -> Task | None:
    """The open task the move belongs to, if it has one; raises what the person can do instead."""
    if not holds_grant(actor, case, move):
        raise NotAllowed
    if case.state not in MOVES[move].sources:
        state = State(case.state).label
        raise errors.WrongState(number=case.number or "", state=state, move=move)
    if not MOVES[move].link:
        return None
    task = _task_of(open_tasks(case.pk), MOVES[move].link)
    if task is None:
        raise errors.LinkNotOpen(number=case.number, link=MOVES[move].link)
    if not is_free_for(actor, task):
        raise errors.HeldByAnother(holder=task.holder.name if task.holder else "")
    return task


def is_free_for(actor: Actor, task: Task) -> bool:
    """Whether nobody holds the task, or the actor does, or somebody he stands in for."""
    if task.holder_id is None or actor.kind is Kind.SYSTEM:
        return True
    return task.holder_id in _hands(actor)


def _hands(actor: Actor) -> frozenset[UUID]:
    own = frozenset({actor.staff_id}) if actor.staff_id else frozenset()
    return own | actor.stands_in_for


def _task_of(tasks: list[Task], link: str) -> Task | None:
    return next((task for task in tasks if task.kind == link), None)


def _has_link(actor: Actor, tasks: list[Task], move: str) -> bool:
    task = _task_of(tasks, MOVES[move].link)
    return task is not None and is_free_for(actor, task)
