"""What leaves the house and who comes in by the interface, at the desk and in the account."""

import pytest
from django.urls import reverse

from tests.conftest import AT
from tests.desk.editing import officer, page, words
from tests.exchange.factories import a_system
from tests.identity.factories import AccountFactory
from tests.notify.conftest import tell
from tests.orgs.factories import OrganisationFactory
from yimen.exchange.models import Client
from yimen.exchange.queries import is_secret_of
from yimen.kernel.ids import new_id
from yimen.notify.models import Message, OptOut, Wording

pytestmark = pytest.mark.django_db
TEXT = ["case.accepted", "mail", "zh-hans"]


def test_the_outbox_shows_what_failed_and_has_it_tried_again(client, office):
    officer(client, office, "ops.view")
    account = AccountFactory(email="zhou@example.com", name="周女士")
    tell(account)
    Message.objects.filter(channel="mail").update(state="failed", last_error="550 no such mailbox")

    soup = page(client.get(reverse("desk:outbox"), {"state": "failed"}))
    assert "550 no such mailbox" in words(soup)
    assert "zhou@" not in words(soup)
    assert "您的申请已受理" not in words(soup)

    client.post(
        reverse("desk:outbox_again"), {"message": soup.select_one("[name=message]")["value"]}
    )
    assert Message.objects.get(channel="mail").state == "waiting"


def test_a_text_is_previewed_and_written(client, office):
    officer(client, office, "message.edit")
    address = reverse("desk:text_edit", args=TEXT)
    said = {"title": "{item}已受理", "body": "{sentence}", "reason": "更短", "seen": "0"}
    assert "已受理" in words(page(client.get(reverse("desk:text_list"))))

    shown = words(page(client.post(address, {**said, "preview": "1"})))
    assert "食品经营许可已受理" in shown
    assert not Wording.objects.exists()

    assert client.post(address, said).status_code == 302
    assert Wording.objects.get().title == "{item}已受理"
    assert "第 1 版" in words(page(client.get(reverse("desk:text_list"))))
    assert client.post(address, said).status_code == 422  # drawn from an older version
    assert client.post(address, {**said, "seen": "1", "body": "{price}"}).status_code == 422
    assert client.get(reverse("desk:text_edit", args=["no", "mail", "en"])).status_code == 404


def test_a_system_is_let_in_and_its_secret_is_shown_once(client, office):
    officer(client, office, "client.manage")
    page(client.get(reverse("desk:system_new")))
    said = {
        "client": new_id(),
        "name": "审批平台",
        "organisation": office.pk,
        "scopes": ["case.read", "case.accept"],
        "per_minute": 60,
    }

    shown = page(client.post(reverse("desk:system_new"), said))
    again = page(client.post(reverse("desk:system_new"), said))

    made = Client.objects.get()
    assert is_secret_of(made, shown.code.get_text(), at=AT)
    assert again.code is None
    assert "审批平台" in words(page(client.get(reverse("desk:system_list"))))


def test_a_system_gets_a_new_secret_and_an_address_and_is_shut_out(client, office):
    officer(client, office, "client.manage")
    made = a_system(office).client

    secret = page(client.post(reverse("desk:system_secret", args=[made.pk]))).code.get_text()
    assert is_secret_of(Client.objects.get(), secret, at=AT)
    hook = {"url": "https://example.gov.cn/hook", "kinds": ["case.filed"]}
    key = page(client.post(reverse("desk:system_subscribe", args=[made.pk]), hook)).code.get_text()
    assert key.startswith("whsec_")
    bad = client.post(reverse("desk:system_subscribe", args=[made.pk]), {"url": "http://x.cn/"})
    assert bad.status_code == 422

    client.post(reverse("desk:subscription_end", args=[made.subscriptions.get().pk]))
    assert not made.subscriptions.get().is_active
    client.post(reverse("desk:system_revoke", args=[made.pk]), {"reason": "下线"})
    assert not Client.objects.get().is_active
    assert "已停用" in words(page(client.get(reverse("desk:system_page", args=[made.pk]))))


def test_systems_of_another_house_are_none_of_his_business(client, office):
    officer(client, office, "client.manage")
    other = a_system(OrganisationFactory(path="xinyu/other/")).client

    assert client.get(reverse("desk:system_page", args=[other.pk])).status_code == 404
    assert client.post(reverse("desk:system_secret", args=[other.pk])).status_code == 404
    assert str(other.pk) not in str(page(client.get(reverse("desk:system_list"))))


def test_an_officer_says_what_he_is_mailed_about(client, office):
    account = officer(client, office, "case.accept")
    address = reverse("portal:message_choices")

    soup = page(client.get(address))
    assert [box["value"] for box in soup.select("[name=wanted_over]")] == ["work:mail"]
    client.post(address, {})

    assert OptOut.objects.filter(account=account, group="work", channel="mail").exists()
    assert page(client.get(address)).select("[name=wanted_over][checked]") == []
