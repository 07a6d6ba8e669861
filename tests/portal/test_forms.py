"""The application form: built from fields, and true to what a case accepts."""

from datetime import date

import pytest
from django.utils import translation

from tests.identity.factories import resident_number, uscc
from yimen.cases.rules.filing import check_answers
from yimen.catalogue.rules.elements import FIELD_KINDS, STANDARD_FORM, FormField
from yimen.portal.forms.dynamic import MAKERS, PROBLEMS, ApplicationForm, initial

TODAY = date(2026, 5, 20)
OPTIONS = (("a", "甲"), ("b", "乙"))

#: kind, more of the field, what is typed, what the case keeps
GOOD = [
    ("text", {}, "你好", "你好"),
    ("long_text", {}, "一行\n两行", "一行\n两行"),
    ("number", {"min": 1, "max": 9}, "5", "5"),
    ("money", {}, "1280.5", 128050),
    ("date", {}, "2026-05-20", "2026-05-20"),
    ("choice", {"options": OPTIONS}, "a", "a"),
    ("many", {"options": OPTIONS}, ["a", "b"], ["a", "b"]),
    ("yes_no", {}, "no", False),
    ("phone", {}, "0790-6440001", "0790-6440001"),
    ("resident_id", {}, resident_number(3).lower(), resident_number(3)),
    ("uscc", {}, uscc(3), uscc(3)),
    ("declaration", {}, "on", True),
]
BAD = [
    ("text", {"min": 3}, "短"),
    ("text", {"max": 2}, "太长了"),
    ("text", {"pattern": r"\d+"}, "12a"),
    ("text", {}, "   "),
    ("number", {"min": 1}, "0"),
    ("number", {"max": 9}, "10"),
    ("number", {}, "many"),
    ("number", {}, "NaN"),
    ("money", {}, "1.234"),
    ("date", {}, "2026-02-30"),
    ("choice", {"options": OPTIONS}, "z"),
    ("many", {"options": OPTIONS}, ["z"]),
    ("yes_no", {}, "perhaps"),
    ("phone", {}, "call me"),
    ("resident_id", {}, resident_number(3)[:-1] + "*"),
    ("uscc", {}, "123"),
    ("declaration", {}, ""),
]


def a_form(kind: str, more: dict, typed: object) -> tuple[FormField, ApplicationForm]:
    field = FormField("f", "标签", "Label", kind=kind, **more)
    return field, ApplicationForm([field], {"f": typed}, today=TODAY)


@pytest.mark.parametrize(("kind", "more", "typed", "kept"), GOOD)
def test_what_the_form_takes_the_case_accepts(kind, more, typed, kept):
    field, form = a_form(kind, more, typed)

    assert form.is_valid(), form.errors
    assert form.answers == {"f": kept}
    assert check_answers([field], form.answers, today=TODAY) == {}


@pytest.mark.parametrize(("kind", "more", "typed", "kept"), GOOD)
def test_what_the_case_keeps_the_form_shows_again(kind, more, typed, kept):
    field, _form = a_form(kind, more, typed)
    shown = initial([field], {"f": kept})

    again = ApplicationForm([field], shown, today=TODAY)

    assert again.is_valid(), again.errors
    assert again.answers == {"f": kept}


@pytest.mark.parametrize(("kind", "more", "typed"), BAD)
def test_what_does_not_hold_is_said_at_the_field(kind, more, typed):
    _field, form = a_form(kind, more, typed)

    assert not form.is_valid()
    assert list(form.errors) == ["f"]


@pytest.mark.parametrize(("kind", "more", "typed"), BAD)
def test_what_does_not_hold_is_not_kept(kind, more, typed):
    _field, form = a_form(kind, more, typed)
    form.is_valid()

    assert form.answers == {}


def test_every_kind_of_field_has_a_test_and_a_maker():
    assert {kind for kind, *_ in GOOD} == set(FIELD_KINDS)
    assert set(MAKERS) | {"text", "long_text"} == set(FIELD_KINDS)


def test_an_optional_field_may_stay_empty():
    field = FormField("f", "标签", kind="uscc", is_required=False)

    assert ApplicationForm([field], {}, today=TODAY).is_valid()


def test_the_form_speaks_the_reader_s_language():
    with translation.override("en"):
        form = ApplicationForm(STANDARD_FORM, today=TODAY)

        assert form.fields["contact_name"].label == "Contact person"
        assert ("post", "By post") in form.fields["result_way"].choices


def test_every_reason_of_the_case_has_words():
    reasons = set()
    for kind, more, typed in BAD:
        value = typed if kind not in {"yes_no", "declaration"} else "x"
        field = FormField("f", "标签", kind=kind, **more)
        reasons |= set(check_answers([field], {"f": value}, today=TODAY).values())
    assert reasons <= set(PROBLEMS)
