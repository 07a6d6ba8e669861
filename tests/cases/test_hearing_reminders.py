"""Who hears of a hearing by message: who has to set its day, and interested persons."""

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests.cases.factories import a_case
from tests.cases.hearings import NEIGHBOUR, arrange, ask, days_on, tell
from tests.conftest import AT
from tests.identity.factories import AccountFactory
from yimen.cases import actions
from yimen.cases.actions.hearing_rights import Person
from yimen.cases.followers import tell_interested, tell_people
from yimen.cases.messages.hearings import TOLD_PERSONS
from yimen.cases.messages.kinds import PERSON_PLACES
from yimen.cases.queries import timeline
from yimen.cases.rules.hearing import announce_by, earliest, hold_by
from yimen.identity.models import Account
from yimen.identity.queries import document_number
from yimen.journal.queries import entries_of
from yimen.kernel.actor import Actor, Grant, Kind
from yimen.notify.actions.wording import Words, write_wording
from yimen.notify.models import Message
from yimen.orgs.models import Staff
from yimen.orgs.queries import calendar_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)


@pytest.fixture
def examined(office):
    return a_case("in_review", office=office)


@pytest.fixture
def calendar(office):
    return calendar_for(office.organisation.region_id)


@pytest.fixture
def neighbour():
    return AccountFactory()


def known(account: Account) -> Person:
    """The person of an account, as the officer writes him down."""
    return Person(account.party.name, "13800138000", document_number(account.party))


def letters_to(account: Account, case) -> list[Message]:
    """What he was told of the case; telling again changes nothing."""
    for _twice in range(2):
        tell_interested([e for e in entries_of(case.pk) if e.kind in TOLD_PERSONS])
    return list(Message.objects.filter(account=account, channel="in_app").order_by("id"))


def reminders(case):
    return [entry for entry in entries_of(case.pk) if entry.kind == "case.hearing_due"]


def test_who_holds_the_case_is_reminded_before_on_and_after_the_last_day_to_set_one(
    office, examined, calendar
):
    account = AccountFactory(staff=Staff.objects.get(pk=office.examiner.staff_id), party=None)
    tell(examined, office)
    ask(examined, office)
    last = announce_by(hold_by(TODAY, calendar), calendar)

    for days in range(40):
        for _twice in range(2):
            actions.remind_of_hearing(examined.pk, at=days_on(days))

    told = reminders(examined)
    assert [entry.facts["stage"] for entry in told] == ["near", "due", "over"]
    assert timezone.localdate(told[1].at) == last
    tell_people(told)
    letters = Message.objects.filter(
        account=account, kind="desk.case.hearing_due", channel="in_app"
    )
    assert letters.count() == 3 and date_format(last) in letters.first().body
    assert "case.hearing_due" not in [line.kind for line in timeline(examined, office.resident)]


def test_nobody_is_reminded_where_nobody_asked_or_the_day_is_set(office, examined, calendar):
    late = days_on((hold_by(TODAY, calendar) - TODAY).days)
    actions.remind_of_hearing(examined.pk, at=late)
    tell(examined, office)
    actions.remind_of_hearing(examined.pk, at=late)
    ask(examined, office)
    arrange(examined, office, earliest(TODAY, calendar))
    actions.remind_of_hearing(examined.pk, at=late)

    assert reminders(examined) == []


def test_an_interested_person_with_an_account_is_told_of_right_day_and_place(
    office, examined, calendar, neighbour
):
    tell(examined, office, known(neighbour), NEIGHBOUR)
    ask(examined, office)
    day = earliest(TODAY, calendar)
    arrange(examined, office, day)

    right, invited = letters_to(neighbour, examined)
    assert "可以在" in right.body and right.kind == "hearing.person"
    assert "一楼听证室" in invited.body and date_format(day) in invited.body
    assert examined.applicant.name not in right.body + invited.body
    assert Message.objects.count() == 2


def test_the_words_of_a_site_of_its_own_say_what_a_person_may_hear(office, examined, neighbour):
    words = " ".join(f"{{{place}}}" for place in PERSON_PLACES)
    texts = Actor(kind=Kind.STAFF, grants=frozenset({Grant("message.edit")}))
    own, why = Words("听证", words), {"reason": "本市用语", "seen": 0}
    write_wording("hearing.person", "in_app", "zh-hans", own, **why, by=texts, at=AT)
    tell(examined, office, known(neighbour), NEIGHBOUR)

    (right,) = letters_to(neighbour, examined)
    assert examined.number in right.body and examined.version.name in right.body
    assert "{" not in right.body
    assert examined.applicant.name not in right.body


def test_who_is_told_later_hears_of_it_alone(office, examined, neighbour):
    other = AccountFactory()
    tell(examined, office, known(neighbour))
    person = {"told_on": TODAY, "by": office.examiner, "at": AT}
    actions.tell_person(examined.pk, known(other), **person)

    assert len(letters_to(neighbour, examined)) == len(letters_to(other, examined)) == 1


def test_that_no_hearing_is_held_is_told_to_whom_its_day_was_told(
    office, examined, calendar, neighbour
):
    tell(examined, office, known(neighbour))
    ask(examined, office)
    arrange(examined, office, earliest(TODAY, calendar))
    hearing = examined.hearings.get()
    waived = {"answer": "waived", "answered_on": TODAY, "by": office.examiner, "at": AT}
    actions.note_hearing_answer(examined.pk, hearing.parties.get(name__gt="").pk, **waived)
    actions.withdraw_hearing(examined.pk, by=office.resident, at=AT)

    assert "不再举行" in letters_to(neighbour, examined)[-1].body


def test_an_announced_hearing_leads_to_the_public_page(office, examined, calendar, neighbour):
    tell(examined, office, known(neighbour))
    ask(examined, office)
    arrange(examined, office, earliest(TODAY, calendar), is_announced=True)

    assert letters_to(neighbour, examined)[-1].link == "/hearings/"


@pytest.mark.parametrize("number", ["", "360502199003078018"])
def test_a_name_alone_or_with_the_number_of_another_finds_nobody(office, examined, number):
    namesake = AccountFactory()
    tell(examined, office, Person(namesake.party.name, "", number))

    assert letters_to(namesake, examined) == []
    assert not examined.hearings.get().parties.filter(account__isnull=False).exists()
