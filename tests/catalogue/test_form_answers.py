"""The one truth about the answers to a form."""

from datetime import date

import pytest

from tests.identity.factories import resident_number, uscc
from yimen.catalogue.rules.elements import FIELD_KINDS, STANDARD_FORM, FormField
from yimen.catalogue.rules.form_answers import AnswerSheet, problems, tidy, without

TODAY = date(2026, 5, 20)
OPTIONS = (("a", "甲"), ("b", "乙"))
PERSON = {"name": "王测试", "document": "111", "number": resident_number(3)}
ROWS = FormField("rows", "行", kind="table", columns=(FormField("share", "份额", kind="number"),))

#: kind, more of the field, an answer that holds
GOOD = [
    ("text", {"pattern": r"[A-Z]\d+", "max": 5}, "A12"),
    ("long_text", {}, "一行\n两行"),
    ("number", {"min": 0}, 0),
    ("number", {}, 2.5),
    ("money", {"min": 1}, 128050),
    ("date", {}, "2026-05-20"),
    ("period", {}, {"from": "2026-05-20", "to": "2026-05-20"}),
    ("choice", {"options": OPTIONS}, "a"),
    ("many", {"options": OPTIONS}, ["b"]),
    ("yes_no", {}, False),
    ("region", {"max": 3}, "360502000000"),
    ("person", {}, PERSON),
    ("person", {}, {"name": "ANNA", "document": "414", "number": "E12345678"}),
    ("organisation", {}, {"name": "测试公司", "uscc": uscc(3)}),
    ("phone", {}, "0790-6440001"),
    ("resident_id", {}, resident_number(3)),
    ("uscc", {}, uscc(3)),
    ("file", {"max": 2}, ["one", "two"]),
    ("table", {"columns": ROWS.columns, "min": 1}, [{"share": 100}]),
    ("declaration", {}, True),
]
#: kind, more of the field, the answer, where it is wrong (below the field) and why
BAD = [
    ("text", {}, 5, "", "not_text"),
    ("text", {}, None, "", "required"),
    ("text", {"min": 3}, "短", "", "too_short"),
    ("long_text", {"max": 2}, "太长了", "", "too_long"),
    ("text", {"pattern": r"\d+"}, "12a", "", "pattern"),
    ("number", {}, "many", "", "not_a_number"),
    ("number", {}, True, "", "not_a_number"),
    ("number", {"min": 1}, 0, "", "too_small"),
    ("number", {"max": 9}, 10, "", "too_big"),
    ("money", {}, 1.5, "", "not_a_number"),
    ("date", {}, "2026-02-30", "", "not_a_date"),
    ("period", {}, {"from": "2026-05-20", "to": "2026-05-19"}, ".to", "ends_before"),
    ("period", {}, {"from": "2026-05-20"}, ".to", "required"),
    ("choice", {"options": OPTIONS}, "z", "", "not_an_option"),
    ("choice", {"options": OPTIONS}, ["a"], "", "not_an_option"),
    ("many", {"options": OPTIONS}, ["a", "z"], "", "not_an_option"),
    ("many", {"options": OPTIONS}, [], "", "required"),
    ("yes_no", {}, "no", "", "not_an_option"),
    ("region", {}, "99", "", "not_a_region"),
    ("region", {"max": 3}, "360502001001", "", "wrong_level"),
    ("person", {}, {**PERSON, "number": "1"}, ".number", "bad_number"),
    ("person", {}, {**PERSON, "document": "999"}, ".document", "not_an_option"),
    ("person", {}, {"name": "", "document": "111"}, "", "required"),
    ("organisation", {}, {"name": "测试公司", "uscc": "1"}, ".uscc", "bad_number"),
    ("phone", {}, "call me", "", "not_a_phone"),
    ("resident_id", {}, "123", "", "bad_number"),
    ("uscc", {}, "123", "", "bad_number"),
    ("file", {}, [], "", "required"),
    ("file", {"max": 1}, ["one", "two"], "", "too_many"),
    ("table", {"columns": ROWS.columns}, [], "", "required"),
    ("table", {"columns": ROWS.columns, "min": 2}, [{"share": 1}], "", "too_few"),
    (
        "table",
        {"columns": ROWS.columns},
        [{"share": 1}, {"share": "x"}],
        "[1].share",
        "not_a_number",
    ),
    ("table", {"columns": ROWS.columns}, ["row"], "", "not_rows"),
    ("declaration", {}, False, "", "required"),
]


