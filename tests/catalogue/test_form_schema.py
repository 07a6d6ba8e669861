"""A form as JSON Schema: never stricter than we are."""

import random
from datetime import date

import jsonschema
import pytest

from tests.catalogue.test_form_answers import BAD, GOOD, a_field
from yimen.catalogue.rules.elements import STANDARD_FORM, FormField
from yimen.catalogue.rules.form_answers import AnswerSheet
from yimen.catalogue.rules.form_schema import form_schema

TODAY = date(2026, 5, 20)
OPTIONS = (("a", "甲"), ("b", "乙"), ("c", "丙"))
#: Conditions over the answers below, of every sort the schema can say, and some it cannot.
WHENS = [
    "kind == 'a'",
    "kind != 'a'",
    "kind in ['a', 'b']",
    "kind not in ['a', 'b']",
    "kind == null",
    "area > 10",
    "not (area >= 10)",
    "fee < 12.5",
    "fee in [10, 20]",
    "contains(extras, 'a')",
    "'b' in extras",
    "open == true",
    "open",
    "not open",
    "kind == 'a' and area > 10",
    "kind == 'a' or area > 10",
    "not (kind == 'a' or open == true) and fee >= 1",
    "len(extras) > 1",
    "situation.kind == 'x'",
]
FIELDS = (
    FormField("kind", "类", kind="choice", options=OPTIONS, is_required=False),
    FormField("area", "面积", kind="number", is_required=False, when="kind != 'c'"),
    FormField("fee", "费用", kind="money", is_required=False),
    FormField("extras", "附加", kind="many", options=OPTIONS, is_required=False),
    FormField("open", "开放", kind="yes_no", is_required=False),
)
VALUES = {
    "kind": ["a", "b", "c", None],
    "area": [0, 10, 10.5, 30, None],
    "fee": [0, 1000, 1250, 2000, None],
    "extras": [[], ["a"], ["a", "b"], None],
    "open": [True, False, None],
    "then": ["好", None],
}


def accepts(schema, answers):
    return jsonschema.Draft202012Validator(schema).is_valid(answers)


def some_answers(luck):
    return {key: luck.choice(of) for key, of in VALUES.items() if luck.random() < 0.8}


@pytest.mark.parametrize("when", WHENS)
def test_what_we_accept_the_schema_accepts(when):
    fields = (*FIELDS, FormField("then", "则", when=when))
    schema = form_schema(fields, title="表")
    jsonschema.Draft202012Validator.check_schema(schema)
    luck = random.Random(when)
    taken = 0
    for _ in range(150):
        sheet = AnswerSheet(fields, some_answers(luck), {"kind": "x"}, today=TODAY)
        if not sheet.problems():
            taken += 1
            assert accepts(schema, sheet.asked), (when, sheet.asked)
    assert taken > 10


@pytest.mark.parametrize("when", WHENS[:17])
def test_conditions_are_said_in_the_schema(when):
    fields = (*FIELDS, FormField("then", "则", when=when))
    schema = form_schema(fields, title="表")
    luck = random.Random(when)
    refused = 0
    for _ in range(150):
        sheet = AnswerSheet(fields, some_answers(luck), today=TODAY)
        kept = sheet.asked
        if not sheet.problems() and "then" in kept:
            del kept["then"]
            refused += not accepts(schema, kept)

    assert refused > 0
    assert "x-yimen-when" not in str(schema)


@pytest.mark.parametrize("when", WHENS[17:])
def test_what_the_schema_cannot_say_is_told_beside_it(when):
    schema = form_schema([*FIELDS, FormField("then", "则", when=when)], title="表")

    assert schema["properties"]["then"]["x-yimen-when"] == f"({when})"


@pytest.mark.parametrize(("kind", "more", "answer"), GOOD)
def test_every_kind_is_accepted(kind, more, answer):
    schema = form_schema([a_field(kind, **more)], title="表")

    assert accepts(schema, {"f": answer})


@pytest.mark.parametrize(
    ("kind", "more", "answer"),
    [
        (kind, more, answer)
        for kind, more, answer, _below, code in BAD
        if code not in {"ends_before", "bad_number", "not_a_date", "wrong_level"}
    ],
)
def test_what_a_schema_can_refuse_it_refuses(kind, more, answer):
    schema = form_schema([a_field(kind, **more)], title="表")

    assert not accepts(schema, {"f": answer})


def test_left_empty_is_null_and_allowed_only_where_nothing_must_be_said():
    optional = form_schema([a_field("text", is_required=False)], title="表")
    required = form_schema([a_field("text")], title="表")

    assert accepts(optional, {"f": None})
    assert accepts(optional, {})
    assert not accepts(required, {"f": None})
    assert not accepts(required, {})


def test_the_standard_form_has_a_schema():
    schema = form_schema(STANDARD_FORM, title="标准表", address="https://example.org/form")

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["contact_name", "contact_phone", "request", "result_way", "truth"]
