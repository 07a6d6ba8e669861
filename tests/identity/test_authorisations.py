"""Persons act through others: in all matters or in some, for a term, with their word."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.factories import PDF
from tests.conftest import AT
from tests.identity.factories import (
    AccountFactory,
    AgencyFactory,
    PartyFactory,
    applicant_actor,
    resident_number,
    staff_account,
    staff_actor,
)
from yimen.identity import errors
from yimen.identity.actions import (
    Person,
    ask_to_act,
    authorise_agent,
    begin_for_resident,
    confirm_agency,
    record_agency,
    revoke_agency,
)
from yimen.identity.models import Account, Agency
from yimen.identity.queries import (
    account_of,
    acting_for_each,
    actor_of,
    document_number,
    parties_of,
    station_actor,
)
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
LATER = date(2026, 12, 31)
ITEM, OTHER = new_id(), new_id()


def as_actor(account: Account, on: date = TODAY):
    return actor_of(account, on=on)


def a_paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("同意书.pdf", PDF, "application/pdf")


@pytest.fixture
def mother() -> Account:
    return AccountFactory()


@pytest.fixture
def son() -> Account:
    return AccountFactory()


def authorise(mother, son, **facts):
    facts = {"until": LATER, "by": as_actor(mother), **facts}
    until, by = facts.pop("until"), facts.pop("by")
    return authorise_agent(mother.party, son, "agent", TODAY, until, by=by, at=AT, **facts)


def test_a_person_lets_another_act_in_all_matters_for_a_term(mother, son):
    authorise(mother, son)

    actor = as_actor(son)
    assert actor.acts_for(mother.party_id, ITEM)
    assert parties_of(actor) == [son.party, mother.party]
    assert not as_actor(son, on=LATER).acts_for(mother.party_id, ITEM)


def test_in_some_matters_only_means_in_no_other(mother, son):
    authorise(mother, son, items=[ITEM])

    actor = as_actor(son)
    assert actor.acts_for(mother.party_id, ITEM)
    assert not actor.acts_for(mother.party_id, OTHER)
    assert mother.party_id not in actor.party_ids


def test_two_authorisations_add_up(mother, son):
    for items in ([ITEM], [OTHER]):
        AgencyFactory(principal=mother.party, agent=son, role="agent", items=items)

    assert all(as_actor(son).acts_for(mother.party_id, item) for item in (ITEM, OTHER))


def test_nobody_else_gives_it(mother, son):
    for by in (as_actor(son), as_actor(AccountFactory()), staff_actor("case.accept")):
        with pytest.raises(errors.MayNotAuthorise):
            authorise(mother, son, by=by)


@pytest.mark.parametrize("until", [None, TODAY, TODAY + timedelta(days=4 * 365)])
def test_the_term_of_a_person_s_authorisation_is_limited(mother, son, until):
    with pytest.raises((errors.TermNeeded, errors.PeriodInvalid)):
        authorise(mother, son, until=until)


def test_nobody_is_his_own_agent_and_officers_are_nobody_s(mother):
    for agent in (mother, staff_account()):
        with pytest.raises(errors.AgentInvalid):
            authorise(mother, agent)


def test_taken_back_it_ends_at_once(mother, son):
    agency = authorise(mother, son)

    revoke_agency(agency.pk, by=as_actor(mother), at=AT)

    assert not as_actor(son).acts_for(mother.party_id, ITEM)
    assert [e.kind for e in entries_of(mother.party_id)][-1] == "party.agent_revoked"


def test_what_was_asked_for_holds_only_once_confirmed(mother, son):
    agency = ask_to_act(mother, LATER, by=as_actor(son), at=AT)
    before = as_actor(son).acts_for(mother.party_id, ITEM)

    with pytest.raises(errors.MayNotAuthorise):
        confirm_agency(agency.pk, by=as_actor(son), at=AT)
    confirm_agency(agency.pk, by=as_actor(mother), at=AT)

    assert not before
    assert as_actor(son).acts_for(mother.party_id, ITEM)


def test_asking_twice_asks_once(mother, son):
    first = ask_to_act(mother, LATER, by=as_actor(son), at=AT)

    assert ask_to_act(mother, LATER, by=as_actor(son), at=AT) == first


def shown(account) -> Person:
    """What an officer reads on the card of the person before him."""
    number = document_number(account.party)
    return Person(kind="person", name=account.party.name, number=number, level="seen")


def test_an_officer_records_what_was_signed_on_paper(mother, son):
    by = staff_actor("case.accept")
    with pytest.raises(errors.PaperMissing):
        record_agency(shown(mother), son, LATER, None, by=by, at=AT)
    with pytest.raises(NotAllowed):
        record_agency(shown(mother), son, LATER, a_paper(), by=as_actor(son), at=AT)

    agency = record_agency(shown(mother), son, LATER, a_paper(), by=by, at=AT)

    facts = entries_of(mother.party_id)[-1].facts
    assert facts["paper"] == agency.paper.sha256
    assert as_actor(son).acts_for(mother.party_id, ITEM)


def test_the_same_form_records_a_consent_once_even_after_it_was_taken_back(mother, son):
    by, key = staff_actor("case.accept"), uuid4()
    first = record_agency(shown(mother), son, LATER, a_paper(), by=by, at=AT, key=key)
    revoke_agency(first.pk, by=as_actor(mother), at=AT)

    again = record_agency(shown(mother), son, LATER, a_paper(), by=by, at=AT, key=key)

    assert again == first
    assert not as_actor(son).acts_for(mother.party_id, ITEM)


def test_who_was_unknown_becomes_known_and_another_name_is_refused(mother, son):
    by, facts = staff_actor("case.accept"), {"kind": "person", "level": "seen"}
    stranger = Person(name="赵示范", number=resident_number(4001), **facts)
    other = Person(name="别的名字", number=document_number(mother.party), **facts)

    agency = record_agency(stranger, son, LATER, a_paper(), items=[ITEM], by=by, at=AT)

    assert (agency.principal.name, agency.principal.level) == ("赵示范", "seen")
    assert as_actor(son).acts_for(agency.principal_id, ITEM)
    assert not as_actor(son).acts_for(agency.principal_id, OTHER)
    with pytest.raises(errors.PartyNameDiffers):
        record_agency(other, son, LATER, a_paper(), by=by, at=AT)


def test_both_name_and_number_find_an_account(mother):

    number = document_number(mother.party)

    assert account_of(mother.party.name, number) == mother
    assert account_of("别的名字", number) is None
    assert account_of(mother.party.name, resident_number(4000)) is None


def test_an_agent_does_not_learn_who_else_is(mother, son):
    authorise(mother, AccountFactory())
    authorise(mother, son)

    assert Agency.objects.visible_to(as_actor(son)).count() == 1
    assert Agency.objects.visible_to(as_actor(mother)).count() == 2


def test_letters_go_to_agents_of_the_matter_only(mother, son):
    authorise(mother, son, items=[ITEM])

    told = acting_for_each({(mother.party_id, ITEM), (mother.party_id, OTHER)}, on=TODAY)

    assert set(told[mother.party_id, ITEM]) == {mother, son}
    assert told[mother.party_id, OTHER] == [mother]


class TestStation:
    """An officer of a station files for the resident before him."""

    @pytest.fixture
    def officer(self) -> Account:
        return staff_account()

    @pytest.fixture
    def at_station(self, officer):
        from dataclasses import replace

        return replace(
            staff_actor("party.file_for", organisation=officer.staff.organisation),
            account_id=officer.pk,
        )

    def begin(self, by, **facts):
        said = Person(kind="person", name="赵测试", number=resident_number(4200), phone="")
        return begin_for_resident(said, ITEM, facts.get("paper", a_paper()), by=by, at=AT)

    def test_he_acts_for_that_resident_in_that_matter_on_that_day(self, officer, at_station):
        party = self.begin(at_station).principal

        actor = station_actor(officer, party.pk, by=at_station, on=TODAY)

        assert (actor.kind, actor.channel, actor.party_id) == ("applicant", "station", party.pk)
        assert actor.acts_for(party.pk, ITEM)
        assert not actor.acts_for(party.pk, OTHER)
        assert not actor.grants
        assert station_actor(officer, party.pk, by=at_station, on=TODAY + timedelta(days=1)) is None

    def test_without_the_signed_consent_or_the_grant_he_does_not(self, at_station):
        with pytest.raises(errors.PaperMissing):
            self.begin(at_station, paper=None)
        with pytest.raises(NotAllowed):
            self.begin(staff_actor("case.accept"))

    def test_for_whom_he_has_no_consent_he_is_nobody(self, officer, at_station):
        self.begin(at_station)

        assert station_actor(officer, PartyFactory().pk, by=at_station, on=TODAY) is None

    def test_who_lost_the_grant_is_nobody_at_once(self, officer, at_station):
        party = self.begin(at_station).principal

        assert station_actor(officer, party.pk, by=applicant_actor(party), on=TODAY) is None

    def test_pressing_twice_begins_once(self, at_station):
        assert self.begin(at_station) == self.begin(at_station)
