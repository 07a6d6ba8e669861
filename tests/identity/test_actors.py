"""A request is made by an officer with today's grants, by an applicant, or by a stranger."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.identity.factories import AccountFactory, AgencyFactory, staff_account
from tests.orgs.factories import DeputyshipFactory, PostFactory, PostingFactory
from yimen.identity.models import Account
from yimen.identity.queries import actor_for, actor_of, post_names
from yimen.kernel.actor import STRANGER, Kind

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 20)


def test_nobody_signed_in_is_a_stranger_with_an_address():
    actor = actor_for(AnonymousUser(), session={}, address="10.0.0.1")

    assert (actor.kind, actor.address) == (Kind.STRANGER, "10.0.0.1")
    assert not actor.grants
    assert not actor.party_ids


def test_an_officer_acts_from_his_posts_at_the_counter():
    account = staff_account(name="李四")
    home = account.staff.organisation
    posting = PostingFactory(staff=account.staff)

    actor = actor_for(account, session={}, address="10.0.0.1")

    assert (actor.kind, actor.name, actor.channel) == (Kind.STAFF, "李四", "counter")
    assert (actor.account_id, actor.staff_id) == (account.pk, account.staff_id)
    assert (actor.org_id, actor.org_path, actor.region) == (home.pk, home.path, home.region_id)
    assert actor.post_id == posting.post_id
    assert actor.may("case.accept", path=home.path, region=home.region_id)
    assert not actor.may("case.accept", path="elsewhere/")
    assert post_names(actor) == ["受理岗"]


def test_a_deputy_also_acts_from_the_posts_of_whom_he_stands_in_for():
    account = staff_account()
    own = PostFactory(organisation=account.staff.organisation, name="受理岗")
    PostingFactory(staff=account.staff, post=own)
    deputyship = DeputyshipFactory(deputy=account.staff)
    decide = PostFactory(
        organisation=deputyship.holder.organisation, name="审批岗", grants=["case.decide"]
    )
    PostingFactory(staff=deputyship.holder, post=decide)

    actor = actor_of(account, on=TODAY)

    assert actor.may("case.decide", path=decide.reach_path)
    assert actor.stands_in_for == {deputyship.holder_id}
    assert post_names(actor) == ["受理岗", "审批岗"]
    assert actor.post_id == own.pk


def test_an_officer_who_left_is_a_stranger():
    account = staff_account(is_active=False)
    PostingFactory(staff=account.staff)

    assert actor_of(account, on=TODAY).kind is Kind.STRANGER


def test_a_closed_account_is_a_stranger():
    assert actor_of(AccountFactory(is_active=False), on=TODAY) == STRANGER


def test_a_resident_acts_for_himself_unless_he_chose_an_organisation_he_may_act_for():
    agency = AgencyFactory()
    own, company = agency.agent.party_id, agency.principal_id

    def acting_as(party: object):
        return actor_for(agency.agent, session={"party": party}, address="").party_id

    assert acting_as(None) == own
    assert acting_as(str(company)) == company
    assert acting_as(str(uuid4())) == own
    assert acting_as("nonsense") == own


def test_an_applicant_has_no_grants_and_acts_online():
    actor = actor_of(AccountFactory(name="王五"), on=TODAY)

    assert (actor.kind, actor.name, actor.channel) == (Kind.APPLICANT, "王五", "online")
    assert not actor.grants
    assert actor.staff_id is None


@pytest.mark.parametrize(("make", "questions"), [(AccountFactory, 1), (staff_account, 3)])
def test_finding_out_who_acts_takes_few_questions(make, questions, django_assert_num_queries):
    account = Account.objects.get(pk=make().pk)

    with django_assert_num_queries(questions):
        actor_of(account, on=TODAY)


def test_everybody_sees_his_own_account_only():
    mine = AccountFactory()
    AccountFactory()

    assert list(Account.objects.visible_to(actor_of(mine, on=TODAY))) == [mine]
    assert not Account.objects.visible_to(STRANGER).exists()


def test_notices_to_officers_go_to_the_accounts_of_those_who_still_work_here():
    here, gone = staff_account(), staff_account(is_active=False)

    to = Account.objects.of_staff([here.staff_id, gone.staff_id])

    assert list(to) == [here]
