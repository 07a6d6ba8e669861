"""Lists of cases: what waits for an officer's posts, and what an applicant has filed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Reverse
from django.db.models.lookups import StartsWith

from yimen.cases.models import Case
from yimen.cases.queries.clock import clocks_of
from yimen.cases.rules.clock import Clock
from yimen.cases.rules.figures import NEAR_DAYS
from yimen.cases.rules.work import (
    DUE,
    HOUSE,
    MINE,
    NEAR,
    NEWEST,
    OLDEST,
    OVER,
    POST,
    PREREVIEW,
    URGED,
    WorkFilter,
)
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.identity.models import Party
from yimen.kernel.actor import Actor, Grant, Kind
from yimen.kernel.errors import Invalid
from yimen.kernel.ids import read_id
from yimen.orgs.queries import StandIn, calendar_for, deputising, organisation_ids_within
from yimen.process.models import Task
from yimen.process.rules.kinds import ACCEPT, DECIDE, ISSUE

Row = TypeVar("Row")

FIRST = "first~"  # in a cursor: among what goes first
NO_LIMIT = "none"  # in a cursor: the rest of the list has no due day
LEAST_DIGITS = 4  # of the end of a number: fewer would match everything
ALL = WorkFilter()
FEW = 500  # versions a question can name
COUNTED = 2000  # of more nobody needs the exact number
COUNTED_KINDS = (ACCEPT, "examine", DECIDE, ISSUE)
#: A task whose case is in pre-review: those are few, and read once, not for each task.
SEEN_ONLINE = Q(kind=ACCEPT, subject__in=Case.objects.in_prereview().values("pk"))


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A task that waits, with its case as the list shows it."""

    task: Task
    case: Case
    item_name: str
    applicant_name: str
    clock: Clock
    behind: StandIn | None = None  # for whom I do it, who is away


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
    kinds: Mapping[str, int] = field(default_factory=dict)
    is_all: bool = True  # or only the most urgent of them were counted: there may be more of each
    is_all_pressing: bool = True  # what is over and near was counted to its end all the same


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that waits in a scope, and what presses in it: read once for a list and its counts."""

    tasks: QuerySet[Task]
    pressing: Mapping[str, Q]
    later: Q  # what stands behind all that presses, in order of urgency


def waiting(actor: Actor, today: date, *, scope: str = POST) -> Waiting:
    """What waits for the actor's posts, in his hands, or in all the offices he sees."""
    soon = calendar_for(actor.region).add(today, NEAR_DAYS)
    pressing = {OVER: Q(due_on__lt=today), NEAR: Q(due_on__range=(today, soon))}
    later = Q(Q(due_on__gt=soon) | Q(due_on__isnull=True), is_first=False)
    return Waiting(_work(actor, scope), pressing, later)


def work_list(
    actor: Actor,
    *,
    today: date,
    wanted: WorkFilter = ALL,
    after: str = "",
    limit: int = 40,
    among: Waiting | None = None,
) -> Page[WorkRow]:
    """Open tasks of the actor's posts, hands or house; the most urgent first, if not told else."""
    tasks = _narrowed(among or waiting(actor, today, scope=wanted.scope), wanted)
    ahead, behind, cursor = ORDERED[wanted.order]
    if after:
        tasks = tasks.filter(_behind(after, behind))
    found = list(tasks.select_related("holder").order_by("-is_first", *ahead)[: limit + 1])
    shown = found[:limit]
    more = _place(shown[-1], cursor) if len(found) > limit else ""
    subjects = [task.subject for task in shown]
    cases = Case.objects.visible_to(actor).filter(pk__in=subjects).with_names()
    by_id = {case.pk: case for case in cases}
    clocks = clocks_of(by_id.values(), today)
    standing_in = deputising(actor, on=today)
    rows = [
        WorkRow(
            task,
            case,
            case.version.name,
            case.applicant.name,
            clocks[case.pk],
            standing_in.behind(task.holder_id, asked_of(task, case)),
        )
        for task in shown
        if (case := by_id.get(task.subject))
    ]
    return Page(rows, more)


def asked_of(task: Task, case: Case) -> Grant:
    """What a post must give for the task."""
    return Grant(task.grant, case.organisation.path, case.organisation.region_id)


def work_counts(
    actor: Actor,
    today: date,
    *,
    scope: str = POST,
    among: Waiting | None = None,
    most: int = COUNTED,
) -> WorkCounts:
    """The counts beside the filters: of the most urgent of a long list, in one query.

    It reads so many tasks at most, so that it takes as long for a city as for an office.
    """
    among = among or waiting(actor, today, scope=scope)
    tasks = among.tasks.annotate(seen_online=ExpressionWrapper(SEEN_ONLINE, BooleanField()))
    ordered = tasks.order_by("-is_first", "due_on", "id")
    first = ordered.values("kind", "due_on", "id", "is_first", "seen_online")
    sums = {name: Count("id", filter=among.pressing[name]) for name in (OVER, NEAR)}
    sums["later"] = Count("id", filter=among.later)
    kinds = {f"kind_{kind}": Count("id", filter=Q(kind=kind)) for kind in COUNTED_KINDS}
    kinds[f"kind_{PREREVIEW}"] = Count("id", filter=Q(seen_online=True))
    found = first[: most + 1].aggregate(total=Count("id"), **sums, **kinds)
    row = {name: min(count, most) for name, count in found.items()}
    is_all = found["total"] <= most
    return WorkCounts(
        total=row["total"],
        over=row[OVER],
        near=row[NEAR],
        kinds={name.removeprefix("kind_"): row[name] for name in kinds if row[name]},
        is_all=is_all,
        is_all_pressing=is_all or bool(row["later"]),
    )


