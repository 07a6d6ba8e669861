"""Situations: what applies to whom, and what is wrong with the questions."""

from itertools import product

import pytest

from yimen.catalogue.rules.elements import Link, Material, SituationQuestion
from yimen.catalogue.rules.situation_checks import in_words, troubles
from yimen.catalogue.rules.situation_table import expression_of, labels_of, ticks_of
from yimen.catalogue.rules.situations import MOST_WAYS, gone_and_come, narrow, settled, ways_on

KIND = SituationQuestion(
    "kind", "办哪一种？", options=(("new", "新办", "New"), ("renew", "延续", "Renew"))
)
AREAS = SituationQuestion(
    "areas",
    "经营什么？",
    options=(("hot", "热食", "Hot food"), ("raw", "生食", "Raw food")),
    is_many=True,
    when="situation.kind == 'new'",
)
CONTENT = {
    "situations": [KIND.to_json(), AREAS.to_json()],
    "materials": [
        Material("m1", "申请书").to_json(),
        Material("m2", "原许可证", when="situation.kind == 'renew'").to_json(),
        Material("m3", "专间图纸", when="'raw' in situation.areas").to_json(),
        Material("m4", "大额资金证明", when="capital > 1000").to_json(),
    ],
    "links": [Link("visit", "examine", "现场核查", "case.examine", when="situation.kind == 'new'")],
    "form": [{"key": "capital", "label": "资金"}],
}
CONTENT["links"] = [link.to_json() for link in CONTENT["links"]]


def keys(rows):
    return [row.key for row in rows]


@pytest.mark.parametrize(
    ("answers", "form", "materials", "open_keys"),
    [
        pytest.param({}, None, "m1 m2 m3 m4", {"kind"}, id="nothing is said yet"),
        pytest.param({"kind": "new"}, None, "m1 m3 m4", {"areas"}, id="one question is open"),
        pytest.param({"kind": "renew"}, {}, "m1 m2 m4", set(), id="an undecided form may bring it"),
        pytest.param({"kind": "renew"}, {"capital": 5}, "m1 m2", set(), id="the form decides"),
        pytest.param({"kind": "new", "areas": []}, {"capital": 5}, "m1", set(), id="none of them"),
        pytest.param({"kind": "new", "areas": ["raw"]}, {"capital": 5}, "m1 m3", set(), id="raw"),
        pytest.param(
            {"kind": "renew", "areas": ["raw"]}, {"capital": 5}, "m1 m2", set(),
            id="an answer nobody asked for counts for nothing",
        ),
        pytest.param({"kind": "gift"}, {"capital": 5}, "m1 m2 m3", {"kind"}, id="no such option"),
    ],
)  # fmt: skip
def test_answers_leave_out_what_does_not_apply(answers, form, materials, open_keys):
    narrowed = narrow(CONTENT, answers, form)

    assert keys(narrowed.materials) == materials.split()
    assert narrowed.open == open_keys
    assert narrowed.is_settled is not bool(open_keys)


def test_what_is_not_sure_is_marked():
    narrowed = narrow(CONTENT, {"kind": "new"})

    assert narrowed.depends == {("materials", "m3"), ("materials", "m4")}
    assert keys(narrowed.links) == ["visit"]


def test_an_item_without_questions_is_settled_and_loses_nothing():
    narrowed = narrow({"materials": [Material("m1", "申请书").to_json()]}, {"kind": "new"})

    assert narrowed.is_settled
    assert narrowed.answers == {}
    assert keys(narrowed.materials) == ["m1"]


def test_ways_are_exactly_the_answers_that_count():
    """The oracle answers everything at random and keeps what counts."""
    questions = [KIND, AREAS]
    options = [["new", "renew"], [[], ["hot"], ["raw"], ["hot", "raw"]]]
    oracle = [settled(questions, {"kind": k, "areas": a}) for k, a in product(*options)]

    ways = list(ways_on(questions, {}))

    assert len(ways) == 5
    assert all(way in ways for way in oracle)
    assert all(way in oracle for way in ways)


def test_a_change_of_answers_says_what_goes_and_what_comes():
    before = narrow(CONTENT, {"kind": "new", "areas": ["raw"]}, {"capital": 5})
    gone, come = gone_and_come(before, narrow(CONTENT, {"kind": "renew"}, {"capital": 5}))

    assert [row.name for row in gone] == ["专间图纸"]
    assert [row.name for row in come] == ["原许可证"]


def test_more_ways_than_can_be_tried_leave_everything_open():
    many = tuple((f"o{n}", f"选项{n}", "") for n in range(12))
    big = SituationQuestion("big", "哪些？", options=many, is_many=True)
    content = {**CONTENT, "situations": [KIND.to_json(), big.to_json()]}

    assert MOST_WAYS < 2 * 2**12
    assert ("materials", "m2") in narrow(content, {}).depends
    assert codes(content) == {"condition_unknown_question"}
    content["materials"] = content["materials"][:2]
    assert "situation_too_many_ways" in codes(content)


def codes(content):
    return {trouble.code for trouble in troubles(content)}


def with_rows(questions=(KIND, AREAS), **lists):
    rows = {name: [row.to_json() for row in value] for name, value in lists.items()}
    return {"situations": [q.to_json() for q in questions], "form": CONTENT["form"], **rows}


