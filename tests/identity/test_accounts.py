"""Accounts are opened once for each officer and each person, with a password worth the name."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate

from tests.conftest import AT
from tests.identity.factories import (
    PASSWORD,
    AccountFactory,
    PartyFactory,
    one_time_code,
    resident_number,
    staff_account,
    staff_actor,
)
from tests.orgs.factories import OrganisationFactory, StaffFactory
from yimen.identity import errors
from yimen.identity.actions import (
    close_account,
    enrol_totp,
    open_account,
    register_party,
    register_resident,
)
from yimen.identity.models import Account, Party
from yimen.identity.queries import document_number, find_party
from yimen.journal.queries import entries_of
from yimen.kernel.actor import STRANGER, SYSTEM
from yimen.kernel.codes import BadCode
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db
WHO = {"by": SYSTEM, "at": AT}
NUMBER = resident_number(700)


def register(username: str = "zhangsan", password: str = PASSWORD, **said: str) -> Account:
    said = {"name": "张三", "number": NUMBER, **said}
    return register_resident(username, password, **said, by=STRANGER, at=AT)


def test_an_officers_account_carries_his_name_and_opens_with_his_password():
    officer = StaffFactory(name="李四")

    account = open_account(" LiSi ", PASSWORD, staff=officer, **WHO)

    assert (account.username, account.name, account.staff) == ("lisi", "李四", officer)
    assert account.check_password(PASSWORD)
    assert [entry.kind for entry in entries_of(account.pk)] == ["account.opened"]


def test_the_manager_opens_accounts_for_his_officers_only():
    home = OrganisationFactory()
    manager = staff_actor("org.manage", organisation=home)

    assert open_account("a.one", PASSWORD, staff=StaffFactory(organisation=home), by=manager, at=AT)
    with pytest.raises(NotAllowed):
        open_account("a.two", PASSWORD, staff=StaffFactory(), by=manager, at=AT)
    with pytest.raises(NotAllowed):
        open_account("a.three", PASSWORD, party=PartyFactory(), by=manager, at=AT)


def test_one_officer_has_one_account():
    account = staff_account()

    with pytest.raises(errors.AccountExists):
        open_account("another", PASSWORD, staff=account.staff, **WHO)


@pytest.mark.parametrize("username", ["abc", "a b c d", "张三李四", "x" * 61, ""])
def test_names_to_sign_in_with_are_plain(username):
    with pytest.raises(errors.UsernameInvalid):
        open_account(username, PASSWORD, party=PartyFactory(), **WHO)


def test_names_that_differ_by_case_only_are_the_same():
    AccountFactory(username="zhangsan")

    with pytest.raises(errors.UsernameTaken):
        register("ZhangSan")


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "zhangsan01", ""])
def test_passwords_that_are_easily_guessed_are_refused(password):
    with pytest.raises(errors.PasswordWeak) as refused:
        register(password=password)

    assert refused.value.field == "password"
    assert not Account.objects.exists()
    assert not Party.objects.exists()


def test_a_resident_opens_an_account_by_name_and_number():
    account = register(phone="13800138000", email="Z@example.com")

    party = account.party
    assert (party.name, party.level) == ("张三", Party.Level.DECLARED)
    assert document_number(party) == NUMBER
    assert (account.name, account.email) == ("张三", "z@example.com")
    assert authenticate(None, username="zhangsan", password=PASSWORD) == account


def test_the_number_is_neither_stored_nor_written_in_the_clear():
    account = register()

    stored = repr(Party.objects.filter(pk=account.party_id).values().get())
    written = repr([*entries_of(account.party_id), *entries_of(account.pk)])
    assert NUMBER not in stored
    assert NUMBER not in written


def test_a_number_with_a_wrong_check_digit_is_refused_with_the_reason():
    with pytest.raises(BadCode) as refused:
        register(number=NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"))

    assert refused.value.reason == "check"


def test_nobody_opens_a_second_account_and_nobody_learns_of_the_first():
    register()

    with pytest.raises(errors.CannotRegister) as with_name:
        register("another1")
    with pytest.raises(errors.CannotRegister) as without_name:
        register("another2", name="王五")

    assert str(with_name.value) == str(without_name.value)
    assert "zhangsan" not in str(with_name.value)
    assert Account.objects.count() == 1


def test_who_is_known_from_the_counter_keeps_his_record():
    clerk = staff_actor("case.accept")
    known = register_party("person", "张三", "111", NUMBER, "13800138000", by=clerk, at=AT)

    account = register(name=" 张三 ")

    assert account.party == known
    assert account.party.level == Party.Level.SEEN


def test_a_known_number_under_another_name_opens_nothing():
    clerk = staff_actor("case.accept")
    register_party("person", "张三", "111", NUMBER, "", by=clerk, at=AT)

    with pytest.raises(errors.CannotRegister):
        register(name="王五")


def test_a_refused_resident_leaves_no_record_behind():
    AccountFactory(username="zhangsan")

    with pytest.raises(errors.UsernameTaken):
        register()

    assert find_party("111", NUMBER) is None


def test_a_closed_account_opens_nothing():
    account = register()

    close_account(account.pk, reason="本人注销", by=SYSTEM, at=AT)

    assert authenticate(None, username="zhangsan", password=PASSWORD) is None
    with pytest.raises(NotAllowed):
        close_account(account.pk, reason="x", by=staff_actor("case.accept"), at=AT)


def test_the_secret_of_the_second_factor_lies_sealed():
    account = staff_account()

    enrol_totp(account, "JBSWY3DPEHPK3PXP")
    enrol_totp(account, "KRSXG5CTMVRXEZLU")

    (authenticator,) = Authenticator.objects.filter(user=account)
    assert "KRSXG5CTMVRXEZLU" not in authenticator.data["secret"]
    assert authenticator.wrap().validate_code(one_time_code("KRSXG5CTMVRXEZLU"))
