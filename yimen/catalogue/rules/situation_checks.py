"""What is wrong with the situations of an item, found by trying every way to answer."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from yimen.catalogue.rules.conditions import SITUATION, met, unknown_names
from yimen.catalogue.rules.elements import SituationQuestion
from yimen.catalogue.rules.situations import (
    MOST_WAYS,
    asks_form,
    facts_of,
    ways_on,
)
from yimen.kernel.expressions import names_in, trouble_with

#: Lists whose rows may have a condition, and what names such a row.
CONDITIONAL = {
    "terms": "text",
    "materials": "name",
    "fees": "name",
    "links": "name",
    "form": "label",
}
BLOCKING, ADVISORY = "blocking", "advisory"
KEY = re.compile(r"[a-z][a-z0-9_]*")
#: `situation.kind == 'new'`, `situation.kind in ['new', 'old']`, `'a' in situation.areas`
COMPARED = re.compile(rf"\b{SITUATION}\.(\w+)\s*[!=]=\s*(?:'([^']*)'|\"([^\"]*)\")")
LISTED = re.compile(rf"\b{SITUATION}\.(\w+)\s*,?\s*(?:#\s*)?(?:not\s+)?in\s*\[([^\]]*)\]")
HELD = re.compile(rf"(?:'([^']*)'|\"([^\"]*)\")\s*(?:not\s+)?in\s+{SITUATION}\.(\w+)")
LITERAL = re.compile(r"'([^']*)'|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing wrong: a code, how grave, in which list, and the facts for the sentence."""

    code: str
    level: str
    list: str = "situations"
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list that applies only sometimes."""

    list: str
    key: str
    name: str
    when: str


def troubles(content: Mapping[str, Any]) -> list[Trouble]:
    """Everything wrong with the questions and with the conditions that look at their answers."""
    questions = [SituationQuestion.from_json(row) for row in content.get("situations") or ()]
    rows = [row for row in rows_of(content) if row.list != "form" or not trouble_with(row.when)]
    if not questions and not rows:
        return []
    broken = [*_questions_are_whole(questions), *_expressions_hold(questions, rows, content)]
    return broken or list(_ways_make_sense(questions, rows, content))


def rows_of(content: Mapping[str, Any]) -> Iterator[Row]:
    """The rows of all lists that have a condition."""
    for name, label in CONDITIONAL.items():
        for row in content.get(name) or ():
            if row.get("when"):
                yield Row(name, str(row.get("key")), str(row.get(label)), str(row["when"]))


def _questions_are_whole(questions: Sequence[SituationQuestion]) -> Iterator[Trouble]:
    keys = Counter(question.key for question in questions)
    for number, question in enumerate(questions, 1):
        facts = {"question": question.text or f"{number}"}
        values = [value for value, *_ in question.options]
        if not question.text.strip():
            yield Trouble("situation_without_text", BLOCKING, facts=facts)
        if not KEY.fullmatch(question.key) or keys[question.key] > 1:
            yield Trouble("situation_key_unusable", BLOCKING, facts={**facts, "key": question.key})
        if len(values) < (1 if question.is_many else 2):
            yield Trouble("situation_too_few_options", BLOCKING, facts=facts)
        for value in values:
            if not KEY.fullmatch(value) or values.count(value) > 1:
                facts = {**facts, "option": value}
                yield Trouble("situation_option_unusable", BLOCKING, facts=facts)


def _expressions_hold(
    questions: Sequence[SituationQuestion], rows: Sequence[Row], content: Mapping[str, Any]
) -> Iterator[Trouble]:
    """Conditions can be read, and ask only for what there is."""
    fields = {str(row.get("key")) for row in content.get("form") or ()}
    for place, question in enumerate(questions):
        if question.when:
            row = Row("situations", question.key, question.text, question.when)
            yield from _expression_holds(row, questions[:place], set())
    for row in rows:
        if row.list != "form":  # what a form asks for is looked at in form_quality
            yield from _expression_holds(row, questions, fields)


def _expression_holds(
    row: Row, questions: Sequence[SituationQuestion], fields: set[str]
) -> Iterator[Trouble]:
    facts = {"name": row.name, "when": row.when}
    if trouble_with(row.when):
        yield Trouble("condition_unreadable", BLOCKING, row.list, facts)
        return
    known = {question.key: [value for value, *_ in question.options] for question in questions}
    for path in unknown_names(row.when, fields, known, today=False):
        first, _, rest = path.partition(".")
        code = "condition_unknown_question" if first == SITUATION else "condition_unknown_field"
        about = {**facts, "key": rest if first == SITUATION else first}
        yield Trouble(code, BLOCKING, row.list, about)
    for key, value in options_in(row.when):
        if value and value not in known.get(key, [value]):
            more = {**facts, "option": value}
            yield Trouble("condition_unknown_option", BLOCKING, row.list, more)


def options_in(when: str) -> Iterator[tuple[str, str]]:
    """Question and option of every comparison an expression makes with a written option."""
    for key, single, double in COMPARED.findall(when):
        yield key, single or double
    for key, listed in LISTED.findall(when):
        for single, double in LITERAL.findall(listed):
            yield key, single or double
    for single, double, key in HELD.findall(when):
        yield key, single or double


def _ways_make_sense(
    questions: Sequence[SituationQuestion], rows: Sequence[Row], content: Mapping[str, Any]
) -> Iterator[Trouble]:
    ways = list(islice(ways_on(questions, {}), MOST_WAYS + 1))
    if len(ways) > MOST_WAYS:
        yield Trouble("situation_too_many_ways", ADVISORY, facts={"most": MOST_WAYS})
        return
    plain = [row for row in rows if not asks_form(row.when)]
    outcomes = [_outcome(questions, way, plain) for way in ways]
    yield from _all_is_reached(questions, ways, plain, outcomes)
    yield from _questions_matter(questions, ways, rows, outcomes)
    yield from _enough_is_left(questions, ways, content, plain, outcomes)


def _outcome(
    questions: Sequence[SituationQuestion], way: Mapping[str, Any], rows: Sequence[Row]
) -> frozenset[Row]:
    facts = facts_of(questions, way)
    return frozenset(row for row in rows if met(row.when, facts, undecided=True))


def _all_is_reached(
    questions: Sequence[SituationQuestion],
    ways: Sequence[Mapping[str, Any]],
    rows: Sequence[Row],
    outcomes: Sequence[frozenset[Row]],
) -> Iterator[Trouble]:
    """Every question is asked of somebody, every row applies to somebody."""
    for question in questions:
        if not any(question.key in way for way in ways):
            facts = {"question": question.text}
            yield Trouble("situation_never_asked", BLOCKING, facts=facts)
    reached = frozenset[Row]().union(*outcomes)
    for row in rows:
        if row not in reached:
            alone = _can_hold(row.when, questions)
            code = "condition_never_met" if alone else "condition_contradicts_itself"
            yield Trouble(code, BLOCKING, row.list, {"name": row.name, "when": row.when})


def _can_hold(when: str, questions: Sequence[SituationQuestion]) -> bool:
    """Whether some answers meet the condition, even answers nobody can give together."""
    keys = {name.partition(".")[2] for name in names_in(when)}
    used = [_alone(question) for question in questions if question.key in keys]
    ways = islice(ways_on(used, {}), MOST_WAYS)
    return any(met(when, facts_of(used, way), undecided=True) for way in ways)


def _alone(question: SituationQuestion) -> SituationQuestion:
    """The question as if it were always asked."""
    return SituationQuestion(
        question.key, question.text, options=question.options, is_many=question.is_many
    )


def _questions_matter(
    questions: Sequence[SituationQuestion],
    ways: Sequence[Mapping[str, Any]],
    rows: Sequence[Row],
    outcomes: Sequence[frozenset[Row]],
) -> Iterator[Trouble]:
    """A question whose answers change nothing need not be asked; nor options that say the same."""
    whens = [row.when for row in rows] + [question.when for question in questions]
    used = {name.partition(".")[2] for when in whens for name in names_in(when)}
    for question in questions:
        if question.key not in used:
            facts = {"question": question.text}
            yield Trouble("situation_changes_nothing", ADVISORY, facts=facts)
        elif not any(asks_form(row.when) for row in rows):
            yield from _options_differ(question, ways, outcomes)


def _options_differ(
    question: SituationQuestion,
    ways: Sequence[Mapping[str, Any]],
    outcomes: Sequence[frozenset[Row]],
) -> Iterator[Trouble]:
    seen: dict[Any, str] = {}
    for value, label, *_ in question.options:
        said = [value] if question.is_many else value
        marks = frozenset(
            (_rest(way, question.key), outcome)
            for way, outcome in zip(ways, outcomes, strict=True)
            if way.get(question.key) == said
        )
        if not marks:
            continue  # the question is never asked: said already
        if marks in seen:
            facts = {"question": question.text, "one": seen[marks], "other": label}
            yield Trouble("situation_options_alike", ADVISORY, facts=facts)
        seen.setdefault(marks, label)


def _rest(way: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(answer)) for name, answer in way.items() if name != key))


def _enough_is_left(
    questions: Sequence[SituationQuestion],
    ways: Sequence[Mapping[str, Any]],
    content: Mapping[str, Any],
    rows: Sequence[Row],
    outcomes: Sequence[frozenset[Row]],
) -> Iterator[Trouble]:
    """Nobody's answers leave a case without a link it cannot lack, or without any paper."""
    kinds = {str(row.get("key")): row.get("kind") for row in content.get("links") or ()}
    for kind in ("accept", "decide"):
        keys = {key for key, of in kinds.items() if of == kind}
        way = _left_with_nothing("links", keys, ways, rows, outcomes)
        if way is not None:
            facts = {"situation": in_words(questions, way)}
            yield Trouble(f"situation_without_{kind}_link", BLOCKING, "links", facts)
    for name in ("materials", *(() if content.get("conditions") else ("terms",))):
        keys = {str(row.get("key")) for row in content.get(name) or ()}
        way = _left_with_nothing(name, keys, ways, rows, outcomes)
        if way is not None:
            facts = {"situation": in_words(questions, way)}
            yield Trouble(f"situation_without_{name}", ADVISORY, name, facts)


def _left_with_nothing(
    name: str,
    keys: set[str],
    ways: Sequence[Mapping[str, Any]],
    rows: Sequence[Row],
    outcomes: Sequence[frozenset[Row]],
) -> Mapping[str, Any] | None:
    """The first way to answer that leaves none of these rows, if all of them have conditions."""
    sometimes = {row.key for row in rows if row.list == name}
    if not keys or not keys <= sometimes:
        return None
    for way, outcome in zip(ways, outcomes, strict=True):
        if not any(row.list == name and row.key in keys for row in outcome):
            return way
    return None


def in_words(questions: Sequence[SituationQuestion], way: Mapping[str, Any]) -> str:
    """A way to answer as people read it: the labels of the options chosen."""
    labels = []
    for question in questions:
        answer = way.get(question.key)
        chosen = answer if isinstance(answer, list) else [answer]
        labels += [label for value, label, *_ in question.options if value in chosen]
    return "、".join(labels)
