"""Signing in: two factors for officers, an end to idle sessions, and limits to guessing."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tests.identity.factories import (
    PASSWORD,
    SECRET,
    AccountFactory,
    one_time_code,
    sign_in,
    staff_account,
)
from yimen.identity.actions import enrol_totp
from yimen.identity.adapters.second_factor import SecondFactorAdapter
from yimen.identity.models import Account
from yimen.identity.permissions import Gate, desk_gate, may_enter_desk

pytestmark = pytest.mark.django_db
LOGIN, CODE = "account_login", "mfa_authenticate"


def give_password(client, account: Account, password: str = PASSWORD):
    said = {"login": account.username, "password": password}
    return client.post(reverse(LOGIN), said)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_an_officer_signs_in_with_password_and_code_and_comes_to_his_desk(client):
    account = staff_account()
    enrol_totp(account, SECRET)

    first = give_password(client, account)
    assert first.url.startswith(reverse(CODE))
    assert not is_signed_in(client)

    second = client.post(reverse(CODE), {"code": one_time_code(SECRET)})
    assert second.url == "/desk/"
    assert may_enter_desk(account, client.session)


def test_a_code_serves_once(client):
    account = staff_account()
    enrol_totp(account, SECRET)
    code = one_time_code(SECRET)
    give_password(client, account)
    client.post(reverse(CODE), {"code": code})
    client.post(reverse("account_logout"))

    give_password(client, account)
    client.post(reverse(CODE), {"code": code})

    assert not is_signed_in(client)


def test_a_wrong_code_opens_nothing(client):
    account = staff_account()
    enrol_totp(account, SECRET)
    give_password(client, account)

    client.post(reverse(CODE), {"code": "000000"})

    assert not is_signed_in(client)


@pytest.mark.parametrize("login", ["ZhangSan", "z@example.com"])
def test_a_resident_signs_in_with_name_or_address_and_comes_to_the_front_page(client, login):
    AccountFactory(username="zhangsan", email="z@example.com")

    answer = client.post(reverse(LOGIN), {"login": login, "password": PASSWORD})

    assert answer.url == "/"
    assert is_signed_in(client)


def test_guessing_a_password_is_stopped(client):
    account = AccountFactory()
    for _ in range(5):
        give_password(client, account, "wrong password")

    give_password(client, account)

    assert not is_signed_in(client)


def test_an_officer_without_second_factor_signs_in_but_must_set_it_up(client):
    account = staff_account()

    give_password(client, account)

    assert is_signed_in(client)
    assert desk_gate(account, client.session) is Gate.ENROL


@pytest.mark.django_db(transaction=True)
def test_who_sets_up_the_second_factor_has_shown_it(client):
    account = staff_account()
    give_password(client, account)
    session = client.session
    session[SECRET_SESSION_KEY] = SECRET
    session.save()

    client.post(reverse("mfa_activate_totp"), {"code": one_time_code(SECRET)})

    assert Authenticator.objects.filter(user=account, type="totp").exists()
    assert desk_gate(account, client.session) is Gate.OPEN


@pytest.mark.parametrize(
    ("make", "shown", "gate"),
    [
        (staff_account, True, Gate.OPEN),
        (staff_account, False, Gate.ENROL),
        (AccountFactory, True, Gate.NOT_STAFF),
        (lambda: staff_account(is_active=False), True, Gate.NOT_STAFF),
    ],
)
def test_the_desk_opens_for_officers_with_two_factors_only(client, make, shown, gate):
    account = make()
    sign_in(client, account, with_second_factor=shown)

    assert desk_gate(account, client.session) is gate
    assert may_enter_desk(account, client.session) is (gate is Gate.OPEN)


def test_the_desk_asks_for_the_second_factor_of_this_very_session(client):
    account, other = staff_account(), staff_account()
    enrol_totp(account, SECRET)
    client.force_login(account)

    assert desk_gate(account, client.session) is Gate.CONFIRM

    sign_in(client, other)
    assert desk_gate(account, client.session) is Gate.CONFIRM


def test_nobody_and_closed_accounts_stay_outside():
    closed = staff_account()
    closed.is_active = False

    assert desk_gate(AnonymousUser(), {}) is Gate.SIGN_IN
    assert desk_gate(closed, {}) is Gate.SIGN_IN


def test_an_officer_cannot_put_his_second_factor_away():
    officer, resident = staff_account(), AccountFactory()
    adapter = SecondFactorAdapter()

    assert not adapter.can_delete_authenticator(enrol_totp(officer, SECRET))
    assert adapter.can_delete_authenticator(enrol_totp(resident, SECRET))


def test_the_picture_to_scan_is_drawn():
    account = staff_account(name="李四")
    adapter = SecondFactorAdapter()

    picture = adapter.build_totp_svg(adapter.build_totp_url(account, SECRET))

    assert picture.startswith("<svg")
    assert "issuer=%E4%B8%80%E9%97%A8" in adapter.build_totp_url(account, SECRET)


def test_an_old_session_asks_for_the_password_before_the_second_factor_is_set_up(client):
    account = staff_account()
    give_password(client, account)
    session = client.session
    session["account_authentication_methods"][0]["at"] = time.time() - 3600
    session.save()

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer.url.startswith(reverse("account_reauthenticate"))


def leave_alone(client, seconds: int) -> None:
    session = client.session
    session["idle_seen"] = int(time.time()) - seconds
    session.save()


def test_an_officers_session_ends_when_nobody_was_there_for_half_an_hour(client):
    give_password(client, staff_account())

    leave_alone(client, 29 * 60)
    client.get("/robots.txt")
    assert is_signed_in(client)
    assert client.session["idle_seen"] >= time.time() - 60

    leave_alone(client, 31 * 60)
    client.get("/robots.txt")
    assert not is_signed_in(client)


def test_a_residents_session_is_not_marked(client):
    give_password(client, AccountFactory())

    assert "idle_limit" not in client.session
