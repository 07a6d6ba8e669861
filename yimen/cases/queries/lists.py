"""Lists of cases: what waits for an officer's posts, and what an applicant has filed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.cases.models import Case
from yimen.cases.queries.clock import clocks_of
from yimen.cases.rules.clock import Clock
from yimen.cases.rules.figures import NEAR_DAYS
from yimen.kernel.actor import Actor
from yimen.kernel.errors import Invalid
from yimen.orgs.queries import calendar_for
from yimen.process.models import Task
from yimen.process.rules.holding import hands_of

Row = TypeVar("Row")

NO_LIMIT = "none"  # in a cursor: the rest of the list has no due day


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A task that waits, with its case as the list shows it."""

    task: Task
    case: Case
    item_name: str
    applicant_name: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and where to go on; never how many there are in all."""

    rows: Sequence[Row]
    next: str = ""  # hand back as `after`; empty: this was the last page


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """How much waits for an officer: the numbers beside the filters of the work list."""

    total: int = 0
    over: int = 0
    near: int = 0
    mine: int = 0  # in his own hands
    kinds: Mapping[str, int] = field(default_factory=dict)


def work_list(
    actor: Actor,
    *,
    today: date,
    kind: str = "",
    due: str = "",
    after: str = "",
    limit: int = 40,
) -> Page[WorkRow]:
    """Open tasks of the actor's posts, most urgent first. `due`: "", over, near or mine."""
    tasks = _work(actor).select_related("holder")
    if kind:
        tasks = tasks.filter(kind=kind)
    if due:
        tasks = tasks.filter(_narrowed(actor, today)[due])
    if after:
        tasks = tasks.filter(_beyond(after))
    found = list(tasks.order_by("due_on", "id")[: limit + 1])
    shown = found[:limit]
    more = _cursor(shown[-1]) if len(found) > limit else ""
    subjects = [task.subject for task in shown]
    cases = Case.objects.visible_to(actor).filter(pk__in=subjects).with_names()
    by_id = {case.pk: case for case in cases}
    clocks = clocks_of(by_id.values(), today)
    rows = [
        WorkRow(task, case, case.version.name, case.applicant.name, clocks[case.pk])
        for task in shown
        if (case := by_id.get(task.subject))
    ]
    return Page(rows, more)


def work_counts(actor: Actor, today: date) -> WorkCounts:
    """The counts beside the filters, in one query over open tasks only."""
    narrowed = _narrowed(actor, today)
    found = _work(actor).values("kind").order_by("kind")
    rows: list[Mapping[str, Any]] = list(
        found.annotate(
            total=Count("id"),
            **{name: Count("id", filter=condition) for name, condition in narrowed.items()},
        )
    )
    sums = {name: sum(row[name] for row in rows) for name in ("total", *narrowed)}
    return WorkCounts(**sums, kinds={str(row["kind"]): row["total"] for row in rows})


def my_cases(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """Cases of the person or organisation the actor acts as now, newest first, drafts too."""
    cases = Case.objects.visible_to(actor).filter(applicant_id=actor.party_id)
    if after:
        cases = cases.filter(pk__lt=uuid_of(after))
    found = list(cases.with_names().order_by("-id")[: limit + 1])
    return Page(found[:limit], str(found[limit - 1].pk) if len(found) > limit else "")


def _work(actor: Actor) -> QuerySet[Task]:
    return Task.objects.open().for_grants(actor)


def _narrowed(actor: Actor, today: date) -> dict[str, Q]:
    soon = calendar_for(actor.region).add(today, NEAR_DAYS)
    return {
        "over": Q(due_on__lt=today),
        "near": Q(due_on__range=(today, soon)),
        "mine": Q(holder__in=hands_of(actor)),
    }


def _cursor(task: Task) -> str:
    return f"{task.due_on or NO_LIMIT}~{task.pk}"


def _beyond(after: str) -> Q:
    """The tasks behind the cursor in order of (due day, id); those without a due day come last."""
    due, _tilde, text = after.partition("~")
    pk = uuid_of(text)
    if due == NO_LIMIT:
        return Q(due_on__isnull=True, id__gt=pk)
    try:
        day = date.fromisoformat(due)
    except ValueError:
        raise Invalid(field="after") from None
    return Q(due_on__gt=day) | Q(due_on=day, id__gt=pk) | Q(due_on__isnull=True)


def uuid_of(text: str) -> UUID:
    """The id in a cursor; a cursor that was tampered with is bad input."""
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(field="after") from None