def only(when, **more):
    return with_rows(materials=[Material("m1", "甲"), Material("m2", "乙", when=when)], **more)


ACCEPT = Link("l1", "accept", "受理", "case.accept", when="situation.kind == 'new'")
DECIDE = Link("l2", "decide", "决定", "case.decide")


@pytest.mark.parametrize(
    ("content", "code", "is_blocking"),
    [
        (only("situation.kind =="), "condition_unreadable", True),
        (only("situation.kin == 'new'"), "condition_unknown_question", True),
        (only("money > 3"), "condition_unknown_field", True),
        (only("situation.kind == 'newest'"), "condition_unknown_option", True),
        (only("situation.kind in ['new', 'old']"), "condition_unknown_option", True),
        (only("'cold' in situation.areas"), "condition_unknown_option", True),
        (only("some(situation.areas, # in ['cold'])"), "condition_unknown_option", True),
        (
            only("situation.kind == 'new' and situation.kind == 'renew'"),
            "condition_contradicts_itself",
            True,
        ),
        (
            only("situation.kind == 'renew' and 'hot' in situation.areas"),
            "condition_never_met",
            True,
        ),
        (only("capital > 3"), "situation_changes_nothing", False),
        (only("situation.kind == 'new'"), "situation_changes_nothing", False),
        (
            with_rows(materials=[Material("m1", "甲", when="situation.kind == 'new'")]),
            "situation_without_materials",
            False,
        ),
        (with_rows(links=[ACCEPT, DECIDE]), "situation_without_accept_link", True),
    ],
)
def test_a_faulty_condition_is_found(content, code, is_blocking):
    found = {trouble.code: trouble for trouble in troubles(content)}

    assert code in found
    assert (found[code].level == "blocking") is is_blocking


def question(key="more", when="", options=KIND.options, text="还有呢？", is_many=False):
    return SituationQuestion(key, text, options=options, when=when, is_many=is_many)


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (question(when="situation.kind == 'new' and situation.kind == 'renew'"),
         "situation_never_asked"),
        (question(when="situation.more == 'new'"), "condition_unknown_question"),
        (question(when="capital > 3"), "condition_unknown_field"),
        (question(options=(("new", "新办", ""),)), "situation_too_few_options"),
        (question(options=(("a b", "甲", ""), ("b", "乙", ""))), "situation_option_unusable"),
        (question(options=(("a", "甲", ""), ("a", "乙", ""))), "situation_option_unusable"),
        (question(key="kind"), "situation_key_unusable"),
        (question(key="Kind-2"), "situation_key_unusable"),
        (question(text=" "), "situation_without_text"),
    ],
)  # fmt: skip
def test_a_faulty_question_is_found(extra, code):
    assert code in codes(with_rows((KIND, AREAS, extra), materials=[Material("m1", "甲")]))


def test_options_that_make_no_difference_are_found():
    kind = question("kind", options=(*KIND.options, ("move", "变更", "")))
    rows = [Material("m1", "甲"), Material("m2", "乙", when="situation.kind == 'new'")]

    found = {t.code: t.facts for t in troubles(with_rows([kind], materials=rows))}

    assert found["situation_options_alike"]["one"] == "延续"
    assert found["situation_options_alike"]["other"] == "变更"


def test_good_situations_have_no_findings():
    rows = [
        Material("m1", "申请书"),
        Material("m2", "原许可证", when="situation.kind == 'renew'"),
        Material("m3", "专间图纸", when="'raw' in situation.areas"),
        Material("m4", "热食图纸", when="'hot' in situation.areas"),
    ]
    assert codes(with_rows(materials=rows, links=[DECIDE])) == set()


def test_a_situation_is_named_by_its_labels():
    assert in_words([KIND, AREAS], {"kind": "new", "areas": ["hot", "raw"]}) == "新办、热食、生食"


@pytest.mark.parametrize(
    ("ticks", "when", "label"),
    [
        ({}, "", ""),
        ({"kind": ["new"]}, "situation.kind == 'new'", "新办"),
        ({"kind": ["renew", "new"]}, "situation.kind in ['new', 'renew']", "新办、延续"),
        ({"areas": ["raw"]}, "'raw' in situation.areas", "生食"),
        (
            {"kind": ["new"], "areas": ["hot", "raw"]},
            "situation.kind == 'new' and some(situation.areas, # in ['hot', 'raw'])",
            "新办；热食、生食",
        ),
    ],
)
def test_ticks_become_an_expression_and_back(ticks, when, label):
    questions = [KIND, AREAS]
    assert expression_of(ticks, questions) == when
    back = ticks_of(when, questions)
    assert {key: set(values) for key, values in back.items()} == {
        key: set(values) for key, values in ticks.items()
    }
    assert labels_of(when, questions) == label


@pytest.mark.parametrize(
    "when",
    [
        "situation.kind != 'new'",
        "situation.kind == 'new' or situation.kind == 'renew'",
        "capital > 3",
        "situation.kind == 'gone'",
        "situation.kind == 'new' and situation.kind == 'renew'",
    ],
)
def test_what_ticks_cannot_say_stays_an_expression(when):
    assert ticks_of(when, [KIND, AREAS]) is None
