"""Signing in, opening an account, password, second factor, one's own data."""

import re

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from tests.identity.factories import (
    PASSWORD,
    AccountFactory,
    AgencyFactory,
    PartyFactory,
    resident_number,
)
from tests.portal.pages import errors, soup, words
from yimen.config.demo import current_code
from yimen.identity.actions import enrol_totp
from yimen.identity.models import Account
from yimen.identity.queries import document_number, masked_number

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def url(name: str) -> str:
    return reverse(name)


def form(**facts: str) -> dict[str, str]:
    """What a resident types to open an account."""
    return {
        "name": "王小明",
        "number": resident_number(700),
        "phone": "13800138000",
        "username": "wangxm",
        "email": "wang@example.org",
        "password1": "correct horse battery",
        "password2": "correct horse battery",
        **facts,
    }


class TestSigningIn:
    """The door."""

    def sign_in(self, client, **facts: str):
        return client.post(url("account_login"), facts, follow=True)

    @pytest.mark.parametrize("field", ["username", "email"])
    def test_by_user_name_or_mail(self, client, field):
        account = AccountFactory(email="a@example.org")

        page = self.sign_in(client, login=getattr(account, field), password=PASSWORD)

        assert account.name in soup(page).header.get_text()

    def test_a_wrong_password_says_so_and_keeps_the_name(self, client):
        account = AccountFactory()

        page = self.sign_in(client, login=account.username, password="wrong")

        assert errors(page)
        assert soup(page).find(id="id_login")["value"] == account.username

    def test_one_comes_back_to_where_one_was(self, client):
        account = AccountFactory()
        answer = client.post(
            url("account_login") + "?next=/cases/",
            {"login": account.username, "password": PASSWORD, "next": "/cases/"},
        )

        assert answer.url == "/cases/"

    def test_the_second_factor_is_asked_for_where_there_is_one(self, client):
        account = AccountFactory()
        enrol_totp(account, SECRET)

        page = self.sign_in(client, login=account.username, password=PASSWORD)
        wrong = client.post(url("mfa_authenticate"), {"code": "000000"})
        client.post(url("mfa_authenticate"), {"code": current_code(SECRET)})

        assert "两步验证" in words(page)
        assert list(errors(wrong)) == ["#id_code"]
        assert account.name in soup(client.get("/")).header.get_text()

    def test_signing_out_is_asked_once(self, client):
        client.force_login(AccountFactory())

        page = soup(client.get(url("account_logout")))
        client.post(url("account_logout"))

        assert "退出登录" in page.h1.get_text()
        assert "登录" in soup(client.get("/")).header.get_text()

    @override_settings(DEMO=False)
    def test_outside_the_demonstration_no_sample_account_is_shown(self, client):
        assert "演示账号" not in words(client.get(url("account_login")))


class TestOpeningAnAccount:
    """Real name and number."""

    def test_a_resident_opens_an_account_and_is_in(self, client):
        page = client.post(url("account_signup"), form(), follow=True)

        account = Account.objects.get(username="wangxm")
        assert account.party.name == "王小明"
        assert "王小明" in soup(page).header.get_text()

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"number": "110101190001010000"}, "#id_number"),
            ({"name": ""}, "#id_name"),
            ({"phone": "x"}, "#id_phone"),
            ({"username": "a b"}, "#id_username"),
            ({"password1": "123", "password2": "123"}, "#id_password1"),
            ({"password2": "other"}, "#id_password2"),
        ],
    )
    def test_wrong_input_is_said_at_the_field_and_nothing_is_made(self, client, facts, field):
        answer = client.post(url("account_signup"), form(**facts))

        assert field in errors(answer)
        assert not Account.objects.exists()

    def test_a_known_number_under_another_name_is_refused_without_telling_more(self, client):
        PartyFactory(name="李四", number=resident_number(700))

        answer = client.post(url("account_signup"), form())

        assert answer.status_code == 422
        assert "李四" not in answer.content.decode()
        assert soup(answer).find(id="id_username")["value"] == "wangxm"
        assert not Account.objects.exists()


class TestPassword:
    """Forgotten and changed."""

    def test_a_forgotten_password_is_reset_by_mail(self, client):
        account = AccountFactory(email="a@example.org")

        client.post(url("account_reset_password"), {"email": "a@example.org"})
        link = re.search(r"https?://[^/]+(/accounts/\S+)", mail.outbox[0].body)[1]
        page = client.get(link, follow=True)
        address = page.redirect_chain[-1][0]
        new = "a new horse battery"
        client.post(address, {"password1": new, "password2": new})

        account.refresh_from_db()
        assert account.check_password(new)

    def test_the_page_to_change_it_is_in_our_look(self, me):
        page = soup(me.get(url("account_change_password")))

        assert page.find(class_="y-card")
        assert page.find("label", attrs={"for": "id_oldpassword"})


PAGES = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
)
OWN = (
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "portal:account",
)


@pytest.mark.parametrize("name", PAGES)
def test_pages_before_signing_in_are_chinese_and_whole(client, name):
    page = soup(client.get(url(name)))

    assert len(page.find_all("h1")) == 1
    assert re.search(r"[\u4e00-\u9fff]", page.h1.get_text())
    assert page.find("header", class_="y-bar")


@pytest.mark.parametrize("name", OWN)
def test_pages_of_one_s_own_are_chinese_and_whole(me, name):
    answer = me.get(url(name), follow=True)
    page = soup(answer)

    assert answer.status_code == 200
    assert len(page.find_all("h1")) == 1
    assert re.search(r"[\u4e00-\u9fff]", page.h1.get_text())


@pytest.mark.parametrize("name", OWN)
def test_strangers_are_sent_to_the_door_or_home(client, name):
    assert client.get(url(name)).status_code == 302


def test_my_account_shows_my_data_masked_and_whom_i_act_for(me, account):
    company = AgencyFactory(agent=account).principal

    page = words(me.get(url("portal:account")))

    assert account.name in page
    assert company.name in page
    assert "法定代表人" in page
    assert document_number(account.party) not in page
    assert masked_number(account.party) in page
