"""A form as JSON Schema (draft 2020-12): what we accept when it is handed in, the schema accepts.

The schema is never stricter than `form_answers`: conditions that JSON Schema cannot say, and
checks, are told beside the field as `x-yimen-when` and `x-yimen-check`.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_conditions import Both, Not, Says, Term, read
from yimen.catalogue.rules.form_kinds import DOCUMENTS, FEN, LONGEST, UNANSWERED

Schema = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
RANGES = {
    ">": ("exclusiveMinimum", "maximum"),
    ">=": ("minimum", "exclusiveMaximum"),
    "<": ("exclusiveMaximum", "minimum"),
    "<=": ("maximum", "exclusiveMinimum"),
}


def form_schema(fields: Sequence[FormField], *, title: str, address: str = "") -> Schema:
    """The schema of the answers to a form."""
    head: Schema = {"$schema": DRAFT, "title": title}
    if address:
        head["$id"] = address
    return head | _answers(fields)


def _answers(fields: Sequence[FormField]) -> Schema:
    """The schema of answers by key, of the form or of a row."""
    by_key = {field.key: field for field in fields}
    properties, required, rules = {}, [], []
    section: FormField | None = None
    for field in fields:
        if field.kind == "section":
            section = field
            continue
        whens = [one.when for one in (section, field) if one and one.when.strip()]
        properties[field.key] = _property(field)
        if not whens:
            required += [field.key] if field.is_required else []
            continue
        term = _all(whens)
        met = _met(term, by_key) if term else None
        if met is None:
            properties[field.key]["x-yimen-when"] = " and ".join(f"({one})" for one in whens)
        else:
            rules += _rules(field, *met)
    found: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if required:
        found["required"] = required
    return found | ({"allOf": rules} if rules else {})


def _rules(field: FormField, met: Schema, unmet: Schema) -> list[Schema]:
    """Asked for, it is answered; not asked for, it is absent."""
    rules: list[Schema] = [{"if": unmet, "then": {"properties": {field.key: False}}}]
    if field.is_required:
        rules.append({"if": met, "then": {"required": [field.key]}})
    return rules


def _all(whens: Sequence[str]) -> Term | None:
    terms = [read(one) for one in whens]
    found: Term | None = terms[0]
    for term in terms[1:]:
        if found is None or term is None:
            return None
        found = Both(found, term)
    return found


def _property(field: FormField) -> Schema:
    schema: Schema = {"title": field.label} | SHAPES[field.kind](field)
    if field.help:
        schema["description"] = field.help
    if field.check:
        schema["x-yimen-check"] = field.check
    if not field.is_required and field.kind != "declaration":
        kind = schema.pop("type", None)
        schema |= {"type": [kind, "null"]} if kind else {}
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], None]
    return schema


def _limits(field: FormField, least: str, most: str) -> Schema:
    found = {least: field.min, most: field.max}
    return {name: value for name, value in found.items() if value is not None}


def _text(field: FormField) -> Schema:
    schema: Schema = {"type": "string", "minLength": max(field.min or 0, 1)}
    schema["maxLength"] = field.max or LONGEST
    return schema | ({"pattern": f"^(?:{field.pattern})$"} if field.pattern else {})


def _number(field: FormField) -> Schema:
    kind = "integer" if field.kind == "money" else "number"
    schema = {"type": kind, **_limits(field, "minimum", "maximum")}
    if field.kind == "money":
        schema["x-yimen-unit"] = "fen"
    elif field.unit:
        schema["x-yimen-unit"] = field.unit
    return schema


def _choice(field: FormField) -> Schema:
    return {"type": "string", "enum": [value for value, _ in field.options]}


def _many(field: FormField) -> Schema:
    one = {"enum": [value for value, _ in field.options]}
    schema: Schema = {"type": "array", "items": one, "uniqueItems": True}
    return schema | ({"minItems": 1} if field.is_required else {})


def _rows(field: FormField, row: Schema) -> Schema:
    """An array; empty is an answer where none is asked for."""
    schema: Schema = {"type": "array", "items": row}
    if field.is_required:
        schema["minItems"] = max(field.min or 0, 1)
    return schema | ({} if field.max is None else {"maxItems": field.max})


def _object(**parts: Schema) -> Schema:
    return {
        "type": "object",
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }


DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 200}
USCC: Schema = {"type": "string", "pattern": "^[0-9A-Z]{18}$"}
SHAPES: Mapping[str, Callable[[FormField], Schema]] = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "money": _number,
    "date": lambda _: dict(DAY),
    "period": lambda _: _object(**{"from": DAY, "to": DAY}),
    "choice": _choice,
    "many": _many,
    "yes_no": lambda _: {"type": "boolean"},
    "region": lambda _: {"type": "string", "pattern": "^[0-9]{12}$"},
    "person": lambda _: _object(
        name=NAME,
        document={"enum": list(DOCUMENTS)},
        number={"type": "string", "minLength": 5, "maxLength": 30},
    ),
    "organisation": lambda _: _object(name=NAME, uscc=USCC),
    "phone": lambda _: {"type": "string", "pattern": r"^\+?[0-9][0-9 \-]{5,19}$"},
    "resident_id": lambda _: {"type": "string", "pattern": "^[0-9]{17}[0-9X]$"},
    "uscc": lambda _: dict(USCC),
    "file": lambda field: _rows(field, {"type": "string"}),
    "table": lambda field: _rows(field, _answers(field.columns)),
    "declaration": lambda field: {"const": True} if field.is_required else {"type": "boolean"},
}

#: Schemas of answers for which a condition surely holds, and for which it surely does not.
Ways = tuple[Schema, Schema]


def _met(term: Term, by_key: Mapping[str, FormField]) -> Ways | None:
    """When the condition holds and when it does not; where it cannot be decided, neither."""
    if isinstance(term, Not):
        found = _met(term.of, by_key)
        return found and (found[1], found[0])
    if isinstance(term, Both):
        first, second = _met(term.first, by_key), _met(term.second, by_key)
        if first is None or second is None:
            return None
        return _any_of(first, second) if term.is_any else _all_of(first, second)
    field = by_key.get(term.path)
    return None if field is None or field.kind in UNANSWERED else _says(term, field)


def _all_of(first: Ways, second: Ways) -> Ways:
    pairs = [{"allOf": [one, other]} for one, other in product(first, second)]
    return pairs[0], {"anyOf": pairs[1:]}


def _any_of(first: Ways, second: Ways) -> Ways:
    unmet, met = _all_of(first[::-1], second[::-1])
    return met, unmet


def _says(says: Says, field: FormField) -> Ways | None:
    if says.sign in {"==", "!=", "in"}:
        values = list(says.value) if says.sign == "in" else [says.value]
        return _equals(values, field, is_not=says.sign == "!=")
    if says.sign in RANGES and field.kind in {"number", "money"}:
        return _range(says, field)
    if says.sign == "contains" and field.kind == "many":
        holds: Schema = {"contains": {"const": says.value}}
        kind = {"type": "array"}
        return _has(field, kind | holds), _has(field, kind | {"not": holds})
    if says.sign == "yes" and field.kind in {"yes_no", "declaration"}:
        return _has(field, {"const": True}), _has(field, {"const": False})
    return None


def _has(field: FormField, schema: Schema) -> Schema:
    return {"properties": {field.key: schema}, "required": [field.key]}


def _equals(values: list[Any], field: FormField, *, is_not: bool) -> Ways | None:
    """Equality; an absent answer equals nothing but null."""
    if field.kind not in {"text", "number", "money", "choice", "yes_no", "declaration", "region"}:
        return None
    if field.kind == "money":
        if not all(isinstance(one, (int, float)) for one in values):
            return None
        values = [round(one * FEN) for one in values]
    met = _has(field, {"enum": values})
    if None in values:
        met = {"anyOf": [met, {"not": {"required": [field.key]}}]}
    return ({"not": met}, met) if is_not else (met, {"not": met})


def _range(says: Says, field: FormField) -> Ways | None:
    if isinstance(says.value, bool) or not isinstance(says.value, (int, float)):
        return None
    edge = says.value * FEN if field.kind == "money" else says.value
    over, under = RANGES[says.sign]
    return (
        _has(field, {"type": "number", over: edge}),
        _has(field, {"type": "number", under: edge}),
    )