def a_field(kind, **more):
    return FormField("f", "标签", kind=kind, **more)


@pytest.mark.parametrize(("kind", "more", "answer"), GOOD)
def test_an_answer_of_its_kind_holds(kind, more, answer):
    assert problems([a_field(kind, **more)], {"f": answer}, today=TODAY) == []


@pytest.mark.parametrize(("kind", "more", "answer", "below", "code"), BAD)
def test_what_is_wrong_is_told_where_it_is(kind, more, answer, below, code):
    found = problems([a_field(kind, **more)], {"f": answer}, today=TODAY)

    assert [(one.path, one.code) for one in found] == [(f"f{below}", code)]


@pytest.mark.parametrize(("kind", "more", "answer", "below", "code"), BAD)
def test_while_one_still_writes_only_what_is_missing_is_no_problem(kind, more, answer, below, code):
    found = problems([a_field(kind, **more)], {"f": answer}, today=TODAY, strict=False)

    assert bool(found) is (code not in {"required", "too_few"})


def test_every_kind_is_tried():
    assert {kind for kind, *_ in GOOD} == set(FIELD_KINDS) - {"section"}
    assert {kind for kind, *_ in BAD} == set(FIELD_KINDS) - {"section"}


class TestAbsentIsNotEmpty:
    FIELDS = (
        FormField("pets", "宠物", kind="yes_no"),
        FormField("count", "数量", kind="number", when="pets == true"),
        FormField("names", "名字", kind="many", options=OPTIONS, is_required=False),
    )

    def sheet(self, **answers):
        return AnswerSheet(self.FIELDS, answers, today=TODAY)

    def test_no_and_zero_and_none_of_these_are_answers(self):
        sheet = self.sheet(pets=True, count=0, names=[])

        assert sheet.problems() == []
        assert sheet.asked == {"pets": True, "count": 0, "names": []}

    def test_left_empty_is_kept_as_such_and_absent_stays_absent(self):
        fields = (a_field("text", is_required=False), ROWS)

        assert tidy(fields, {"f": "  "}) == {"f": None}
        assert tidy(fields, {}) == {}

    def test_what_is_not_asked_for_is_no_answer_whatever_was_typed(self):
        sheet = self.sheet(pets=False, count=3)

        assert sheet.problems() == []
        assert sheet.asked == {"pets": False}
        assert sheet.unasked == ["count"]

    def test_what_is_asked_for_must_be_answered(self):
        assert [one.path for one in self.sheet(pets=True).problems()] == ["count"]

    def test_an_answer_not_asked_for_decides_nothing(self):
        fields = (*self.FIELDS, FormField("many_pets", "很多", when="count > 2"))
        sheet = AnswerSheet(fields, {"pets": False, "count": 3, "many_pets": "是"}, today=TODAY)

        assert sheet.asked == {"pets": False}

    def test_a_missing_row_is_not_an_empty_one(self):
        optional = FormField("rows", "行", kind="table", is_required=False, columns=ROWS.columns)

        assert problems([optional], {"rows": []}, today=TODAY) == []
        assert [p.path for p in problems([optional], {"rows": [{}]}, today=TODAY)] == [
            "rows[0].share"
        ]


