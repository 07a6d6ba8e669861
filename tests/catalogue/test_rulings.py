"""Rules of discretion as tables: what they say, and what is wrong with them."""

from dataclasses import replace

import pytest

from yimen.catalogue.rules.review_checks import review_findings
from yimen.catalogue.rules.rulings import (
    Checkpoint,
    Input,
    Line,
    Ruling,
    Sample,
    flaws,
    judge,
    typed,
)

AREA, KIND = Input("area", "面积"), Input("situation.kind", "类型")
KINDS = {"situation.kind": ["new", "change"]}


def table(*lines: tuple[str, str, str], samples=()) -> Ruling:
    return Ruling(
        "r1",
        "现场核查裁量",
        "examine",
        inputs=(AREA, KIND),
        outputs=("结论",),
        lines=tuple(Line((area, kind), (said,)) for area, kind, said in lines),
        samples=tuple(samples),
    )


WHOLE = table(
    ("< 100", "'new'", "书面审查"),
    (">= 100", "'new'", "现场核查"),
    ("", "'change'", "书面审查"),
)


@pytest.mark.parametrize(
    ("area", "kind", "line", "said"),
    [
        (99.9, "new", 0, "书面审查"),
        (100, "new", 1, "现场核查"),
        (100, "change", 2, "书面审查"),
    ],
)
def test_the_line_that_holds_decides(area, kind, line, said):
    verdict = judge(WHOLE, {"area": area, "situation": {"kind": kind}})

    assert (verdict.line, verdict.results) == (line, (said,))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"area": 50, "situation": {"kind": "other"}}, "gap"),
        ({"situation": {"kind": "new"}}, "missing"),
        ({"area": "很大", "situation": {"kind": "new"}}, "undecided"),
        ({}, "missing"),
    ],
)
def test_where_no_line_holds_the_table_says_why(facts, why):
    verdict = judge(WHOLE, facts)

    assert (verdict.line, verdict.results, verdict.why) == (None, (), why)


def test_two_lines_that_hold_decide_nothing():
    twice = table(("< 100", "", "甲"), ("> 50", "", "乙"))

    assert judge(twice, {"area": 70, "situation": {"kind": "new"}}).why == "overlap"


def test_a_whole_table_has_no_flaw():
    assert flaws(WHOLE, KINDS) == []


@pytest.mark.parametrize(
    ("ruling", "code", "line", "values"),
    [
        (table(("< 100", "", "甲"), ("> 100", "", "乙")), "gap", None, (100.0, "new")),
        (table(("<= 100", "", "甲"), (">= 100", "", "乙")), "overlap", 0, (100.0, "new")),
        (table(("", "'new'", "甲")), "gap", None, (True, "change")),
        (table(("", "", "甲"), ("", "'gone'", "乙")), "unreached", 1, ()),
        (table(("< < 3", "", "甲")), "cell", 0, ()),
        (table(("", "", "")), "shape", 0, ()),
        (table(), "empty", None, ()),
    ],
)
def test_flaws_are_found_with_an_example(ruling, code, line, values):
    found = [flaw for flaw in flaws(ruling, KINDS) if flaw.code == code]

    assert found
    assert (found[0].line, found[0].values) == (line, values)


@pytest.mark.parametrize(
    ("gap", "whole"),
    [
        (("[0..100]", "(100..200]"), ("<= 100", "> 100")),
        (("< 0", "> 0"), ("< 0", ">= 0")),
        (("1, 2", "3"), ("1, 2", "$ != 1 and $ != 2")),
    ],
)
def test_nearly_the_same_table_without_the_gap_has_none(gap, whole):
    def codes(tests):
        return {flaw.code for flaw in flaws(table(*((test, "", "甲") for test in tests)), KINDS)}

    assert "gap" in codes(gap)
    assert codes(whole) == set()


def test_a_sample_that_comes_out_otherwise_is_found():
    right = Sample(("99", "new"), ("书面审查",))
    wrong = Sample(("100", "new"), ("书面审查",))

    assert flaws(replace(WHOLE, samples=(right,)), KINDS) == []
    assert [
        (flaw.code, flaw.line) for flaw in flaws(replace(WHOLE, samples=(right, wrong)), KINDS)
    ] == [("sample", 1)]


def test_too_many_combinations_are_said_not_tried():
    wide = Ruling(
        "r",
        "宽",
        "examine",
        inputs=tuple(Input(f"f{n}", f"{n}") for n in range(6)),
        outputs=("x",),
        lines=tuple(Line((f"{n}",) * 6, ("y",)) for n in range(10)),
    )

    assert [flaw.code for flaw in flaws(wide)] == ["many"]


def test_a_table_is_stored_and_read_as_it_was():
    ruling = replace(WHOLE, samples=(Sample(("1", "new"), ("书面审查",)),), basis="某办法第三条")

    assert Ruling.from_json(ruling.to_json()) == ruling
    assert ruling.to_json()["lines"][0] == {"tests": ["< 100", "'new'"], "results": ["书面审查"]}


@pytest.mark.parametrize(
    ("text", "value"), [("12.5", 12.5), ("是", True), ("否", False), (" new ", "new"), ("-3", -3)]
)
def test_values_are_read_as_they_are_written(text, value):
    assert typed(text) == value


def content(*, checkpoints=(), rulings=(), **more):
    return {
        "item_type": "01",
        "links": [{"key": "examine"}],
        "form": [{"key": "area", "kind": "number"}],
        "situations": [{"key": "kind", "options": [["new", "新办"], ["change", "变更"]]}],
        "checkpoints": [one.to_json() for one in checkpoints],
        "rulings": [one.to_json() for one in rulings],
        **more,
    }


POINT = Checkpoint("p1", "examine", "材料齐全", basis="食品安全法第三十五条")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (content(), "no_checkpoints"),
        (content(checkpoints=[replace(POINT, link="gone")]), "checkpoint_without_link"),
        (content(checkpoints=[replace(POINT, basis="")]), "checkpoint_without_basis"),
        (content(checkpoints=[replace(POINT, when="area >")]), "checkpoint_condition_wrong"),
        (content(checkpoints=[replace(POINT, when="floors > 1")]), "checkpoint_condition_wrong"),
        (content(rulings=[replace(WHOLE, link="gone")]), "ruling_without_link"),
        (
            content(rulings=[replace(WHOLE, inputs=(Input("width", "宽"), KIND))]),
            "ruling_asks_unknown",
        ),
        (content(rulings=[table(("< 5", "", "甲"))]), "ruling_gap"),
    ],
)
def test_what_is_wrong_with_the_rules_of_review_is_found(said, code):
    assert code in {finding.code for finding in review_findings(said)}


def test_rules_that_are_right_are_left_alone():
    said = content(checkpoints=[replace(POINT, when="area > 1")], rulings=[WHOLE])

    assert list(review_findings(said)) == []
    assert list(review_findings(content(item_type="21"))) == []
