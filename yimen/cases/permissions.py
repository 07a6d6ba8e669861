"""Who may do what to a case: one predicate for action, button and API."""

from yimen.cases import errors
from yimen.cases.models import Case
from yimen.cases.states import MOVES, State
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.process.models import Task
from yimen.process.queries import open_tasks
from yimen.process.rules.holding import hands_of, is_free_for


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
    task = _task_of(actor, open_tasks(case.pk), MOVES[move].link)
    if task is None:
        raise errors.LinkNotOpen(number=case.number, link=MOVES[move].link)
    if not is_free_for(actor, task.holder_id):
        raise errors.HeldByAnother(holder=task.holder.name if task.holder else "")
    return task


def _task_of(actor: Actor, tasks: list[Task], link: str) -> Task | None:
    """The open task of that kind; of several, one in the actor's hands, or a free one."""
    fitting = [task for task in tasks if task.kind == link]
    hands = hands_of(actor)
    fitting.sort(key=lambda task: (task.holder_id not in hands, task.holder_id is not None))
    return fitting[0] if fitting else None


def _has_link(actor: Actor, tasks: list[Task], move: str) -> bool:
    task = _task_of(actor, tasks, MOVES[move].link)
    return task is not None and is_free_for(actor, task.holder_id)