def my_cases(actor: Actor, *, after: str = "", limit: int = 20) -> Page[Case]:
    """Cases of the person or organisation the actor acts as now, newest first, drafts too."""
    cases = Case.objects.visible_to(actor).filter(applicant_id=actor.party_id)
    if after:
        cases = cases.filter(pk__lt=uuid_of(after))
    found = list(cases.with_names().order_by("-id")[: limit + 1])
    return Page(found[:limit], str(found[limit - 1].pk) if len(found) > limit else "")


def _work(actor: Actor, scope: str) -> QuerySet[Task]:
    tasks = Task.objects.open()
    if scope == MINE:
        return tasks.held_by(actor)
    if scope == HOUSE and actor.kind is Kind.STAFF:
        return tasks.filter(organisation__in=organisation_ids_within(actor.reach("case.")))
    waiting = tasks.for_grants(actor)
    for only in {grant.only for grant in actor.grants if grant.only}:
        waiting |= _listed_by_letter(actor, only)
    return waiting


def _listed_by_letter(actor: Actor, only: frozenset[UUID]) -> QuerySet[Task]:
    """Tasks that a letter of authorisation allows: of cases of the items it lists."""
    under = {replace(grant, only=frozenset()) for grant in actor.grants if grant.only == only}
    tasks = Task.objects.open().for_grants(replace(actor, grants=frozenset(under)))
    cases = Case.objects.open().filter(item__in=only)
    found: QuerySet[Task] = tasks.filter(subject__in=cases.values("pk"))
    return found


def _narrowed(among: Waiting, wanted: WorkFilter) -> QuerySet[Task]:
    tasks = among.tasks
    if wanted.kind:
        tasks = tasks.filter(SEEN_ONLINE if wanted.kind == PREREVIEW else Q(kind=wanted.kind))
    if wanted.due in among.pressing:
        tasks = tasks.filter(among.pressing[wanted.due])
    if wanted.is_about_cases:
        tasks = tasks.filter(Exists(_described(wanted).filter(pk=OuterRef("subject"))))
    return tasks


def _described(wanted: WorkFilter) -> QuerySet[Case]:
    cases = Case.objects.all()
    if wanted.item:
        cases = cases.filter(version__in=_versions_called(wanted.item))
    if wanted.text:
        cases = cases.filter(matches(wanted.text))
    if wanted.channel:
        cases = cases.filter(channel=wanted.channel)
    if wanted.due == URGED:
        cases = cases.filter(urged_at__isnull=False, urged_at__gte=F("acted_at"))
    return cases


def _versions_called(words: str) -> Collection[UUID] | QuerySet[ItemVersion, UUID]:
    """The versions whose name holds the words, or of the item with that code.

    A few are named one by one: then the database knows how few cases it is to look for.
    """
    code = ServiceItem.objects.filter(code=words.replace(" ", "").upper())
    named = ItemVersion.objects.filter(Q(name__icontains=words) | Q(item__in=code))
    found = named.values_list("pk", flat=True)
    few = list(found[: FEW + 1])
    return few if len(few) <= FEW else found


def matches(text: str) -> Q:
    """Cases whose number is or ends so, or of applicants with that whole name.

    Each part has its index, so that the database joins two short lists of cases; an applicant's
    name in the same condition as a number would have it read all cases there are.
    """
    bare = text.replace(" ", "").upper()
    named = Q(applicant__in=list(Party.objects.filter(name=text).values_list("pk", flat=True)))
    if len(bare) >= LEAST_DIGITS and bare.isascii():
        return named | Q(StartsWith(Reverse("number"), bare[::-1]))
    return named


def _place(task: Task, cursor: Callable[[Task], str]) -> str:
    """Where a list goes on: what goes first (绿色通道) stands ahead in every order."""
    return f"{FIRST}{cursor(task)}" if task.is_first else cursor(task)


def _behind(after: str, behind: Callable[[str], Q]) -> Q:
    """The tasks behind a place: the rest of the first, then all others; or the rest of these."""
    if after.startswith(FIRST):
        return Q(is_first=False) | Q(behind(after.removeprefix(FIRST)), is_first=True)
    return Q(behind(after), is_first=False)


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


def _id(task: Task) -> str:
    return str(task.pk)


#: order → the columns, what lies behind a cursor, the cursor of a task. Ids grow with time.
ORDERED: Mapping[str, tuple[Sequence[str], Callable[[str], Q], Callable[[Task], str]]] = {
    DUE: (("due_on", "id"), _beyond, _cursor),
    OLDEST: (("id",), lambda after: Q(id__gt=uuid_of(after)), _id),
    NEWEST: (("-id",), lambda after: Q(id__lt=uuid_of(after)), _id),
}


def uuid_of(text: str) -> UUID:
    """The id in a cursor; a cursor that was tampered with is bad input."""
    found = read_id(text)
    if found is None:
        raise Invalid(field="after")
    return found
