"""Who may do what to a case: one predicate for action, button and API."""

from collections.abc import Iterable

from yimen.cases import errors
from yimen.cases.errors.answering import BeyondLetter
from yimen.cases.models import Case
from yimen.cases.models.consulting import ANSWERS_FOR
from yimen.cases.states import (
    ANY,
    AT_LINK,
    CONSULTS,
    HEARING_MOVES,
    MOVES,
    RESULT_MOVES,
    State,
)
from yimen.catalogue.models import ServiceItem
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation
from yimen.process.errors import OpinionGiven
from yimen.process.models import Task
from yimen.process.queries import open_tasks, opinions_given
from yimen.process.rules.holding import hands_of, is_free_for, seat_of
from yimen.process.rules.kinds import GRANTS


def may(actor: Actor, case: Case, move: str) -> bool:
    """Whether the case is where the move begins, and the move is this actor's to make."""
    return case.state in MOVES[move].sources and holds_grant(actor, case, move)


#: The two ways to hand in; which of them is open the item says.
FILINGS = frozenset({"file", "file_for_prereview"})


def filing_of(case: Case) -> str:
    """How an application for this item is handed in: straight, or for pre-review."""
    return "file" if case.version.prereview_days is None else "file_for_prereview"


def holds_grant(actor: Actor, case: Case, move: str) -> bool:
    """Officers by a grant reaching the case's organisation; the applicant for his own case."""
    if move in FILINGS and move != filing_of(case):
        return False
    grant = MOVES[move].grant
    if grant == "own":
        return actor.kind is Kind.STAFF and case.recallable_by in {actor.staff_id} - {None}
    if grant == "applicant":
        return actor.kind is Kind.APPLICANT and actor.acts_for(case.applicant_id, case.item_id)
    if actor.kind is Kind.SYSTEM:
        return True
    if actor.kind is not Kind.STAFF or grant == "system":
        return False
    return _reaches(actor, case, grant)


def may_ask(actor: Actor, case: Case) -> bool:
    """Whether he may ask another office: who examines or decides an open, accepted case."""
    is_his = _reaches(actor, case, *ANSWERS_FOR)
    return actor.kind is Kind.STAFF and case.state in CONSULTS and is_his


def may_hear(actor: Actor, case: Case, move: str) -> bool:
    """Whether such an act on a hearing about an open, accepted case is his."""
    grant = HEARING_MOVES[move].grant
    if case.state not in CONSULTS:
        return False
    if grant == "applicant":
        is_his = actor.acts_for(case.applicant_id, case.item_id)
        return actor.kind is Kind.APPLICANT and is_his
    return actor.kind is Kind.STAFF and _reaches(actor, case, grant)


def may_take(actor: Actor, case: Case, task: Task) -> bool:
    """Whether an open task is his to do, whoever has it in hand now."""
    return _reaches(actor, case, task.grant)


def may_release(actor: Actor, case: Case, task: Task) -> bool:
    """Whether he may give a held task back to its post: who holds it, his deputy, who manages."""
    is_his = is_free_for(actor, task.holder_id) or _reaches(actor, case, "org.manage")
    return task.holder_id is not None and is_his


def may_arrange(actor: Actor, case: Case, task: Task) -> bool:
    """Whether he may say who does an open task: who could do it, who decides, who manages."""
    grants = (task.grant, "case.decide", "org.manage")
    is_his = _reaches(actor, case, *grants)
    return actor.kind is Kind.STAFF and case.is_open and is_his


def works_on(actor: Actor, case: Case) -> bool:
    """Whether confidential answers are for him: who handles the case, not who only reads it."""
    return actor.kind is Kind.SYSTEM or _reaches(actor, case, *GRANTS)


def may_check(actor: Actor, case: Case) -> bool:
    """Whether he may do a later check: who examines or decides such cases."""
    is_his = _reaches(actor, case, *ANSWERS_FOR)
    return actor.kind is Kind.STAFF and is_his


def may_lift(actor: Actor, case: Case) -> bool:
    """Whether he may lift a broken promise from the record: who decides such cases."""
    return actor.kind is Kind.STAFF and _reaches(actor, case, "case.decide")


def may_stop_item(actor: Actor, item: ServiceItem) -> bool:
    """Whether the item's switch of instant approval is his: who decides its cases."""
    office = item.organisation
    is_his = actor.may("case.decide", path=office.path, region=office.region_id)
    return actor.kind is Kind.STAFF and is_his


def may_stop_site(actor: Actor) -> bool:
    """Whether the switch for all items is his: who manages the house."""
    return actor.kind is Kind.STAFF and actor.holds("org.manage")


def may_change_result(actor: Actor, case: Case, move: str) -> bool:
    """Whether such an act on a result is his, by a grant reaching the office."""
    grant = RESULT_MOVES[move].grant
    if actor.kind is Kind.SYSTEM:
        return True
    return actor.kind is Kind.STAFF and grant != "system" and _reaches(actor, case, grant)


def available_moves(actor: Actor, case: Case, *, tasks: Iterable[Task] | None = None) -> list[str]:
    """The moves that would succeed now: state, grant, and the link open and free or his own."""
    here = [move for move in MOVES if case.state in MOVES[move].sources]
    moves = [move for move in here if _could_hold(actor, case, move)]
    if not moves:
        return []
    tasks = open_tasks(case.pk) if tasks is None else tasks
    return [
        move for move in moves if MOVES[move].link == "" or doable(actor, case, move, tasks=tasks)
    ]


