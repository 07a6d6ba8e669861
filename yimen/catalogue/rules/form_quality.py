"""What is wrong with a form before it is published."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from yimen.catalogue.rules.conditions import SITUATION, TODAY, unknown_names
from yimen.catalogue.rules.elements import FIELD_KINDS, FormField
from yimen.catalogue.rules.form_conditions import Both, Not, Says, Term, read
from yimen.kernel.expressions import names_in, trouble_with

BLOCKING, ADVISORY = "blocking", "advisory"
KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
RESERVED = frozenset({SITUATION, TODAY, "and", "or", "not", "in", "true", "false", "null"})
PATTERNED = frozenset({"text", "long_text"})
WITH_OPTIONS = frozenset({"choice", "many"})
#: What a column of a table may be: nothing that needs a row of its own.
COLUMN_KINDS = tuple(
    kind for kind in FIELD_KINDS if kind not in {"section", "table", "file", "declaration"}
)


@dataclass(frozen=True, slots=True)
class FormTrouble:
    """One thing wrong with a form: a code, how grave, at which field, facts for the sentence."""

    code: str
    level: str
    key: str  #: of the field, or of the table the column is in
    facts: Mapping[str, object] = made(default_factory=dict)


def form_troubles(content: Mapping[str, Any]) -> list[FormTrouble]:
    """Everything wrong with the form, field by field."""
    fields = [FormField.from_json(row) for row in content.get("form") or ()]
    questions = {str(row.get("key")) for row in content.get("situations") or ()}
    counts = Counter(field.key for field in fields)
    found: list[FormTrouble] = []
    for place, field in enumerate(fields):
        found += _field_is_whole(field, field, counts)
        found += _condition_holds(field, field, fields, place, questions)
        found += _check_holds(field, field, {one.key: one for one in fields}, questions)
        found += _columns_hold(field, fields, place, questions)
    return found


def _columns_hold(
    table: FormField, fields: Sequence[FormField], place: int, questions: set[str]
) -> Iterator[FormTrouble]:
    if table.kind != "table":
        return
    if not table.columns:
        yield FormTrouble("table_without_columns", BLOCKING, table.key, {"label": table.label})
    counts = Counter(column.key for column in table.columns)
    outer = {field.key for field in fields}
    known = {field.key: field for field in (*fields, *table.columns)}
    for n, column in enumerate(table.columns):
        facts = _facts(column, table)
        if column.kind not in COLUMN_KINDS:
            yield FormTrouble("column_kind_unfit", BLOCKING, table.key, facts)
        if column.key in outer:
            yield FormTrouble("column_key_of_a_field", BLOCKING, table.key, facts)
        yield from _field_is_whole(column, table, counts)
        before = [*fields[:place], *table.columns]
        yield from _condition_holds(column, table, before, place + n, questions)
        yield from _check_holds(column, table, known, questions)


def _facts(field: FormField, top: FormField, **more: object) -> dict[str, object]:
    label = field.label or field.key
    return {"label": label if field is top else f"{top.label} · {label}", **more}


def _field_is_whole(
    field: FormField, top: FormField, counts: Mapping[str, int]
) -> Iterator[FormTrouble]:
    facts = _facts(field, top, key=field.key)
    if not field.label.strip():
        yield FormTrouble("field_without_label", BLOCKING, top.key, facts)
    if not KEY.fullmatch(field.key) or field.key in RESERVED or counts[field.key] > 1:
        yield FormTrouble("field_key_unusable", BLOCKING, top.key, facts)
    if field.kind in WITH_OPTIONS:
        yield from _options_hold(field, top)
    if field.kind in PATTERNED and field.pattern and not _is_pattern(field.pattern):
        yield FormTrouble("pattern_unreadable", BLOCKING, top.key, facts)
    if field.min is not None and field.max is not None and field.min > field.max:
        yield FormTrouble("least_over_greatest", BLOCKING, top.key, facts)


def _options_hold(field: FormField, top: FormField) -> Iterator[FormTrouble]:
    values = [value for value, _label in field.options]
    if len(values) < (1 if field.kind == "many" else 2):
        yield FormTrouble("choice_without_options", BLOCKING, top.key, _facts(field, top))
    for value, count in Counter(values).items():
        if count > 1 or not value.strip() or "'" in value:
            facts = _facts(field, top, option=value)
            yield FormTrouble("option_unusable", BLOCKING, top.key, facts)


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _condition_holds(
    field: FormField,
    top: FormField,
    fields: Sequence[FormField],
    place: int,
    questions: set[str],
) -> Iterator[FormTrouble]:
    """A condition can be read, and asks only for what is answered before it."""
    if not field.when:
        return
    facts = _facts(field, top, when=field.when)
    if trouble_with(field.when):
        yield FormTrouble("when_unreadable", BLOCKING, top.key, facts)
        return
    known = {one.key: one for one in fields}
    yield from _names_are_known(field.when, top, known, questions, facts)
    later = {one.key: one for one in fields[place:]}
    for name in _first_names(field.when):
        if name == field.key:
            yield FormTrouble("when_asks_itself", BLOCKING, top.key, facts)
        elif name in later:
            other = {**facts, "other": later[name].label}
            circle = field.key in _first_names(later[name].when)
            code = "when_goes_in_circles" if circle else "when_asks_later_field"
            yield FormTrouble(code, BLOCKING, top.key, other)


def _check_holds(
    field: FormField, top: FormField, known: Mapping[str, FormField], questions: set[str]
) -> Iterator[FormTrouble]:
    """A check can be read, asks for what there is, and says what to put right."""
    if not field.check:
        return
    facts = _facts(field, top, when=field.check)
    if trouble_with(field.check):
        yield FormTrouble("when_unreadable", BLOCKING, top.key, facts)
        return
    yield from _names_are_known(field.check, top, known, questions, facts)
    if not field.check_text.strip():
        yield FormTrouble("check_without_text", ADVISORY, top.key, facts)


def _names_are_known(
    expression: str,
    top: FormField,
    known: Mapping[str, FormField],
    questions: set[str],
    facts: Mapping[str, object],
) -> Iterator[FormTrouble]:
    answered = {key for key, field in known.items() if field.kind != "section"}
    for path in unknown_names(expression, answered, questions, today=True):
        yield FormTrouble("when_asks_nothing", BLOCKING, top.key, {**facts, "key": path})
    for says in _comparisons(read(expression)):
        field = known.get(says.path)
        if field is not None and field.kind in WITH_OPTIONS:
            yield from _options_are_known(says, field, top, facts)


def _options_are_known(
    says: Says, field: FormField, top: FormField, facts: Mapping[str, object]
) -> Iterator[FormTrouble]:
    options = {value for value, _label in field.options}
    values = says.value if isinstance(says.value, tuple) else (says.value,)
    for value in values:
        if value is not None and value not in options:
            more = {**facts, "option": value, "other": field.label}
            yield FormTrouble("when_unknown_option", BLOCKING, top.key, more)


def _comparisons(term: Term | None) -> Iterator[Says]:
    if isinstance(term, Says):
        yield term
    elif isinstance(term, Not):
        yield from _comparisons(term.of)
    elif isinstance(term, Both):
        yield from _comparisons(term.first)
        yield from _comparisons(term.second)


def _first_names(expression: str) -> list[str]:
    names: Iterable[str] = names_in(expression) if expression else ()
    return sorted({name.partition(".")[0] for name in names})
