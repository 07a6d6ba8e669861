"""The application form: every kind is drawn, read, and judged by the one truth."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation

from tests.catalogue.test_form_answers import PERSON
from tests.identity.factories import resident_number, uscc
from yimen.cases.messages.answers import DOCUMENTS, answer_label, answer_problem
from yimen.catalogue.rules.elements import FIELD_KINDS, STANDARD_FORM, FormField
from yimen.catalogue.rules.form_answers import AnswerSheet, Problem
from yimen.ui.answers import AnswerForm, Offers, with_row, without_row

TODAY = date(2026, 5, 20)
OPTIONS = (("a", "甲"), ("b", "乙"))
COLUMNS = (FormField("name", "姓名"), FormField("share", "份额", kind="number"))

#: kind, more of the field, what is typed by the ends of names, what is kept
GOOD = [
    ("text", {}, {"": " 你好 "}, "你好"),
    ("long_text", {}, {"": "一行\r\n两行"}, "一行\n两行"),
    ("number", {"min": 1, "max": 9}, {"": "5"}, 5),
    ("number", {}, {"": "2.50"}, 2.5),
    ("money", {}, {"": "1,280.5"}, 128050),
    ("date", {}, {"": "2026-05-20"}, "2026-05-20"),
    (
        "period",
        {},
        {"-from": "2026-05-20", "-to": "2026-06-01"},
        {"from": "2026-05-20", "to": "2026-06-01"},
    ),
    ("choice", {"options": OPTIONS}, {"": "a"}, "a"),
    ("many", {"options": OPTIONS}, {"": ["a", "b"]}, ["a", "b"]),
    ("yes_no", {}, {"": "no"}, False),
    ("region", {}, {"": "360502000000"}, "360502000000"),
    (
        "person",
        {},
        {"-name": "王测试", "-document": "111", "-number": resident_number(3).lower()},
        PERSON,
    ),
    (
        "organisation",
        {},
        {"-name": "测试公司", "-uscc": uscc(3)},
        {"name": "测试公司", "uscc": uscc(3)},
    ),
    ("phone", {}, {"": "0790-6440001"}, "0790-6440001"),
    ("resident_id", {}, {"": resident_number(3).lower()}, resident_number(3)),
    ("uscc", {}, {"": uscc(3)}, uscc(3)),
    (
        "table",
        {"columns": COLUMNS},
        {"": "2", "-0-name": "甲", "-0-share": "40", "-1-name": "乙", "-1-share": "60"},
        [{"name": "甲", "share": 40}, {"name": "乙", "share": 60}],
    ),
    ("declaration", {}, {"": "on"}, True),
]
#: kind, more, what is typed, the entry the error stands at
BAD = [
    ("text", {"min": 3}, {"": "短"}, "f"),
    ("text", {}, {"": "   "}, "f"),
    ("number", {}, {"": "many"}, "f"),
    ("number", {}, {"": "NaN"}, "f"),
    ("money", {}, {"": "1.234"}, "f"),
    ("date", {}, {"": "2026-02-30"}, "f"),
    ("period", {}, {"-from": "2026-05-20", "-to": "2026-05-19"}, "f-to"),
    ("period", {}, {}, "f-from"),
    ("choice", {"options": OPTIONS}, {"": "z"}, "f"),
    ("many", {"options": OPTIONS}, {"": ["z"]}, "f"),
    ("yes_no", {}, {"": "perhaps"}, "f"),
    ("person", {}, {"-name": "王", "-document": "111", "-number": "1"}, "f-number"),
    ("organisation", {}, {"-name": "测试", "-uscc": "1"}, "f-uscc"),
    ("table", {"columns": COLUMNS}, {"": "1", "-0-name": "甲", "-0-share": "x"}, "f-0-share"),
    ("table", {"columns": COLUMNS}, {"": "0"}, "f"),
    ("declaration", {}, {}, "f"),
]


def typed_data(typed):
    data = QueryDict(mutable=True)
    for end, value in typed.items():
        data.setlist(f"f{end}", value if isinstance(value, list) else [value])
    return data


def a_form(fields, data=None, answers=None, **more):
    return AnswerForm(
        fields,
        answers or {},
        data,
        judge=lambda given: AnswerSheet(fields, given, today=TODAY),
        offers=Offers(say=answer_problem, name=answer_label, documents=DOCUMENTS),
        **more,
    )


def one(kind, more):
    return [FormField("f", "标签", "Label", kind=kind, **more)]


@pytest.mark.parametrize(("kind", "more", "typed", "kept"), GOOD)
def test_what_is_typed_becomes_an_answer(kind, more, typed, kept):
    form = a_form(one(kind, more), typed_data(typed))

    assert form.is_valid(), form.errors
    assert form.answers == {"f": kept}


@pytest.mark.parametrize(("kind", "more", "typed", "kept"), GOOD)
def test_what_is_kept_is_shown_again_and_read_the_same(kind, more, typed, kept):
    shown = a_form(one(kind, more), answers={"f": kept})
    data = QueryDict(mutable=True)
    for name in shown.fields:
        value = shown[name].value()
        data.setlist(name, value if isinstance(value, list) else [value])

    again = a_form(one(kind, more), data)

    assert again.is_valid(), again.errors
    assert again.answers == {"f": kept}


@pytest.mark.parametrize(("kind", "more", "typed", "at"), BAD)
def test_what_does_not_hold_is_said_at_its_entry(kind, more, typed, at):
    form = a_form(one(kind, more), typed_data(typed))

    assert not form.is_valid()
    assert list(form.errors) == [at]


@pytest.mark.parametrize("kind", [kind for kind in FIELD_KINDS if kind != "section"])
def test_every_kind_is_drawn(kind):
    form = a_form([FormField("f", "标签", kind=kind, options=OPTIONS, columns=COLUMNS)])

    (section,) = form.sections
    (block,) = section.blocks
    assert block.label == "标签"
    assert block.entries


def test_a_cell_that_does_not_hold_goes_alone():
    typed = {"": "1", "-0-name": "甲", "-0-share": "x"}
    form = a_form(one("table", {"columns": COLUMNS}), typed_data(typed), strict=False)
    form.is_valid()

    assert form.answers == {"f": [{"name": "甲"}]}


def test_while_one_writes_what_is_missing_is_no_error():
    assert a_form(STANDARD_FORM, QueryDict(), strict=False).is_valid()
    assert not a_form(STANDARD_FORM, QueryDict()).is_valid()


def test_what_is_not_asked_is_marked_and_no_error():
    fields = [FormField("pets", "宠物", kind="yes_no"), FormField("kind", "种类", when="pets")]
    data = QueryDict(mutable=True)
    data["pets"] = "no"
    form = a_form(fields, data)

    assert form.is_valid()
    assert form.unasked == ["kind"]
    assert [block.is_asked for block in form.sections[0].blocks] == [True, False]


def test_a_row_is_added_and_another_taken_out():
    typed = {"": "3", "-0-name": "甲", "-1-name": "乙", "-2-name": "丙"}

    assert with_row(typed_data(typed), "f")["f"] == "4"
    less = without_row(typed_data(typed), "f-1")
    assert (less["f"], less["f-0-name"], less["f-1-name"]) == ("2", "甲", "丙")
    assert "f-2-name" not in less


@pytest.mark.parametrize("place", ["f-9", "g-0", "", "f-x"])
def test_a_row_that_is_not_there_is_not_taken_out(place):
    data = typed_data({"": "1", "-0-name": "甲"})

    assert without_row(data, place) == data


def test_no_more_rows_than_there_is_room_for():
    form = a_form(one("table", {"columns": COLUMNS, "max": 2}), typed_data({"": "99999"}))

    assert form.row_counts == {"f": 2}


def test_the_form_speaks_the_reader_s_language():
    with translation.override("en"):
        form = a_form(STANDARD_FORM)

        assert form.fields["contact_name"].label == "Contact person"
        assert ("post", "By post") in form.fields["result_way"].widget.choices


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text", "填写"),
        ("choice", "选择"),
        ("many", "选择"),
        ("declaration", "勾选"),
        ("file", "上传"),
    ],
)
def test_what_is_missing_is_asked_for_as_its_kind_is_given(kind, words):
    field = FormField("f", "甲", kind=kind, options=OPTIONS)

    with translation.override("zh-hans"):
        assert words in answer_problem(Problem("f", "required", field))
