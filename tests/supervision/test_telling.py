"""Each step of a card is told to those it concerns, once, and not to who took it."""

import pytest

from tests.identity.factories import AccountFactory
from tests.orgs.factories import OrganisationFactory, PostFactory, PostingFactory, StaffFactory
from tests.supervision.factories import Bench, a_card, do
from yimen.identity.models import Account
from yimen.journal.queries import entries_of
from yimen.notify.models import Message
from yimen.orgs.models import Staff
from yimen.supervision.followers import tell_cards
from yimen.supervision.models import Card
from yimen.supervision.states import MOVES, PAST, CardState, Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """A bench whose people hold posts and have accounts; and one next door who hears nothing."""
    bench = Bench()
    house = bench.office.organisation
    found = {}
    for name, actor, grant in (
        ("unit", bench.unit, "case.decide"),
        ("supervisor", bench.supervisor, "case.supervise"),
        ("keeper", bench.keeper, "supervision.manage"),
        ("officer", bench.office.examiner, "case.examine"),
    ):
        staff = Staff.objects.get(pk=actor.staff_id)
        post = PostFactory(organisation=house, grants=[grant])
        PostingFactory(staff=staff, post=post)
        found[name] = AccountFactory(staff=staff, party=None)
    abroad = OrganisationFactory()
    stranger = StaffFactory(organisation=abroad)
    post = PostFactory(organisation=abroad, grants=["case.decide", "case.supervise"])
    PostingFactory(staff=stranger, post=post)
    found["stranger"] = AccountFactory(staff=stranger, party=None)
    return bench, found


def told(people, past):
    for card in Card.objects.all():
        tell_cards(entries_of(card.pk))
    sent = Message.objects.filter(kind=f"desk.card.{past}", channel="in_app")
    names = {account.pk: name for name, account in people.items()}
    return sorted(names[message.account_id] for message in sent)


#: act → who hears of it
HEARD = {
    "issue": ["officer", "unit"],
    "explain": ["supervisor"],
    "uphold": ["officer", "unit"],
    "withdraw": ["officer", "unit"],
    "appeal": ["keeper"],
    "dismiss_appeal": ["officer", "supervisor", "unit"],
    "allow_appeal": ["officer", "supervisor", "unit"],
    "rectify": ["supervisor"],
}


@pytest.mark.parametrize("move", HEARD)
def test_each_step_is_told_to_those_it_concerns(move, people):
    bench, accounts = people
    card = a_card(sorted(MOVES[move].sources)[0], bench=bench)
    do(move, card, bench)

    assert told(accounts, PAST[move]) == HEARD[move]
    assert told(accounts, PAST[move]) == HEARD[move]  # running again tells nobody twice


def test_a_warning_is_told_to_who_has_the_case_and_without_him_to_his_office(people):
    bench, accounts = people
    a_card(CardState.ISSUED, bench=bench, level=Level.WARNING)

    assert told(accounts, "issued") == ["officer"]

    a_card(CardState.ISSUED, bench=bench, level=Level.WARNING, officer=None)

    assert told(accounts, "issued") == ["officer", "unit"]


def test_the_message_says_what_happened_in_the_language_of_who_reads_it(people):
    bench, accounts = people
    Account.objects.filter(pk=accounts["unit"].pk).update(language="en")
    a_card(CardState.ISSUED, bench=bench, level=Level.YELLOW)
    told(accounts, "issued")

    english = Message.objects.get(account=accounts["unit"], channel="in_app")
    chinese = Message.objects.get(account=accounts["officer"], channel="in_app")

    assert "Yellow card" in english.title
    assert "11 working days were used of 10" in english.body
    assert "黄牌" in chinese.title
    assert "已用 11 个工作日" in chinese.body
    assert english.link.startswith("/desk/supervision/cards/")
