"""Reading processes: what waits, what was done, and the chart of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from yimen.orgs.models import Staff
from yimen.process.models import Definition, Process, Task
from yimen.process.rules.links import LinkSpec
from yimen.process.rules.plan import Plan


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


def open_tasks(subject: UUID) -> list[Task]:
    """The tasks that wait, with their holders, oldest first."""
    tasks = Task.objects.open().filter(subject=subject).select_related("holder")
    return list(tasks.order_by("opened_at", "pk"))


def tasks_of(subject: UUID) -> list[Task]:
    """Every task the subject ever had, with their holders, oldest first."""
    tasks = Task.objects.filter(subject=subject).select_related("holder")
    return list(tasks.order_by("opened_at", "pk"))


def definition_of(subject: UUID) -> Definition | None:
    """The drawing the subject's process runs by: the one it began under."""
    process = Process.objects.select_related("definition").filter(subject=subject).first()
    return process.definition if process else None


def links_of(definition: Definition) -> list[LinkSpec]:
    """The links people do, in the order they are reached."""
    return [LinkSpec.from_json(link) for link in definition.links]


def chart(of: UUID | Definition) -> list[ChartLink]:
    """The links in order: done, open or ahead, by whom, when, and in how many days.

    For a definition, the plan; for a subject, what has become of it. A link done and then undone
    by a return is ahead again. A subject without a process has no links.
    """
    if isinstance(of, Definition):
        return [_link(spec, None, {}) for spec in links_of(of)]
    process = Process.objects.filter(subject=of).values("definition__links").first()
    if process is None:
        return []
    tasks = list(Task.objects.filter(subject=of).standing().order_by("opened_at", "pk"))
    latest = {task.link: task for task in tasks}
    names = _names(latest.values())
    specs = [LinkSpec.from_json(link) for link in process["definition__links"]]
    return [_link(spec, latest.get(spec.key), names) for spec in specs]


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


def _link(spec: LinkSpec, task: Task | None, names: dict[UUID, str]) -> ChartLink:
    planned = ChartLink(spec.key, spec.kind, spec.name, spec.grant, spec.days)
    if task is None:
        return planned
    person = task.closed_by if task.closed_at else task.holder_id
    return ChartLink(
        spec.key,
        spec.kind,
        spec.name,
        spec.grant,
        spec.days,
        state="done" if task.closed_at else "open",
        who=names.get(person, "") if person else "",
        outcome=task.outcome,
        opened_at=task.opened_at,
        closed_at=task.closed_at,
    )
