"""The published example reckoned by hand, and cards that cost points while they stand."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.cases.factories import a_case
from tests.conftest import AT
from tests.supervision.factories import a_bench, a_card, do
from yimen.figures.actions.schemes import ship_schemes
from yimen.figures.models import ScoreKind
from yimen.figures.queries.scores import offices_seen, ranking
from yimen.figures.rules.scoring import (
    Accepted,
    CardFact,
    CaseFact,
    Mark,
    MonthFacts,
    of_dimension,
    points_for,
    reckon,
    shipped_schemes,
)
from yimen.kernel.actor import SYSTEM
from yimen.supervision.states import Level

SCHEMES = {one.kind: one for one in shipped_schemes()}
MAY = date(2026, 5, 1)
HOUR = timedelta(hours=1)


def card(level, *, watched="case", code="T2", hours=0, case=None):
    return CardFact(uuid4(), level, watched, code, AT + hours * HOUR, case or uuid4())


def case(*, hours=0, early=None, days=(None, None), due=0, missing=0):
    promised, legal = days
    facts = {"is_early": early, "promised_days": promised, "legal_days": legal}
    return CaseFact(uuid4(), uuid4(), AT + hours * HOUR, **facts, due=due, missing=missing)


def cards(*levels):
    return MonthFacts(cards=tuple(card(level, hours=n) for n, level in enumerate(levels)))


def early(part, whole):
    return MonthFacts(cases=tuple(case(early=n < part) for n in range(whole)))


def shorter(promised, legal):
    return MonthFacts(cases=(case(days=(promised, legal)),))


def incomplete(missing, due):
    return MonthFacts(cases=(case(due=due, missing=missing),))


@pytest.mark.parametrize(
    ("facts", "total"),
    [
        (MonthFacts(), 100),
        (cards(2), 95),
        (cards(3), 90),
        (cards(2, 2, 3), 80),
        (cards(1, 1), 100),
        (cards(1, 1, 1), 97),
        (cards(1, 1, 1, 1, 1), 97),
        (cards(1, 1, 1, 1, 1, 1), 94),
        (cards(*[3] * 12), 0),
        (early(0, 10), 100),
        (early(1, 11), 100),  # 9 %
        (early(1, 10), 101),
        (early(19, 100), 101),
        (early(2, 10), 102),
        (early(10, 10), 110),
        (shorter(15, 20), 100),  # 25 %
        (shorter(14, 20), 103),
        (shorter(12, 20), 104),
        (shorter(4, 20), 108),
        (incomplete(1, 101), 100),
        (incomplete(1, 100), 99),
        (incomplete(3, 100), 97),
        (incomplete(30, 100), 95),
        (MonthFacts(marks=(Mark(uuid4(), "discipline", -50),)), 50),
    ],
)
def test_the_published_example_comes_out_as_reckoned_by_hand(facts, total):
    assert reckon(SCHEMES["department"], facts).total == total


def test_a_month_with_everything_comes_out_as_reckoned_by_hand():
    facts = MonthFacts(
        cards=(card(2), card(3, watched="act", code="F2"), card(2, watched="act", code="P1")),
        cases=(*early(1, 4).cases, *shorter(10, 20).cases, *incomplete(2, 100).cases),
        marks=(Mark(uuid4(), "attitude", -2),),
    )

    score = reckon(SCHEMES["department"], facts)

    # 5 + 10 + 5 + 2 + 2 taken off; 25 % early: 2; half the days: 3 + 2
    assert (score.taken, score.added, score.total) == (24, 7, 83)
    left = {one.key: of_dimension(one, score.lines) for one in SCHEMES["department"].dimensions}
    assert left == {
        "openness": 10,
        "procedure": 9,
        "timeliness": 9,
        "fees": -2,
        "satisfaction": 10,
        "attitude": 8,
        "supervision": 12,
        "liability": 10,
        "integrity": 10,
    }


def test_a_case_without_a_warning_in_between_breaks_the_row():
    warned = [card(1, hours=hours) for hours in (0, 1, 3)]
    clean, troubled = case(hours=2), case(hours=2)
    of_it = CardFact(uuid4(), 1, "case", "T2", AT + 2 * HOUR, troubled.id)

    def total(*cases, more=()):
        facts = MonthFacts(cards=(*warned, *more), cases=cases)
        return reckon(SCHEMES["department"], facts).total

    assert total() == 97
    assert total(clean) == 100
    assert total(troubled, more=(of_it,)) == 97


def test_a_window_is_scored_by_its_reception_alone():
    late, told = card(2, watched="acceptance"), card(3, watched="act", code="P6.1")
    elsewhere = card(3, watched="link")
    quick = tuple(Accepted(uuid4(), is_same_day=n < 7) for n in range(10))

    score = reckon(SCHEMES["window"], MonthFacts(cards=(late, told, elsewhere), accepted=quick))

    assert score.total == 100 - 5 - 10 + 3


def test_a_card_counts_once_and_every_point_says_from_what():
    facts = MonthFacts(cards=(card(2), card(2, watched="act", code="F1"), card(2, watched="act")))

    lines = reckon(SCHEMES["department"], facts).lines

    assert [(line.key, line.points) for line in lines] == [
        ("yellow_time", -5),
        ("yellow_fees", -5),
        ("yellow_procedure", -5),
    ]
    assert {ref.id for line in lines for ref in line.refs} == {one.id for one in facts.cards}


@pytest.mark.parametrize("kind", SCHEMES)
def test_every_line_that_is_measured_can_cost_or_bring_something(kind):
    for line in SCHEMES[kind].lines:
        assert line.is_by_hand or points_for(line, max(line.at, 1)) == line.first != 0


@pytest.mark.django_db
def test_the_score_falls_with_a_card_and_comes_back_when_it_is_withdrawn():
    ship_schemes()
    bench = a_bench()

    def total():
        offices = offices_seen(bench.supervisor, ScoreKind.DEPARTMENT)
        return ranking(ScoreKind.DEPARTMENT, MAY, offices)[0].total

    assert total() == 100
    a = a_card("upheld", bench=bench)
    assert total() == 95
    red = a_card("issued", bench=bench, level=Level.RED)
    assert total() == 85
    do("withdraw", red, bench)
    assert total() == 95
    do("allow_appeal", do("appeal", a, bench), bench)
    assert total() == 100


@pytest.mark.django_db
def test_cases_decided_early_add_points_and_are_named():
    ship_schemes()
    bench = a_bench()
    done = a_case("granted", office=bench.office)
    offices = offices_seen(SYSTEM, ScoreKind.DEPARTMENT)

    (first, *_rest) = ranking(ScoreKind.DEPARTMENT, MAY, offices)

    (line,) = [one for one in first.score.lines if one.key == "early"]
    assert (line.points, [ref.id for ref in line.refs]) == (10, [done.pk])
