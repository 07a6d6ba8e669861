"""Offices beside their peers, and what is entered at night."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone, translation

from tests.cases.factories import Office, a_case, a_draft, an_office, do
from tests.catalogue.factories import OfficeFactory
from tests.conftest import AT
from yimen.cases.models import Case
from yimen.supervision.actions.conduct import judge_night, judge_offices
from yimen.supervision.actions.rulesets import ship_conduct_rules
from yimen.supervision.messages.cards import stated
from yimen.supervision.models import Card, Rule
from yimen.supervision.rules.rates import Tally, month_before, remarkable
from yimen.supervision.rules.shipped import shipped_conduct
from yimen.supervision.states import CardState, Watched
from yimen.supervision.tasks import compare_offices

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
NIGHT = datetime(2026, 5, 20, 15, 0, tzinfo=AT.tzinfo)  # eleven in the evening in Shanghai
OURS, THEIRS, FAR = (UUID(int=n) for n in range(3))


def rule_of(code: str) -> dict[str, Any]:
    return next(row for row in shipped_conduct() if row["code"] == code)


def a_tally(who: UUID, part: int, total: int, **more: Any) -> Tally:
    facts = {"region": "360502000000", "item_type": "01", "of": "declined", **more}
    return Tally(who, part=part, total=total, **facts)


@pytest.mark.parametrize(
    ("tallies", "level"),
    [
        ([a_tally(OURS, 4, 20), a_tally(THEIRS, 4, 40)], 1),
        ([a_tally(OURS, 8, 20), a_tally(THEIRS, 4, 40)], 2),
        ([a_tally(OURS, 3, 20), a_tally(THEIRS, 4, 40)], None),  # not twice as high
        ([a_tally(OURS, 2, 20), a_tally(THEIRS, 0, 40)], 1),
        ([a_tally(OURS, 1, 20), a_tally(THEIRS, 0, 40)], None),  # one in twenty is nothing
        ([a_tally(OURS, 3, 3), a_tally(THEIRS, 4, 40)], None),  # three cases make no rate
        ([a_tally(OURS, 19, 19), a_tally(THEIRS, 4, 40)], None),
        ([a_tally(OURS, 20, 20), a_tally(THEIRS, 1, 19)], None),  # nor do too few peers
        ([a_tally(OURS, 20, 20)], None),
        ([a_tally(OURS, 20, 20), a_tally(FAR, 0, 40, region="360102000000")], None),
        ([a_tally(OURS, 20, 20), a_tally(THEIRS, 0, 40, item_type="07")], None),
        ([a_tally(OURS, 20, 20), a_tally(THEIRS, 0, 40, of="returned")], None),
    ],
)
def test_an_office_is_measured_by_its_peers(tallies: list[Tally], level: int | None) -> None:
    found = [
        one.level
        for threshold in rule_of("P2")["thresholds"]
        for one in remarkable(tallies, threshold, "2026-05")
        if one.tally.organisation == OURS
    ]
    assert max(found, default=None) == level


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2026, 6, 1), (MAY, JUNE)),
        (date(2026, 6, 30), (MAY, JUNE)),
        (date(2026, 1, 15), (date(2025, 12, 1), date(2026, 1, 1))),
    ],
)
def test_the_last_month_that_is_over(day: date, period: tuple[date, date]) -> None:
    assert month_before(day) == period


@pytest.fixture
def few(db: None) -> Iterator[None]:
    """Rates of few cases, so that the tests need few; beside the law they are as shipped."""
    ship_conduct_rules()
    for rule in Rule.objects.filter(watched=Watched.OFFICE):
        for row in rule.thresholds:
            row |= {"least": 2} if "least" in row else {"value": 3}
        rule.save()
    yield


def houses(count: int) -> list[Office]:
    """Offices of one city."""
    return [an_office(organisation=OfficeFactory()) for _ in range(count)]


def sent_back(office: Office) -> Case:
    case = a_case("in_review", office=office)
    for move in ("return", "examine", "grant"):
        case = do(move, case, office, AT)
    return case


def in_state(state: str) -> Callable[[Office], Case]:
    return lambda office: a_case(state, office=office)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("code", "odd"),
    [
        ("P2", in_state("declined")),
        ("P3.1", in_state("withdrawn")),
        ("P3.1", in_state("terminated")),
        ("P3.2", sent_back),
    ],
)
def test_an_office_far_over_its_peers_gets_a_card(code: str, odd: Callable[[Office], Case]) -> None:
    ours, theirs = houses(2)
    for make in (odd, odd, in_state("granted")):
        make(ours)
    for make in (odd, *[in_state("granted")] * 3):
        make(theirs)
    judge_offices(MAY, JUNE, at=AT + timedelta(days=30))
    card = Card.objects.get(code=code)
    assert card.organisation_id == ours.organisation.pk
    assert card.case_id is None
    assert card.reached_at == datetime(2026, 5, 31, 16, 0, tzinfo=AT.tzinfo)
    assert card.state == CardState.ISSUED  # a warning, as all of these
    with translation.override("zh-hans"):
        assert "2026-05" in stated(card)
        assert "67%" in stated(card)
        assert "25%" in stated(card)
    known = set(Card.objects.values_list("id", flat=True))
    assert judge_offices(MAY, JUNE, at=AT + timedelta(days=31)) == 0
    assert set(Card.objects.values_list("id", flat=True)) == known
    assert judge_offices(JUNE, date(2026, 7, 1), at=AT + timedelta(days=80)) == 0


@pytest.mark.usefixtures("few")
def test_an_office_like_its_peers_gets_none() -> None:
    for office in houses(2):
        for state in ("declined", "granted", "granted"):
            a_case(state, office=office)
    assert judge_offices(MAY, JUNE, at=AT) == 0


@pytest.mark.usefixtures("few")
def test_cases_entered_in_bulk_at_night_make_a_card_of_the_office() -> None:
    busy, calm, day = houses(3)
    for _ in range(3):
        do("accept", a_case("submitted", office=busy), busy, NIGHT)
        do("accept", a_case("submitted", office=day), day, NIGHT - timedelta(hours=2))
        a_case("submitted", office=calm, at=NIGHT)  # the applicant may file when he likes
    for _ in range(2):
        do("accept", a_case("submitted", office=calm), calm, NIGHT)
    judge_night(date(2026, 5, 20), at=AT)
    card = Card.objects.get()
    assert (card.code, card.organisation_id) == ("P3.4", busy.organisation.pk)
    assert card.key == "2026-05-20"
    with translation.override("zh-hans"):
        assert "22" in stated(card)
        assert "3件" in stated(card)
    assert judge_night(date(2026, 5, 20), at=AT) == 0
    assert judge_night(date(2026, 5, 21), at=AT) == 0


@pytest.mark.usefixtures("few")
def test_after_midnight_belongs_to_the_night_before() -> None:
    (office,) = houses(1)
    for hours in (0, 3, 6.9):  # eleven, two and nearly six o'clock
        do("accept", a_case("submitted", office=office), office, NIGHT + timedelta(hours=hours))
    assert judge_night(date(2026, 5, 20), at=AT) == 1


@pytest.mark.usefixtures("few")
def test_each_morning_looks_at_last_night() -> None:
    (office,) = houses(1)
    yesterday = timezone.localdate() - timedelta(days=1)
    night = datetime.combine(yesterday, datetime.min.time(), timezone.get_default_timezone())
    for _ in range(3):
        case = a_draft(office, at=night)
        case = do("file", case, office, night)
        do("accept", case, office, night + timedelta(hours=23))
    compare_offices()
    assert Card.objects.get().key == yesterday.isoformat()


@pytest.mark.usefixtures("few")
def test_the_rules_ship_once_and_leave_changed_ones_alone() -> None:
    assert ship_conduct_rules() == 0
    assert Rule.objects.get(code="P2").thresholds[0]["least"] == 2
    Rule.objects.filter(code="P2").delete()
    assert ship_conduct_rules() == 1


@pytest.mark.django_db
def test_each_rule_names_its_law_and_says_each_level_in_two_languages() -> None:
    ship_conduct_rules()
    for rule in Rule.objects.all():
        assert "《" in rule.basis, rule.code
        levels = {str(row["level"]) for row in rule.thresholds}
        assert set(rule.texts) == levels, rule.code
        assert all(rule.texts[level]["zh"] and rule.texts[level]["en"] for level in levels)
