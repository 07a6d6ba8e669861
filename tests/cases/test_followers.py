"""Who is told what: the right people, in their language, once."""

import time

import pytest
from django.utils import translation

from tests.cases.factories import a_case, an_office, do
from tests.conftest import AT
from tests.identity.factories import AccountFactory, AgencyFactory, applicant_actor
from yimen.cases.followers import TOLD_APPLICANT, tell_people
from yimen.cases.messages import ICONS, TITLES, told
from yimen.cases.states import PAST
from yimen.identity.models import Account
from yimen.journal.actions import rebuild_follower, run_follower
from yimen.journal.queries import entries_of, follower_status
from yimen.notify.models import Message
from yimen.orgs.models import Staff


@pytest.fixture
def office():
    """An office whose officers have accounts."""
    office = an_office()
    for actor in (office.clerk, office.examiner, office.head):
        AccountFactory(staff=Staff.objects.get(pk=actor.staff_id), party=None)
    return office


def tell(case) -> None:
    tell_people(entries_of(case.pk))


def messages_of(account_id) -> list[str]:
    inbox = Message.objects.filter(account=account_id, channel="in_app").order_by("key")
    return [message.title.split(":")[0].split("：")[0] for message in inbox]


def catch_up(name: str) -> None:
    """Run until nothing is left; entries become readable when older transactions end."""
    for _second in range(300):
        run_follower(name)
        if not any(s.lag for s in follower_status() if s.name == name):
            return
        time.sleep(0.1)
    raise AssertionError(f"{name} did not catch up")


@pytest.mark.django_db
def test_the_applicant_hears_of_every_act_of_the_office_once(office):
    case = a_case("granted", office=office)

    tell(case)
    tell(case)

    told_of = Message.objects.filter(account=office.resident.account_id, channel="in_app")
    kinds = [entry.kind for entry in entries_of(case.pk) if entry.kind in TOLD_APPLICANT]
    assert told_of.count() == len(kinds) == 3
    assert all(case.number in message.body for message in told_of)
    assert told_of.first().link == f"/cases/{case.number}/"


@pytest.mark.django_db
def test_mail_goes_only_to_who_gave_an_address_and_not_about_the_past(office):
    case = a_case(office=office)
    tell(case)
    assert not Message.objects.filter(channel="mail").exists()

    Account.objects.filter(pk=office.resident.account_id).update(email="wang@example.org")
    do("accept", case, office, AT)
    tell(case)

    assert [mail.title for mail in Message.objects.filter(channel="mail")] == [
        "已受理：食品经营许可"
    ]


@pytest.mark.django_db
def test_each_is_written_to_in_his_language(office):
    Account.objects.filter(pk=office.resident.account_id).update(language="en")
    case = a_case("accepted", office=office)

    with translation.override("zh-hans"):
        tell(case)

    titles = Message.objects.filter(account=office.resident.account_id).values_list("title")
    assert "Application accepted: 食品经营许可" in {title for (title,) in titles}


@pytest.mark.django_db
def test_an_organisation_is_told_through_those_who_act_for_it_that_day():
    agency = AgencyFactory()
    former = AgencyFactory(principal=agency.principal, until=AT.date())
    office = an_office(version__audiences=[])
    office.resident = applicant_actor(agency.principal, account=agency.agent)

    tell(a_case(office=office))

    assert messages_of(agency.agent_id)
    assert not messages_of(former.agent_id)


@pytest.mark.django_db
def test_officers_hear_when_work_comes_back_to_them_or_goes(office):
    account = {
        name: Account.objects.get(staff=getattr(office, name).staff_id).pk
        for name in ("clerk", "examiner", "head")
    }
    answered = a_case("supplemented", office=office)
    returned = do("return", a_case("in_review", office=office), office, AT)
    withdrawn = do("withdraw", a_case("supplementing", office=office), office, AT)

    for case in (answered, returned, withdrawn):
        tell(case)

    assert Message.objects.filter(account=account["clerk"], subject=answered.pk).count() == 1
    assert Message.objects.filter(account=account["clerk"], subject=withdrawn.pk).count() == 1
    assert Message.objects.filter(account=account["examiner"], subject=returned.pk).count() == 1
    assert not Message.objects.filter(account=account["head"]).exists()


@pytest.mark.django_db(transaction=True)
def test_the_follower_tells_exactly_once_even_when_rebuilt(office):
    case = a_case("accepted", office=office)

    catch_up("cases.tell_people")
    run_follower("cases.tell_people")
    before = set(Message.objects.filter(subject=case.pk).values_list("key", flat=True))
    rebuild_follower("cases.tell_people")
    catch_up("cases.tell_people")

    assert len(before) == 2
    assert set(Message.objects.filter(subject=case.pk).values_list("key", flat=True)) == before


def test_every_act_has_a_title_and_an_icon():
    kinds = {f"case.{past}" for past in PAST.values()}

    assert kinds <= set(TITLES)  # besides them, acts that leave the state as it is
    assert set(TITLES) == set(ICONS)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_act_can_be_told_in_both_languages(office, language):
    facts = {}
    for state in ("concluded", "refused", "declined", "paused", "withdrawn", "terminated"):
        for entry in entries_of(a_case(state, office=office).pk):
            facts[entry.kind] = entry.facts

    with translation.override(language):
        sentences = {kind: told(kind, known) for kind, known in facts.items()}

    assert "2026" in sentences["case.filed"]
    assert all("%(" not in sentence for sentence in sentences.values())
