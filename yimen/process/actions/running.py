"""Running a process: start, complete, return, cancel. Task rows keep step with the engine.

Each act is one transaction, or part of the caller's. Whatever can be refused is refused before
the first row is written.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.kernel.statements import Statement
from yimen.process import errors
from yimen.process.models import Definition, Process, Task
from yimen.process.queries import SKIPPED, plan_of
from yimen.process.rules.countersign import verdict
from yimen.process.rules.engine import Run, Token
from yimen.process.rules.holding import hands_of, is_free_for
from yimen.process.rules.links import LinkSpec

RETURNED = "returned"
NAME_ROOM = 100  # of Task.name

P = ParamSpec("P")
R = TypeVar("R")


def in_one_transaction(act: Callable[P, R]) -> Callable[P, R]:
    """A transaction of its own if there is none: a savepoint within one would cost two queries."""

    @wraps(act)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        if transaction.get_connection().in_atomic_block:
            return act(*args, **kwargs)
        with transaction.atomic():
            return act(*args, **kwargs)

    return within


@in_one_transaction
def start(
    definition: Definition,
    subject: UUID,
    organisation_id: UUID,
    *,
    due_on: date | None,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
) -> Process:
    """The subject's process begins; its first links wait for the organisation's posts.

    `facts` are what conditions may ask; only what they do ask is kept.
    """
    run = Run.begin(plan_of(definition.digest), facts)
    process = Process.objects.create(
        definition=definition,
        subject=subject,
        organisation_id=organisation_id,
        state=run.freeze(),
        is_open=not run.is_over,
    )
    _open(process, run, run.waiting(), due_on=due_on, at=at)
    return process


@in_one_transaction
def complete(
    subject: UUID,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    outcome: str,
    data: Mapping[str, Any] | None = None,
    link: str = "",
    task_id: UUID | None = None,
) -> str:
    """The open task of that kind is done; the process runs on to what waits next.

    Parallel branches can wait for the same kind: then `link` says which, or who holds it does.
    Where several give an opinion, this is one of them: the outcome of the link comes back once
    the opinions decide it, nothing before.
    """
    process, run = _lock(subject)
    tasks = _open_tasks(process)
    task = _choose(tasks, kind, link, by, task_id)
    if not is_free_for(by, task.holder_id):
        raise errors.HeldByAnother(holder=task.holder.name if task.holder else "")
    result = _result(task, outcome, run, by) if task.seat else outcome
    if result:
        run.complete(task.token, result, data or {})
    _close([task], outcome=outcome, at=at, by=by)
    if result:
        _keep_step(process, run, [t for t in tasks if t is not task], task.due_on, SKIPPED, at)
    return result


def _result(task: Task, outcome: str, run: Run, by: Actor) -> str:
    """What all opinions given at the link come to with this one; each officer gives one."""
    given = Task.objects.standing().filter(token=task.token, closed_at__isnull=False)
    votes = list(given.values_list("outcome", "closed_by"))
    if by.staff_id is not None and any(officer == by.staff_id for _vote, officer in votes):
        raise errors.OpinionGiven(name=run.plan.links[task.link].name)
    seats = _signers(task.token)
    return verdict(run.plan.links[task.link], [*(vote for vote, _ in votes), outcome], seats=seats)


def _signers(token: UUID) -> int:
    """How many give an opinion at this pass of a link: those drawn, and who was added since."""
    return int(Task.objects.standing().filter(token=token).count())


@in_one_transaction
def return_to(subject: UUID, link: str, *, at: datetime, by: Actor | None = None) -> list[Task]:
    """An earlier link waits again; what followed from it is undone and stays as history.

    Open tasks that followed from it are closed as returned. Parallel branches that did not are
    left as they are: an opinion given beside it need not be given again. What was ended comes back.
    """
    process, run = _lock(subject)
    tasks = _open_tasks(process)
    token = run.return_to(link)
    standing = run.tokens() - {token}
    due_on = tasks[0].due_on if tasks else None
    gone = [task for task in tasks if task.token not in standing]
    _close(gone, outcome=RETURNED, at=at, by=by)
    history = Task.objects.standing().filter(process=process, closed_at__isnull=False)
    history.exclude(token__in=standing).update(undone_at=at)
    rest = [task for task in tasks if task.token in standing]
    _keep_step(process, run, rest, due_on, RETURNED, at)
    return gone


@in_one_transaction
def cancel(subject: UUID, *, outcome: str, at: datetime) -> None:
    """The process ends where it stands: its open tasks are closed with the outcome."""
    process, run = _lock(subject, ended_too=True)
    if not process.is_open:
        return
    run.stop()
    _close(_open_tasks(process), outcome=outcome, at=at, by=None)
    _save(process, run, is_open=False)


def reschedule(subject: UUID, due_on: date | None) -> None:
    """The owner of the subject has computed another due day: open tasks sort by it."""
    Task.objects.open().filter(subject=subject).update(due_on=due_on)


def reschedule_all(dues: Mapping[UUID, date | None]) -> None:
    """The same for many subjects, all held by the caller: what bears another day is written."""
    tasks = Task.objects.open().filter(subject__in=dues).order_by("pk")
    moved = [task for task in tasks if task.due_on != dues[task.subject]]
    for task in moved:
        task.due_on = dues[task.subject]
    Task.objects.bulk_update(moved, ["due_on"])


def put_first(subject: UUID, *, is_first: bool) -> None:
    """The subject goes ahead of others, or no longer: its open tasks, and those to come."""
    Process.objects.filter(subject=subject).update(is_first=is_first)
    Task.objects.open().filter(subject=subject).update(is_first=is_first)


def _lock(subject: UUID, *, ended_too: bool = False) -> tuple[Process, Run]:
    row = _PROCESS_LOCKED.first(subject=subject)
    if row is None:
        raise errors.NoProcess
    process, digest = row
    if not process.is_open and not ended_too:
        raise errors.ProcessEnded
    return process, Run.thaw(plan_of(digest), process.state)


_PROCESS_LOCKED = Statement(
    """
    select {process}, definition.digest from process_process process
    join process_definition definition on definition.id = process.definition_id
    where process.subject = %(subject)s
    for no key update of process
    """,
    process=Process,
)


def _open_tasks(process: Process) -> list[Task]:
    """Locked, so that nobody takes one up while it closes.

    Without the holder joined in: a row fetched after waiting for its lock is the new row, but what
    is joined to it outwardly is still what belonged to the old one.
    """
    return [task for (task,) in _TASKS_LOCKED.all(process=process.pk)]


_TASKS_LOCKED = Statement(
    """
    select {task} from process_task task
    where task.process_id = %(process)s and task.closed_at is null
    order by task.id
    for no key update
    """,
    task=Task,
)


def _choose(
    tasks: list[Task], kind: str, link: str, by: Actor, task_id: UUID | None = None
) -> Task:
    fitting = [t for t in tasks if t.kind == kind and link in ("", t.link)]
    if task_id is not None:
        fitting = [t for t in fitting if t.pk == task_id]
    if len(fitting) > 1:
        fitting = [t for t in fitting if t.holder_id in hands_of(by)] or fitting
    if not fitting:
        raise errors.TaskNotOpen
    if len(fitting) > 1:
        names = "、".join(task.name for task in fitting)
        raise errors.SeveralTasksOpen(names=names, links=[task.link for task in fitting])
    return fitting[0]


def _keep_step(
    process: Process,
    run: Run,
    tasks: Collection[Task],
    due_on: date | None,
    outcome: str,
    at: datetime,
) -> None:
    """Rows follow the engine: what no longer waits is closed, what waits anew is opened."""
    waiting = {token.id: token for token in run.waiting()}
    gone = [row for row in tasks if row.token not in waiting]
    _close(gone, outcome=outcome, at=at, by=None)
    kept = {row.token for row in tasks}
    fresh = [token for ident, token in waiting.items() if ident not in kept]
    _open(process, run, fresh, due_on=due_on, at=at)
    _save(process, run, is_open=not run.is_over)


def _save(process: Process, run: Run, *, is_open: bool) -> None:
    process.state, process.is_open = run.freeze(), is_open
    process.save(update_fields=["state", "is_open"])


def _close(tasks: list[Task], *, outcome: str, at: datetime, by: Actor | None) -> None:
    if tasks:
        Task.objects.filter(pk__in=[task.pk for task in tasks]).update(
            closed_at=at, outcome=outcome, closed_by=by.staff_id if by else None
        )


def _open(
    process: Process, run: Run, tokens: Iterable[Token], *, due_on: date | None, at: datetime
) -> None:
    rows = [
        Task(
            process=process,
            subject=process.subject,
            token=token.id,
            link=link.key,
            kind=link.kind,
            name=name,
            seat=seat,
            grant=grant,
            days=link.days,
            organisation_id=process.organisation_id,
            is_first=process.is_first,
            due_on=due_on,
            opened_at=at,
        )
        for token in tokens
        for link in (run.plan.links[token.link],)
        for seat, name, grant in _seats(link)
    ]
    if rows:
        Task.objects.bulk_create(rows)


def _seats(link: LinkSpec) -> Iterator[tuple[str, str, str]]:
    """One row a link; where several give an opinion, one for each of them."""
    if not link.seats:
        yield "", link.name, link.grant
    for number, seat in enumerate(link.seats, 1):
        name = f"{link.name} · {seat.name or number}"
        yield str(number), name[:NAME_ROOM], seat.grant or link.grant
