"""Reviewing under checkpoints: each answered; discretion by table; all of it kept."""

import pytest

from tests.cases.factories import ANSWERS, a_case, an_office
from tests.conftest import AT
from yimen.cases import errors
from yimen.cases.actions import examine_case, grant_case, refuse_case
from yimen.cases.queries.review import review_rules
from yimen.cases.rules.review import Point
from yimen.catalogue.rules.elements import STANDARD_FORM, FormField
from yimen.catalogue.rules.rulings import Checkpoint, Input, Line, Ruling
from yimen.journal.queries import entries_of

pytestmark = pytest.mark.django_db

POINTS = [
    Checkpoint("p1", "examine", "场所与经营品种相适应", "on_site", "食品安全法第三十三条"),
    Checkpoint("p2", "examine", "有排烟设备", when="area > 100"),
    Checkpoint("p3", "decide", "审查程序合法"),
]
TABLE = Ruling(
    "r1",
    "核查方式",
    "examine",
    "某办法第三条",
    (Input("area", "面积"),),
    ("核查方式",),
    (Line(("<= 100",), ("书面",)), Line(("> 100",), ("现场",))),
)
MET = Point("met")
REMEDIES = "可以在六十日内申请行政复议，或者在六个月内提起行政诉讼。"


@pytest.fixture
def office(db):
    form = [*STANDARD_FORM, FormField("area", "面积", kind="number")]
    return an_office(
        version__checkpoints=[one.to_json() for one in POINTS],
        version__rulings=[TABLE.to_json()],
        version__form=[one.to_json() for one in form],
    )


@pytest.fixture
def small(office, monkeypatch):
    return accepted(office, "60", monkeypatch)


def accepted(office, area, monkeypatch):
    monkeypatch.setitem(ANSWERS, "area", area)
    return a_case("accepted", office=office)


def examine(case, office, points, conclusion="passed"):
    return examine_case(
        case.pk, conclusion=conclusion, text="已审查", points=points, by=office.examiner, at=AT
    )


@pytest.mark.parametrize(
    ("area", "asked", "line", "results"),
    [("60", ["p1"], 0, ("书面",)), ("200", ["p1", "p2"], 1, ("现场",))],
)
def test_what_is_asked_and_what_the_table_says_follow_the_answers(
    office, monkeypatch, area, asked, line, results
):
    rules = review_rules(accepted(office, area, monkeypatch), "examine")

    assert [one.key for one in rules.checkpoints] == asked
    (judged,) = rules.judged
    assert (judged.verdict.line, judged.verdict.results) == (line, results)


@pytest.mark.parametrize(
    ("points", "refusal", "field"),
    [
        ({}, errors.CheckpointOpen, "point_p1"),
        ({"p1": Point("")}, errors.CheckpointOpen, "point_p1"),
        ({"p1": Point("maybe")}, errors.CheckpointOpen, "point_p1"),
        ({"p1": Point("not_met")}, errors.CheckpointUnexplained, "note_p1"),
        ({"p1": Point("not_met", "场所不足")}, errors.CheckpointNotMet, "point_p1"),
    ],
)
def test_an_opinion_in_favour_needs_every_checkpoint_met(small, office, points, refusal, field):
    before = small.revision

    with pytest.raises(refusal) as refused:
        examine(small, office, points)

    assert refused.value.field == field
    small.refresh_from_db()
    assert (small.revision, small.opinions.count()) == (before, 0)


def test_an_opinion_against_says_what_is_not_met(small, office):
    examine(small, office, {"p1": Point("not_met", "场所不足")}, "failed")

    (opinion,) = small.opinions.all()
    assert opinion.facts["points"] == {"p1": {"answer": "not_met", "note": "场所不足"}}


def test_answers_and_the_line_of_the_table_are_kept_and_told_without_words(small, office):
    examine(small, office, {"p1": MET, "p9": MET})

    (opinion,) = small.opinions.all()
    assert opinion.facts == {
        "points": {"p1": {"answer": "met", "note": ""}},
        "rulings": {"r1": {"line": 0, "results": ["书面"]}},
    }
    facts = entries_of(small.pk)[-1].facts
    assert (facts["points"], facts["rulings"]) == ({"p1": "met"}, {"r1": 0})


def test_the_decision_answers_its_own_checkpoints(small, office):
    examine(small, office, {"p1": MET})

    with pytest.raises(errors.CheckpointOpen):
        grant_case(small.pk, reasons="符合条件", by=office.head, at=AT)
    refused = Point("not_met", "程序有缺陷")
    with pytest.raises(errors.CheckpointNotMet):
        grant_case(small.pk, reasons="符合条件", points={"p3": refused}, by=office.head, at=AT)
    refuse_case(
        small.pk,
        reasons="程序有缺陷",
        remedies=REMEDIES,
        points={"p3": refused},
        by=office.head,
        at=AT,
    )

    assert small.opinions.get(conclusion="refused").facts["points"]["p3"]["note"] == "程序有缺陷"


def test_an_item_without_rules_of_review_asks_for_nothing(db):
    office = an_office()
    case = a_case("accepted", office=office)

    examine(case, office, None)

    assert case.opinions.get().facts == {}
