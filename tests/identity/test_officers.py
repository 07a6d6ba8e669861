"""One-time passwords, lost telephones, and whose business an officer's account is."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.conftest import AT
from tests.identity.factories import AccountFactory, sign_in, staff_account
from tests.orgs.factories import (
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
    staff_actor,
)
from yimen.identity import errors
from yimen.identity.actions import (
    NewOfficer,
    close_account,
    give_account,
    open_account,
    reopen_account,
    reset_password,
    reset_second_factor,
    take_on_officer,
)
from yimen.identity.models import Account
from yimen.identity.permissions import Gate, desk_gate
from yimen.identity.rules import ONE_TIME_LASTS, is_username, one_time_password
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed
from yimen.orgs.errors import BeyondReach, NotOneself, StaffNumberTaken
from yimen.orgs.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return OrganisationFactory()


@pytest.fixture
def manager(house):
    return staff_actor("org.manage", organisation=house)


def new(house, **other):
    facts = {"number": "N9", "name": "赵六", "username": "ZhaoLiu", "organisation": house}
    return NewOfficer(**{**facts, **other})


def test_one_time_passwords_can_be_read_out_and_differ():
    made = {one_time_password() for _n in range(50)}

    assert len(made) == 50
    assert not set("01lio") & set("".join(made))
    assert all(len(one) == 14 and is_username(one) for one in made)


def test_an_officer_is_taken_on_with_an_account_once(house, manager):
    staff_id = uuid4()

    first, again = (
        take_on_officer(new(house), staff_id=staff_id, by=manager, at=AT) for _press in range(2)
    )

    assert first.account == again.account
    assert first.account.check_password(first.password)
    assert first.account.username == "zhaoliu"
    assert first.account.password_expires_at == AT + ONE_TIME_LASTS
    assert again.password == ""


def test_a_name_that_is_taken_makes_no_officer(house, manager):
    AccountFactory(username="zhaoliu")

    with pytest.raises(errors.UsernameTaken):
        take_on_officer(new(house), staff_id=uuid4(), by=manager, at=AT)
    assert not Staff.objects.filter(number="N9").exists()

    StaffFactory(number="N9")
    with pytest.raises(StaffNumberTaken):
        take_on_officer(new(house, username="other"), staff_id=uuid4(), by=manager, at=AT)


def test_the_journal_never_says_a_password(house, manager):
    account = staff_account(organisation=house)

    handed = reset_password(account.pk, reason="忘记密码", by=manager, at=AT)

    (entry,) = entries_of(account.pk)
    assert entry.kind == "account.password_reset"
    assert handed.password not in str(entry.facts)


def signed_in(account, password):
    client = Client()
    client.post(reverse("account_login"), {"login": account.username, "password": password})
    return client


def test_a_reset_password_opens_one_door_and_ends_the_sessions(house, manager):
    account = staff_account(organisation=house)
    open_session = Client()
    sign_in(open_session, account)

    handed = reset_password(account.pk, reason="忘记密码", by=manager, at=timezone.now())
    client = signed_in(account, handed.password)

    account.refresh_from_db()
    assert desk_gate(account, client.session) is Gate.RENEW
    answer = open_session.get(reverse("desk:messages"))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_password_nobody_used_in_time_opens_nothing(house, manager):
    account = staff_account(organisation=house)
    late = timezone.now() - ONE_TIME_LASTS - timedelta(minutes=1)

    handed = reset_password(account.pk, reason="忘记密码", by=manager, at=late)
    client = signed_in(account, handed.password)

    assert "_auth_user_id" not in client.session
    assert "一次性密码" in client.get(reverse("account_inactive")).content.decode()


def test_a_lost_second_factor_is_forgotten_and_set_up_anew(house, manager):
    account = staff_account(organisation=house)
    client = Client()
    sign_in(client, account)

    reset_second_factor(account.pk, reason="手机遗失", by=manager, at=AT)

    assert not Authenticator.objects.filter(user=account).exists()
    assert desk_gate(account, client.session) is Gate.ENROL


def test_a_closed_account_is_opened_again(house, manager):
    account = staff_account(organisation=house)
    facts = {"reason": "借调", "by": manager, "at": AT}

    for act in (close_account, close_account, reopen_account, reopen_account):
        act(account.pk, **facts)

    account.refresh_from_db()
    assert account.is_active
    assert [e.kind for e in entries_of(account.pk)] == ["account.closed", "account.reopened"]


ACTS = [reset_password, reset_second_factor, close_account, reopen_account]


@pytest.mark.parametrize("act", ACTS)
def test_an_account_is_the_business_of_who_could_give_all_its_officer_has(house, manager, act):
    superior = staff_account(organisation=house)
    post = PostFactory(organisation=house, grants=["org.manage"], reach_path="")
    PostingFactory(staff=superior.staff, post=post)
    stranger = staff_account()
    mine = AccountFactory(staff=Staff.objects.get(pk=manager.staff_id), party=None)

    for account, refusal in ((superior, BeyondReach), (stranger, BeyondReach), (mine, NotOneself)):
        with pytest.raises(refusal):
            act(account.pk, reason="…", by=manager, at=AT)


@pytest.mark.parametrize("act", ACTS[:2])
def test_residents_are_not_helped_by_managers(manager, act):
    resident = AccountFactory()

    with pytest.raises(Account.DoesNotExist):
        act(resident.pk, reason="…", by=manager, at=AT)


def test_nobody_opens_an_account_for_a_superior_who_has_none(house, manager):
    posting = PostingFactory(
        staff=StaffFactory(organisation=house), post__grants=["case.read"], post__reach_path=""
    )

    with pytest.raises(BeyondReach):
        open_account("superior", "correct horse battery", staff=posting.staff, by=manager, at=AT)
    with pytest.raises(NotAllowed):
        open_account("resident", "correct horse battery", by=manager, at=AT)
    assert give_account(posting.staff, "superior", by=SYSTEM, at=AT).password
