"""Cards are made once of what was found, and taken back whole."""

from datetime import timedelta

import pytest

from tests.cases.factories import a_case, an_office
from tests.conftest import AT
from tests.supervision.factories import RuleFactory
from yimen.cases.models import Case
from yimen.journal.queries import entries_of
from yimen.supervision.actions.making import Found, make_cards, retract_cards
from yimen.supervision.models import Card, CardStep

pytestmark = pytest.mark.django_db


def found(case: Case, **facts: object) -> Found:
    given = {"level": 2, "key": "", "officer": None, "reached_at": AT, **facts}
    if "rule" not in given:
        given["rule"] = RuleFactory(code="T2")
    return Found(case=case.pk, organisation_id=case.organisation_id, **given)


def told(card: Card) -> list[str]:
    return [entry.kind for entry in entries_of(card.pk)]


def test_what_is_found_twice_is_one_card():
    one = found(a_case("accepted"))

    made = [make_cards([one, one], at=AT), make_cards([one], at=AT + timedelta(days=1))]

    card = Card.objects.get()
    assert made == [1, 0]
    assert (card.state, card.made_at, card.number[:10]) == ("issued", AT, "JC20260520")
    assert told(card) == ["card.made", "card.issued"]


@pytest.mark.parametrize(
    ("level", "is_automatic", "state"),
    [(1, False, "issued"), (2, False, "to_issue"), (2, True, "issued"), (3, False, "to_issue")],
)
def test_a_warning_is_issued_at_once_and_cards_as_their_rule_says(level, is_automatic, state):
    rule = RuleFactory(is_automatic=is_automatic)

    make_cards([found(a_case("accepted"), rule=rule, level=level)], at=AT)

    card = Card.objects.get()
    assert card.state == state
    assert (card.number is None) == (state == "to_issue")
    assert (card.closed_at is not None) == (level == 1)


def test_an_untrue_card_is_taken_back_and_found_true_again_keeps_its_number():
    one = found(a_case("accepted"))
    make_cards([one], at=AT)
    number = Card.objects.get().number

    retract_cards(Card.objects.all(), reason="calendar", at=AT, told={"cause": 7})
    taken_back = Card.objects.get()
    make_cards([one], at=AT + timedelta(days=1))
    again = Card.objects.get()

    assert (taken_back.state, taken_back.is_unwarranted) == ("withdrawn", True)
    assert entries_of(again.pk)[2].facts.items() >= {("reason", "calendar"), ("cause", 7)}
    assert (again.state, again.is_unwarranted, again.number) == ("issued", False, number)
    assert told(again)[2:] == ["card.retracted", "card.made", "card.issued"]
    assert CardStep.objects.get().act == "retract"


def test_a_card_people_took_back_stays_so():
    one = found(a_case("accepted"))
    make_cards([one], at=AT)
    Card.objects.update(state="withdrawn")

    assert make_cards([one], at=AT) == 0


def test_many_cards_take_as_many_statements_as_one(django_assert_num_queries):
    office = an_office()
    cases = [a_case("accepted", office=office) for _ in range(3)]
    rule = RuleFactory()
    with django_assert_num_queries(9):
        make_cards([found(cases[0], rule=rule)], at=AT)

    with django_assert_num_queries(9):
        make_cards([found(case, rule=rule, level=3) for case in cases], at=AT)
