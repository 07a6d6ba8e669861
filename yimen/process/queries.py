"""Reading processes: what waits, what was done, and the chart of both."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from yimen.kernel.actor import Actor
from yimen.kernel.statements import Statement
from yimen.orgs.models import Organisation, Post, Posting, Staff
from yimen.orgs.queries import officers_with
from yimen.orgs.querysets import reaching
from yimen.process.models import Definition, Process, Task
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.plan import Plan

SKIPPED = "skipped"  #: the outcome of a task the process went on without


@dataclass(frozen=True, slots=True)
class ChartLink:
    """A link on the chart: what it is, how far it has come, and in whose hands."""

    key: str
    kind: str
    name: str
    grant: str
    days: int | None
    state: str = "ahead"  #: done | open | ahead
    who: str = ""  #: who did it, or whose hands it is in
    outcome: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    name_en: str = ""
    rule: str = ""  #: several give an opinion, and how it is decided
    share: int = 0
    seats: int = 0
    given: int = 0  #: how many of them have


def open_tasks(subject: UUID) -> list[Task]:
    """The tasks that wait, with their holders, oldest first."""
    return _with_holders(_OPEN_TASKS.all(subject=subject))


def holders_of(subject: UUID) -> list[str]:
    """The ids of those who have its open tasks in hand."""
    return sorted({str(task.holder_id) for task in open_tasks(subject) if task.holder_id})


def holders_of_each(subjects: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The ids of those who have open tasks of any of them in hand, by subject."""
    held = Task.objects.open().filter(subject__in=list(subjects), holder__isnull=False)
    found: dict[UUID, list[str]] = {}
    for subject, holder in held.values_list("subject", "holder").distinct().order_by("holder"):
        found.setdefault(subject, []).append(str(holder))
    return found


def _with_holders(rows: Iterable[Sequence[Any]]) -> list[Task]:
    found = []
    for task, holder in rows:
        task.holder = holder
        found.append(task)
    return found


def _tasks(which: str) -> Statement:
    """Asked by every act and every page about a case."""
    return Statement(
        f"""
        select {{task}}, {{holder}} from process_task task
        left join orgs_staff holder on holder.id = task.holder_id
        where task.subject = %(subject)s {which}
        order by task.opened_at, task.id
        """,
        task=Task,
        holder=Staff,
    )


_ALL_TASKS, _OPEN_TASKS = _tasks(""), _tasks("and task.closed_at is null")


def tasks_of(subject: UUID) -> list[Task]:
    """Every task the subject ever had, with their holders, oldest first."""
    return _with_holders(_ALL_TASKS.all(subject=subject))


def opinions_given(actor: Actor, tasks: Collection[Task]) -> set[UUID]:
    """The tokens of those tasks at which the actor gave his opinion already: each gives one."""
    shared = {task.token for task in tasks if task.seat}
    if not shared or actor.staff_id is None:
        return set()
    given = Task.objects.standing().filter(token__in=shared, closed_by=actor.staff_id)
    return set(given.values_list("token", flat=True))


def definition_of(subject: UUID) -> Definition | None:
    """The drawing the subject's process runs by: the one it began under."""
    process = Process.objects.select_related("definition").filter(subject=subject).first()
    return process.definition if process else None


def links_of(definition: Definition) -> list[LinkSpec]:
    """The links people do, in the order they are reached."""
    return [LinkSpec.from_json(link) for link in definition.links]


def chart(of: UUID | Definition, tasks: Sequence[Task] | None = None) -> list[ChartLink]:
    """The links in order: done, open or ahead, by whom, when, and in how many days.

    For a definition, the plan; for a subject, what has become of it. A link done and then undone
    by a return is ahead again. A subject without a process has no links. Who has read all its
    tasks already hands them in.
    """
    if isinstance(of, Definition):
        return [_link(spec, [], {}) for spec in links_of(of)]
    row = _LINKS.first(subject=of)
    if row is None:
        return []
    tasks = [task for task in tasks or tasks_of(of) if task.undone_at is None]
    last = {task.link: task.token for task in tasks}
    rows: dict[str, list[Task]] = {link: [] for link in last}
    for task in tasks:
        if task.token == last[task.link]:
            rows[task.link].append(task)
    names = _names(tasks)
    specs = [LinkSpec.from_json(link) for link in json.loads(row[0])]
    return [_link(spec, rows.get(spec.key, []), names) for spec in specs]


_LINKS = Statement("""
    select definition.links::text from process_process process
    join process_definition definition on definition.id = process.definition_id
    where process.subject = %(subject)s
""")


def unheld_grants(grants: Collection[str], organisation: Organisation, *, on: date) -> set[str]:
    """Which of the grants nobody holds over the organisation on that day."""
    posts = Post.objects.filter(
        reaching(path=organisation.path, region=organisation.region_id),
        grants__overlap=list(grants),
        postings__in=Posting.objects.filter(since__lte=on).exclude(until__lte=on),
        postings__staff__is_active=True,
    )
    held = {grant for row in posts.values_list("grants", flat=True) for grant in row}
    return set(grants) - held


def colleagues(task: Task, *, on: date) -> list[Staff]:
    """Who could do the task: officers whose posts allow it that day, by name."""
    able = officers_with(task.grant, task.organisation, on=on)
    return list(Staff.objects.active().filter(pk__in=able).order_by("name", "number"))


def plan_of(digest: str) -> Plan:
    """What all processes of equal drawings share, kept in this process's memory."""
    return _plan(digest)


@lru_cache(maxsize=512)
def _plan(digest: str) -> Plan:
    definitions = Definition.objects.filter(digest=digest).only("spec", "links")
    definition = definitions.order_by("pk")[0]
    return Plan.from_json(definition.spec, definition.links)


def _names(tasks: Iterable[Task]) -> dict[UUID, str]:
    people = {person for task in tasks for person in (task.closed_by, task.holder_id) if person}
    return dict(Staff.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}


def _link(spec: LinkSpec, tasks: Sequence[Task], names: Mapping[UUID, str]) -> ChartLink:
    """A link with the tasks of its last pass: one, or one for each who gives an opinion."""
    waiting = [task for task in tasks if task.closed_at is None]
    given = [task for task in tasks if task.closed_at and task.closed_by]
    people = [names.get(task.closed_by or task.holder_id or UUID(int=0), "") for task in tasks]
    done = given or tasks
    moments = [task.closed_at for task in done if task.closed_at]
    return ChartLink(
        spec.key,
        spec.kind,
        spec.name,
        spec.grant,
        spec.days,
        state="open" if waiting else "done" if tasks else "ahead",
        who="、".join(name for name in people if name),
        outcome="" if waiting or not tasks else done[-1].outcome,
        opened_at=tasks[0].opened_at if tasks else None,
        closed_at=None if waiting else max(moments, default=None),
        name_en=spec.name_en,
        rule=spec.rule,
        share=spec.share,
        seats=len(spec.seats),
        given=len(given),
    )
