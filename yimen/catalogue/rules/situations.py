"""Situations (情形): a few questions, and what of an item applies to who answers them so."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice
from typing import Any, TypeVar

from yimen.catalogue.rules.conditions import SITUATION, met
from yimen.catalogue.rules.elements import (
    Condition,
    Fee,
    Link,
    Material,
    SituationQuestion,
)
from yimen.kernel.expressions import names_in

#: More ways to answer than this are not looked at one by one.
MOST_WAYS = 2000
NARROWED = ("situations", "terms", "materials", "fees", "links")  # what `narrow` reads

Answers = Mapping[str, Any]
E = TypeVar("E", Condition, Material, Fee, Link)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What applies to somebody with these answers, or still may while some are open."""

    answers: dict[str, Any]  #: those that count, by question
    asked: Sequence[SituationQuestion]  #: the questions he is asked, answered or not
    open: frozenset[str]  #: keys of questions without an answer
    terms: Sequence[Condition]
    materials: Sequence[Material]
    fees: Sequence[Fee]
    links: Sequence[Link]
    depends: frozenset[tuple[str, str]]  #: (list, key) of what applies only perhaps

    @property
    def is_settled(self) -> bool:
        """Whether every question that is asked has its answer."""
        return not self.open

    def missing(self) -> list[SituationQuestion]:
        """The questions that still wait for an answer, in order."""
        return [question for question in self.asked if question.key in self.open]


def narrow(
    content: Mapping[str, Any], answers: Answers, form: Mapping[str, Any] | None = None
) -> Narrowed:
    """What of the content applies under these answers.

    `form` are the answers to the application form; without them, what depends on the form may
    apply. While a question is open, whatever one of its answers would bring may apply.
    """
    questions = [SituationQuestion.from_json(row) for row in content.get("situations") or ()]
    given = settled(questions, answers)
    asked = asked_of(questions, given)
    ways = list(islice(ways_on(questions, given), MOST_WAYS + 1))
    reader = _Reader(
        [facts_of(questions, way, form) for way in ways], is_form_known=form is not None
    )
    if len(ways) > MOST_WAYS:
        reader.facts.clear()
    return Narrowed(
        answers=given,
        asked=asked,
        open=frozenset(question.key for question in asked if question.key not in given),
        terms=reader.keep("terms", Condition, content),
        materials=reader.keep("materials", Material, content),
        fees=reader.keep("fees", Fee, content),
        links=reader.keep("links", Link, content),
        depends=frozenset(reader.depends),
    )


class _Reader:
    """Reads lists of elements under one or several ways to answer."""

    def __init__(self, facts: list[dict[str, Any]], *, is_form_known: bool) -> None:
        self.facts = facts
        self.is_form_known = is_form_known
        self.depends: set[tuple[str, str]] = set()

    def keep(self, name: str, kind: type[E], content: Mapping[str, Any]) -> list[E]:
        """The rows of a list that apply, and those that may."""
        kept = []
        for row in content.get(name) or ():
            verdicts = self._verdicts(str(row.get("when") or ""))
            if True in verdicts:
                kept.append(kind.from_json(row))
                if False in verdicts:
                    self.depends.add((name, str(row.get("key"))))
        return kept

    def _verdicts(self, when: str) -> set[bool]:
        if not when:
            return {True}
        if not self.facts or (not self.is_form_known and asks_form(when)):
            return {True, False}
        return {met(when, facts, undecided=True) for facts in self.facts}


def asks_form(when: str) -> bool:
    """Whether an expression looks at the application form, not only at the situation."""
    return any(name.partition(".")[0] != SITUATION for name in names_in(when))


def facts_of(
    questions: Iterable[SituationQuestion], answers: Answers, form: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What expressions may ask: the form by field, the situation by question, none left out."""
    situation = {q.key: answers.get(q.key, [] if q.is_many else "") for q in questions}
    return {**(form or {}), SITUATION: situation}


def asked_of(questions: Sequence[SituationQuestion], answers: Answers) -> list[SituationQuestion]:
    """The questions asked under these answers: each `when` looks at earlier questions only."""
    asked: list[SituationQuestion] = []
    for place, question in enumerate(questions):
        if _is_asked(question, questions[:place], asked, answers):
            asked.append(question)
    return asked


def _is_asked(
    question: SituationQuestion,
    earlier: Sequence[SituationQuestion],
    asked: Sequence[SituationQuestion],
    answers: Answers,
) -> bool:
    counted = {q.key: answers[q.key] for q in asked if q.key in answers}
    return met(question.when, facts_of(earlier, counted), undecided=False)


def settled(questions: Sequence[SituationQuestion], answers: Answers) -> dict[str, Any]:
    """The answers that count: to questions that are asked, and among their options."""
    given: dict[str, Any] = {}
    for place, question in enumerate(questions):
        if not _is_asked(question, questions[:place], questions[:place], given):
            continue
        answer = _valid(question, answers.get(question.key))
        if answer is not None:
            given[question.key] = answer
    return given


def _valid(question: SituationQuestion, answer: Any) -> Any:
    values = [value for value, *_ in question.options]
    if question.is_many:
        return [v for v in values if v in answer] if isinstance(answer, list) else None
    return answer if answer in values else None


def ways_on(
    questions: Sequence[SituationQuestion], answers: Answers, place: int = 0
) -> Iterator[dict[str, Any]]:
    """Every way to go on from these answers to the end; of no questions there is one."""
    given = dict(answers)
    while place < len(questions):
        question = questions[place]
        earlier = questions[:place]
        place += 1
        if question.key in given or not _is_asked(question, earlier, earlier, given):
            continue
        for answer in _choices(question):
            yield from ways_on(questions, {**given, question.key: answer}, place)
        return
    yield given


def _choices(question: SituationQuestion) -> Iterator[Any]:
    values = [value for value, *_ in question.options]
    if not question.is_many:
        return iter(values)
    sizes = range(len(values) + 1)
    return (list(some) for some in chain.from_iterable(combinations(values, n) for n in sizes))


def gone_and_come(
    before: Narrowed, after: Narrowed
) -> tuple[list[Material | Fee], list[Material | Fee]]:
    """Which materials and fees a change of answers takes away, and which it brings for sure."""
    old, new = _charged(before), _charged(after)
    gone = [row for key, row in old.items() if key not in new]
    come = [row for key, row in new.items() if key not in old and key not in after.depends]
    return gone, come


def _charged(narrowed: Narrowed) -> dict[tuple[str, str], Material | Fee]:
    rows: dict[tuple[str, str], Material | Fee] = {
        ("materials", m.key): m for m in narrowed.materials
    }
    return rows | {("fees", fee.key): fee for fee in narrowed.fees}