def doable(
    actor: Actor, case: Case, move: str, *, tasks: Iterable[Task] | None = None
) -> list[Task]:
    """The open tasks the actor may close by the move, those in his hands first."""
    tasks = open_tasks(case.pk) if tasks is None else tasks
    fitting = [
        task
        for task in tasks
        if MOVES[move].link in (task.kind, ANY)
        and _fits(actor, case, move, task)
        and is_free_for(actor, task.holder_id)
    ]
    hands, done = hands_of(actor), opinions_given(actor, fitting)
    fitting.sort(key=lambda task: task.holder_id not in hands)
    return [task for task in fitting if task.token not in done]


#: The window and those above may ask for a case to be hurried.
URGING = ("case.accept", "case.decide", "case.extend", "org.manage")
#: Those who act on cases write notes; who only reads them does not.
NOTING = (*GRANTS, "case.extend")


def may_urge(actor: Actor, case: Case) -> bool:
    """Whether a post of the officer's stands above the case, or at the window it came through."""
    return actor.kind is Kind.STAFF and _reaches(actor, case, *URGING)


def may_note(actor: Actor, case: Case) -> bool:
    """Whether the officer works on such cases."""
    return actor.kind is Kind.STAFF and _reaches(actor, case, *NOTING)


#: Those at the counter take what is charged, and give the receipt.
CHARGING = ("case.accept", "case.deliver")


def may_charge(actor: Actor, case: Case) -> bool:
    """Whether the officer stands at the counter of the case, once it is filed."""
    is_filed = case.filed_at is not None
    return is_filed and actor.kind is Kind.STAFF and _reaches(actor, case, *CHARGING)


def may_supervise(actor: Actor, case: Case) -> bool:
    """Whether the officer holds others to account for what they did in the case."""
    return actor.kind is Kind.STAFF and _reaches(actor, case, "case.supervise")


def may_mark_green(actor: Actor, case: Case) -> bool:
    """Whether the officer lets a case go first, or the platform carries his mark over."""
    return actor.kind is Kind.SYSTEM or _reaches(actor, case, "case.green")


def may_keep_phrases(actor: Actor, house: Organisation) -> bool:
    """Whether the officer manages the house, or decides its cases."""
    path, region = house.path, house.region_id
    return any(
        actor.may(grant, path=path, region=region) for grant in ("org.manage", "case.decide")
    )


def check(actor: Actor, case: Case, move: str, *, link: str = "") -> Task | None:
    """The open task the move belongs to, if it has one; raises what the person can do instead.

    `link` says which of several: the link's key, or a seat at it.
    """
    if not _could_hold(actor, case, move):
        raise _refusal(actor, case)
    if case.state not in MOVES[move].sources:
        state = State(case.state).label
        raise errors.WrongState(number=case.number or "", state=state, move=move)
    if not MOVES[move].link:
        return None
    tasks = [task for task in open_tasks(case.pk) if link in ("", task.link, seat_of(task))]
    return _chosen(actor, case, move, tasks)


def _chosen(actor: Actor, case: Case, move: str, tasks: list[Task]) -> Task:
    """Of several open tasks one the actor may do; or why there is none."""
    fitting = [task for task in tasks if MOVES[move].link in (task.kind, ANY)]
    if not fitting:
        if not holds_grant(actor, case, move):
            raise _refusal(actor, case)
        raise errors.LinkNotOpen(number=case.number, link=MOVES[move].link)
    fitting = [task for task in fitting if _fits(actor, case, move, task)]
    if not fitting:
        raise _refusal(actor, case)
    hands = hands_of(actor)
    fitting.sort(key=lambda task: (task.holder_id not in hands, task.holder_id is not None))
    done = opinions_given(actor, fitting)
    left = [task for task in fitting if task.token not in done]
    if not left:
        raise OpinionGiven(name=fitting[0].name)
    if not is_free_for(actor, left[0].holder_id):
        raise errors.HeldByAnother(holder=left[0].holder.name if left[0].holder else "")
    return left[0]


def _refusal(actor: Actor, case: Case) -> NotAllowed:
    """Why not: whose letter of authorisation reaches the office is told what it does not cover."""
    office = case.organisation
    place = {"path": office.path, "region": office.region_id}
    letters = sorted(g.letter for g in actor.grants if g.letter and g.covers(**place))
    if not letters:
        return NotAllowed()
    return BeyondLetter(letter=letters[0], item=case.version.name)


def letter_of(actor: Actor, case: Case) -> str:
    """The letter of authorisation an officer acts under, if no post of his own house lets him."""
    office = case.organisation
    found = [
        g
        for g in actor.reach("case.")
        if g.reaches(path=office.path, region=office.region_id, item=case.item_id)
    ]
    return "" if any(not g.letter for g in found) else min((g.letter for g in found), default="")


def _could_hold(actor: Actor, case: Case, move: str) -> bool:
    """Whether some open link could make the move this actor's."""
    if move in AT_LINK and actor.kind is Kind.STAFF:
        return _reaches(actor, case, *GRANTS)
    return holds_grant(actor, case, move)


def _fits(actor: Actor, case: Case, move: str, task: Task) -> bool:
    """The grant of the move; where a link says who does it, the link's."""
    if move in AT_LINK and actor.kind is Kind.STAFF:
        return _reaches(actor, case, task.grant)
    return True


def _reaches(actor: Actor, case: Case, *grants: str) -> bool:
    """Whether one of the grants is good for the case."""
    office = case.organisation
    place = {"path": office.path, "region": office.region_id}
    return any(actor.may(grant, **place, item=case.item_id) for grant in grants)
