"""What handling several cases together would do to each of them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from yimen.cases.models import Case, Opinion
from yimen.cases.permissions import check, doable
from yimen.cases.queries.review import ReviewRules, RuleBook
from yimen.cases.rules.batches import MOST, MOVES_OF_KIND, OTHER, WITH_WORDS, kept_out
from yimen.cases.states import MOVES
from yimen.kernel.actor import Actor
from yimen.kernel.errors import DomainError
from yimen.process.models import Task


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A case of a batch: it may be handled with the others, or why it may not."""

    case: Case
    link: str = ""  # the name of the open link
    reason: str = ""  # a code of rules.batches
    error: DomainError | None = None

    @property
    def may(self) -> bool:
        """Whether the batch would do it."""
        return not self.reason and self.error is None


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """One act for like cases: same version of an item, same link, same move."""

    move: str  # empty: nothing can be done to any of them together
    rows: Sequence[BatchRow]

    @property
    def may(self) -> list[BatchRow]:
        """The cases the batch would handle."""
        return [row for row in self.rows if row.may]

    @property
    def needs_words(self) -> bool:
        """Whether an opinion or reasons go with it."""
        return self.move in WITH_WORDS


@dataclass(frozen=True, slots=True)
class _Found:
    case: Case
    move: str = ""
    task: Task | None = None
    error: DomainError | None = None

    @property
    def likeness(self) -> tuple[UUID, str, str]:
        return self.case.version_id, self.task.link if self.task else "", self.move


def batch_plan(actor: Actor, numbers: Sequence[str]) -> BatchPlan:
    """What one act would do to each of the chosen cases; nothing is changed."""
    chosen = list(dict.fromkeys(numbers))[:MOST]
    seen = Case.objects.visible_to(actor).filter(number__in=chosen).with_names()
    cases = sorted(seen, key=lambda case: chosen.index(case.number or ""))
    tasks: dict[UUID, list[Task]] = defaultdict(list)
    open_tasks = Task.objects.open().filter(subject__in=[case.pk for case in cases])
    for task in open_tasks.select_related("holder").order_by("opened_at", "id"):
        tasks[task.subject].append(task)
    found = [_found(actor, case, tasks[case.pk]) for case in cases]
    alike = Counter(one.likeness for one in found if one.error is None)
    if not alike:
        return BatchPlan("", [_row(one) for one in found])
    common = alike.most_common(1)[0][0]
    return BatchPlan(common[2], _judged(found, common))


def _found(actor: Actor, case: Case, tasks: list[Task]) -> _Found:
    """The act of a batch that this case is open for, or the refusal that says why there is none."""
    moves = [
        move
        for kind, moves in MOVES_OF_KIND.items()
        for move in moves
        if case.state in MOVES[move].sources and any(task.kind == kind for task in tasks)
    ]
    for move in moves:
        if fitting := doable(actor, case, move, tasks=tasks):
            return _Found(case, move, fitting[0])
    try:
        check(actor, case, moves[0] if moves else _usual(tasks))
    except DomainError as error:
        return _Found(case, error=error)
    return _Found(case, error=DomainError())


def _usual(tasks: list[Task]) -> str:
    kinds = [task.kind for task in tasks if task.kind in MOVES_OF_KIND]
    return MOVES_OF_KIND[kinds[0]][0] if kinds else "accept"


def _judged(found: Sequence[_Found], common: tuple[UUID, str, str]) -> list[BatchRow]:
    """The like ones, each looked at for what has to be weighed by itself."""
    _version, link, move = common
    like = [one for one in found if one.error is None and one.likeness == common]
    rules = {one.case.pk: RuleBook(one.case).at(link) for one in like}
    against = _against([one.case.pk for one in like]) if move == "grant" else set()
    first = _ruled(rules[like[0].case.pk])
    rows = []
    for one in found:
        if one.error is not None or one.likeness != common:
            rows.append(_row(one, OTHER))
            continue
        reason = kept_out(
            move,
            has_points=bool(rules[one.case.pk].checkpoints),
            ruled=_ruled(rules[one.case.pk]),
            first=first,
            against=one.case.pk in against,
        )
        rows.append(_row(one, reason))
    return rows


def _row(one: _Found, reason: str = "") -> BatchRow:
    name = one.task.name if one.task else ""
    return BatchRow(one.case, name, "" if one.error else reason, one.error)


def _ruled(rules: ReviewRules) -> list[object]:
    return [(one.ruling.key, one.verdict.line, tuple(one.verdict.results)) for one in rules.judged]


def _against(cases: Sequence[UUID]) -> set[UUID]:
    failed = Opinion.objects.filter(case__in=cases, conclusion="failed")
    return set(failed.values_list("case_id", flat=True))