class TestConditions:
    def test_a_section_s_condition_covers_all_in_it(self):
        fields = (
            FormField("kind", "类型", kind="choice", options=OPTIONS),
            FormField("of_a", "甲的情况", kind="section", when="kind == 'a'"),
            FormField("detail", "细节"),
            FormField("rest", "其余", kind="section"),
            FormField("end", "最后"),
        )
        sheet = AnswerSheet(fields, {"kind": "b", "end": "好"}, today=TODAY)

        assert sheet.unasked == ["of_a", "detail"]
        assert sheet.problems() == []

    def test_the_situation_decides_too(self):
        field = FormField("reason", "理由", when="situation.kind == 'renew'")

        assert problems([field], {}, {"kind": "new"}, today=TODAY) == []
        assert len(problems([field], {}, {"kind": "renew"}, today=TODAY)) == 1

    def test_a_column_is_asked_row_by_row(self):
        columns = (
            FormField("abroad", "境外", kind="yes_no"),
            FormField("country", "国家", when="abroad == true"),
        )
        field = FormField("members", "成员", kind="table", columns=columns)
        rows = [{"abroad": True}, {"abroad": False, "country": "X"}]
        sheet = AnswerSheet([field], {"members": rows}, today=TODAY)

        assert [one.path for one in sheet.problems()] == ["members[0].country"]
        assert sheet.asked == {"members": [{"abroad": True}, {"abroad": False}]}

    def test_amounts_are_compared_in_yuan_and_days_with_today(self):
        fields = (
            FormField("capital", "资本", kind="money"),
            FormField("report", "报告", when="capital >= 1000"),
            FormField("birth", "出生", kind="date"),
            FormField("guardian", "监护人", when="d(birth).add('18y') > d(today)"),
        )
        answers = {"capital": 100000, "birth": "2010-01-01"}

        assert [one.path for one in problems(fields, answers, today=TODAY)] == [
            "report",
            "guardian",
        ]

    def test_what_cannot_be_decided_yet_is_not_asked(self):
        fields = (
            FormField("area", "面积", kind="number", is_required=False),
            FormField("plan", "平面图", when="area > 100"),
        )

        assert problems(fields, {"area": None}, today=TODAY) == []


class TestChecks:
    SHARES = FormField(
        "members",
        "成员",
        kind="table",
        columns=(FormField("share", "份额", kind="number", check="share <= 60"),),
        check="sum(map(members, #.share)) == 100",
        check_text="各成员份额之和应为100%",
    )

    def found(self, *shares, **more):
        answers = {"members": [{"share": share} for share in shares]}
        return [(p.path, p.code) for p in problems([self.SHARES], answers, today=TODAY, **more)]

    def test_a_check_that_holds_says_nothing(self):
        assert self.found(40, 60) == []

    def test_a_check_over_the_whole_table_is_told_at_the_table(self):
        assert self.found(40, 50) == [("members", "check")]

    def test_a_check_of_a_column_is_told_at_the_cell(self):
        assert self.found(20, 80) == [("members[1].share", "check")]

    def test_a_check_waits_for_its_answers(self):
        assert self.found(40, None) == [("members[1].share", "required")]

    def test_while_one_still_writes_nothing_is_checked(self):
        assert self.found(40, 50, strict=False) == []


def test_a_wrong_cell_goes_alone_and_its_row_stays():
    answers = {"a": 1, "who": {"name": "王", "number": "x"}, "rows": [{"b": 1, "c": "x"}, {"b": 2}]}

    assert without(answers, ["a", "who.number", "rows[0].c"]) == {
        "who": {"name": "王"},
        "rows": [{"b": 1}, {"b": 2}],
    }


def test_the_standard_form_takes_what_it_took_before():
    answers = {
        "contact_name": "王",
        "contact_phone": "13800000000",
        "request": "申请",
        "truth": True,
    }
    answers |= {"result_way": "post", "contact_address": ""}

    assert problems(STANDARD_FORM, answers, today=TODAY) == []
