"""Organisations act through people, over a period, until revoked."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from tests.conftest import AT
from tests.identity.factories import (
    AccountFactory,
    AgencyFactory,
    OrganisationPartyFactory,
    applicant_actor,
    staff_account,
    staff_actor,
    uscc,
)
from yimen.identity import errors
from yimen.identity.actions import authorise_agent, register_organisation, revoke_agency
from yimen.identity.models import Account, Agency
from yimen.identity.queries import acting_for_each, actor_of, agencies_of, parties_of
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)
LAST = date(2026, 12, 31)
ANY_ITEM = uuid4()


@pytest.fixture
def boss() -> Agency:
    return AgencyFactory()


def as_actor(account: Account):
    return actor_of(account, on=TODAY)


def test_who_registers_an_organisation_represents_it():
    account = AccountFactory()

    company = register_organisation("测试有限公司", uscc(3), by=as_actor(account), at=AT)

    actor = as_actor(account)
    assert actor.party_ids == {account.party_id, company.pk}
    assert actor.party_id == account.party_id
    assert parties_of(actor) == [account.party, company]
    assert [a.role for a in agencies_of(company.pk, on=TODAY)] == ["legal_representative"]
    kinds = [entry.kind for entry in entries_of(company.pk)]
    assert kinds == ["party.registered", "party.agent_authorised"]


def test_an_organisation_somebody_represents_cannot_be_claimed():
    register_organisation("测试有限公司", uscc(3), by=as_actor(AccountFactory()), at=AT)

    with pytest.raises(errors.OrganisationClaimed):
        register_organisation("测试有限公司", uscc(3), by=as_actor(AccountFactory()), at=AT)
    with pytest.raises(NotAllowed):
        register_organisation("测试有限公司", uscc(4), by=staff_actor("case.accept"), at=AT)


def test_the_representative_authorises_an_agent_for_a_term(boss):
    agent = AccountFactory()
    by = as_actor(boss.agent)

    authorise_agent(boss.principal, agent, "agent", TODAY, LAST, by=by, at=AT)

    assert boss.principal_id in as_actor(agent).party_ids
    assert boss.principal_id not in actor_of(agent, on=LAST).party_ids
    assert boss.principal_id not in actor_of(agent, on=date(2026, 5, 19)).party_ids


def test_an_agent_does_not_authorise_others(boss):
    agent = AgencyFactory(principal=boss.principal, role=Agency.Role.AGENT).agent

    for by in (as_actor(agent), applicant_actor(), staff_actor("case.accept")):
        with pytest.raises(errors.MayNotAuthorise):
            authorise_agent(boss.principal, AccountFactory(), "agent", TODAY, None, by=by, at=AT)


def test_only_persons_act_for_others(boss):
    by = as_actor(boss.agent)
    inactive = AccountFactory(is_active=False)

    for agent in (staff_account(), inactive):
        with pytest.raises(errors.AgentInvalid):
            authorise_agent(boss.principal, agent, "agent", TODAY, None, by=by, at=AT)
    with pytest.raises(errors.AgentInvalid):
        person = boss.agent.party
        role = "legal_representative"  # a person has none
        authorise_agent(person, AccountFactory(), role, TODAY, LAST, by=SYSTEM, at=AT)
    with pytest.raises(errors.AgentInvalid):
        authorise_agent(boss.principal, AccountFactory(), "king", TODAY, None, by=by, at=AT)


def test_an_agent_is_authorised_once_and_for_a_term_that_ends_after_it_starts(boss):
    by = as_actor(boss.agent)

    with pytest.raises(errors.AlreadyAgent):
        authorise_agent(boss.principal, boss.agent, "agent", TODAY, None, by=by, at=AT)
    with pytest.raises(errors.PeriodInvalid):
        authorise_agent(boss.principal, AccountFactory(), "agent", TODAY, TODAY, by=by, at=AT)


def test_a_revoked_agent_acts_for_nobody_from_that_moment(boss):
    agency = AgencyFactory(principal=boss.principal, role=Agency.Role.AGENT)

    revoke_agency(agency.pk, by=as_actor(boss.agent), at=AT)
    revoke_agency(agency.pk, by=as_actor(boss.agent), at=AT)

    assert boss.principal_id not in as_actor(agency.agent).party_ids
    kinds = [entry.kind for entry in entries_of(boss.principal_id)]
    assert kinds == ["party.agent_revoked"]


def test_an_agent_may_lay_down_his_authorisation_and_no_one_elses(boss):
    agency = AgencyFactory(principal=boss.principal, role=Agency.Role.AGENT)

    with pytest.raises(errors.MayNotAuthorise):
        revoke_agency(boss.pk, by=as_actor(agency.agent), at=AT)
    revoke_agency(agency.pk, by=as_actor(agency.agent), at=AT)

    assert not Agency.objects.in_force(TODAY).filter(pk=agency.pk).exists()


def test_authorisations_are_seen_by_the_agent_and_by_who_acts_for_the_organisation(boss):
    mine = AgencyFactory(principal=boss.principal, role=Agency.Role.AGENT)
    AgencyFactory()

    outsider = replace(applicant_actor(), party_ids=frozenset())

    assert set(Agency.objects.visible_to(as_actor(boss.agent))) == {boss, mine}
    assert not Agency.objects.visible_to(outsider).exists()


def test_notices_for_an_organisation_go_to_all_who_act_for_it(boss):
    agent = AgencyFactory(principal=boss.principal, role=Agency.Role.AGENT).agent
    past = AgencyFactory(principal=boss.principal, until=date(2026, 2, 1)).agent
    other = AgencyFactory(principal=OrganisationPartyFactory()).agent

    house, himself = (boss.principal_id, ANY_ITEM), (past.party_id, ANY_ITEM)
    told = acting_for_each({house, himself}, on=TODAY)

    assert set(told[house]) == {boss.agent, agent}
    assert {past, other}.isdisjoint(told[house])
    assert told[himself] == [past]
