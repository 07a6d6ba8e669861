"""Text messages: over whichever carrier, at the hour and in the words of the house."""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import AT
from tests.identity.factories import PartyFactory, applicant_actor
from tests.notify.gateway import Gateway, running
from yimen.identity.models import Account
from yimen.kernel.actor import STRANGER, SYSTEM, Actor, Grant, Kind
from yimen.kernel.errors import NotAllowed, Stale
from yimen.kernel.http import sign
from yimen.kernel.secrecy import seal
from yimen.notify import errors
from yimen.notify.actions import (
    Letter,
    Words,
    ask_for_reports,
    choose_channels,
    deliver_due,
    enqueue_all,
    note_reports,
    try_again,
    write_wording,
)
from yimen.notify.adapters.aliyun import signed_headers
from yimen.notify.models import Message, Wording
from yimen.notify.ports import Report, kinds
from yimen.notify.queries import outgoing
from yimen.notify.rules import MOST_ATTEMPTS, after_quiet

pytestmark = pytest.mark.django_db
ADAPTERS = "yimen.notify.adapters"
KIND = "case.accepted"
VALUES = {"item": "食品经营许可", "number": "X1", "sentence": "承诺五月二十九日前决定。"}
WATCHER = Actor(kind=Kind.STAFF, grants=frozenset({Grant("ops.view"), Grant("message.edit")}))


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with running() as server:
        yield server


@pytest.fixture
def resident() -> Account:
    """Somebody with a telephone."""
    party = PartyFactory(phone_sealed=seal("13800138000"))
    return applicant_account(party)


def applicant_account(party) -> Account:
    actor = applicant_actor(party)
    return Account.objects.get(pk=actor.account_id)


def carrier(settings, name: str, **options: str) -> None:
    """Set the site up with a carrier."""
    settings.SMS = {
        "gateway": f"{ADAPTERS}.{name}",
        "options": {"key": "ak", "secret": "s3", "sign": "一门", "body": "", **options},
        "quiet": (time(22), time(8)),
    }


def demo(settings) -> None:
    settings.SMS = {"gateway": f"{ADAPTERS}.demo.DemoGateway", "options": {}, "quiet": None}


def tell(account: Account, *, at: datetime = AT, key: str = "1", **facts) -> Message | None:
    """Tell a resident; the text message that was made of it."""
    letter = Letter(
        account,
        key,
        "已受理：食品经营许可",
        "…",
        at,
        KIND,
        link="/cases/X1/",
        values=VALUES,
        **facts,
    )
    enqueue_all([letter])
    return Message.objects.filter(channel="sms", key=key).first()


def test_a_site_without_a_carrier_makes_no_text_messages(resident):
    assert tell(resident) is None
    assert Message.objects.get().channel == "in_app"


def test_the_demo_shows_what_would_be_sent(settings, resident):
    demo(settings)
    tell(resident)

    assert deliver_due("sms", at=AT) == 1
    assert ask_for_reports(at=AT) == 1

    (shown,) = outgoing(WATCHER, channel="sms", state="")
    assert shown.receiver == "138****8000"
    assert shown.message.state == "delivered"
    assert shown.message.body.startswith("已受理：食品经营许可 http")
    assert outgoing(STRANGER, channel="sms", state="") == []


def test_a_gateway_gets_a_signed_request_and_names_the_message(settings, resident, gateway):
    carrier(settings, "http.HttpGateway", url=f"{gateway.url}/send")
    tell(resident)

    deliver_due("sms", at=AT)

    ((path, headers, body),) = gateway.got
    said = json.loads(body)
    message = Message.objects.get(channel="sms")
    assert (path, said["phone"], said["sign"]) == ("/send", "13800138000", "一门")
    assert said["reference"] == headers["Idempotency-Key"] == str(message.pk)
    assert headers["X-Signature"] == sign("s3", int(headers["X-Timestamp"]), body)
    assert (message.state, message.reference) == ("sent", "n1")


@pytest.mark.parametrize(
    ("status", "state"), [(500, "waiting"), (429, "waiting"), (400, "failed"), (302, "failed")]
)
def test_what_a_gateway_refuses_waits_or_is_given_up(settings, resident, gateway, status, state):
    carrier(settings, "http.HttpGateway", url=gateway.url)
    gateway.answers = [(status, {"error": "余额不足"})]
    tell(resident)

    deliver_due("sms", at=AT)

    message = Message.objects.get(channel="sms")
    assert message.state == state
    assert str(status) in message.last_error


def test_a_gateway_that_is_not_there_is_tried_until_it_is_given_up(settings, resident, caplog):
    carrier(settings, "http.HttpGateway", url="http://127.0.0.1:1")
    message = tell(resident)

    for _ in range(MOST_ATTEMPTS):
        deliver_due("sms", at=message.next_try_at)
        message.refresh_from_db()

    assert message.state == "failed"
    assert "given up" in caplog.text


def test_the_signature_is_the_one_alibaba_documents():
    """The example of its page on request signatures, version 3."""
    query = {
        "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        "RegionId": "cn-shanghai",
    }
    headers = signed_headers(
        "RunInstances",
        "ecs.cn-shanghai.aliyuncs.com",
        query,
        version="2014-05-26",
        key="YourAccessKeyId",
        secret="YourAccessKeySecret",
        nonce="3156853299f313e23d1673dc12e1703d",
        at=datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC),
    )
    assert headers["Authorization"].endswith(
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_alibaba_is_given_a_registered_text_and_asked_what_became_of_it(
    settings, resident, gateway
):
    carrier(settings, "aliyun.AliyunGateway", url=gateway.url)
    words = Words(body="{item}：{sentence}", provider_code="SMS_1")
    write_wording(KIND, "sms", "zh-hans", words, reason="报备", seen=0, by=WATCHER, at=AT)
    tell(resident)
    gateway.answers = [
        (200, {"Code": "OK", "BizId": "b7"}),
        (200, {"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": [{"SendStatus": 1}]}}),
        (200, {"Code": "OK", "SmsSendDetailDTOs": {"SmsSendDetailDTO": [{"SendStatus": 3}]}}),
    ]

    deliver_due("sms", at=AT)
    states = [ask_for_reports(at=AT + timedelta(minutes=n)) for n in (5, 10, 15)]

    sent, asked, _again = [path for path, _headers, _body in gateway.got]
    assert "TemplateCode=SMS_1" in sent
    assert "PhoneNumbers=13800138000" in sent
    assert "BizId=b7" in asked
    assert "SendDate=20260520" in asked
    assert states == [0, 1, 0]
    assert Message.objects.get(channel="sms").state == "delivered"


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("isv.BUSINESS_LIMIT_CONTROL", "waiting"),
        ("isp.SYSTEM_ERROR", "waiting"),
        ("isv.MOBILE_NUMBER_ILLEGAL", "failed"),
    ],
)
def test_what_alibaba_refuses_for_good_is_not_tried_again(settings, resident, gateway, code, state):
    carrier(settings, "aliyun.AliyunGateway", url=gateway.url)
    gateway.answers = [(200, {"Code": code, "Message": "…"})]
    tell(resident)

    deliver_due("sms", at=AT)

    assert Message.objects.get(channel="sms").state == state


def test_a_report_says_what_became_of_it_once(settings, resident):
    demo(settings)
    message = tell(resident)
    deliver_due("sms", at=AT)
    lost = Report(str(message.pk), is_delivered=False, reason="关机")

    assert note_reports([lost, Report("no id", is_delivered=True)], at=AT) == 1
    assert note_reports([Report(str(message.pk), is_delivered=True)], at=AT) == 0

    message.refresh_from_db()
    assert (message.state, message.last_error) == ("failed", "not delivered: 关机")


SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("hour", "ends"),
    [(21, "20 21:30"), (22, "21 08:00"), (23, "21 08:00"), (3, "20 08:00"), (8, "20 08:30")],
)
def test_quiet_hours_end_in_the_morning(hour, ends):
    local = datetime(2026, 5, 20, hour, 30, tzinfo=SHANGHAI)
    assert after_quiet(local, (time(22), time(8))).strftime("%d %H:%M") == ends


def test_at_night_only_what_is_urgent_goes_out(settings, resident):
    carrier(settings, "http.HttpGateway", url="http://127.0.0.1:1")
    night = datetime(2026, 5, 20, 23, 0, tzinfo=SHANGHAI)

    calm, urgent = tell(resident, at=night), tell(resident, at=night, key="2", is_urgent=True)

    assert calm.next_try_at == datetime(2026, 5, 21, 8, 0, tzinfo=SHANGHAI)
    assert urgent.next_try_at == night


def test_who_does_not_want_a_group_over_a_way_finds_it_on_the_site_alone(settings, resident):
    demo(settings)
    me = applicant_actor(account=resident)
    choose_channels(resident.pk, [("results", "sms")], by=me)

    assert tell(resident) is None
    assert Message.objects.get().channel == "in_app"

    choose_channels(resident.pk, [("progress", "sms")], by=me)
    assert tell(resident, key="2") is not None
    with pytest.raises(NotAllowed):
        choose_channels(resident.pk, [], by=applicant_actor())


def test_a_text_is_written_in_versions_and_each_message_keeps_its_own(settings, resident):
    demo(settings)
    old = tell(resident)
    first = Words(body="{item}已受理，{sentence}")
    write_wording(KIND, "sms", "zh-hans", first, reason="更短", seen=0, by=WATCHER, at=AT)
    new = tell(resident, key="2")
    write_wording(KIND, "sms", "zh-hans", Words(), reason="恢复", seen=1, by=WATCHER, at=AT)
    back = tell(resident, key="3")

    assert (old.wording, back.wording) == (None, None)
    assert new.wording.number == 1
    assert new.body == "食品经营许可已受理，承诺五月二十九日前决定。"
    assert back.body == old.body
    assert Wording.objects.count() == 2


@pytest.mark.parametrize(
    ("words", "facts", "error"),
    [
        (Words(body="{item}"), {"by": STRANGER}, NotAllowed),
        (Words(body="{item}{price}"), {}, errors.UnknownPlace),
        (Words(body="{item}"), {"reason": " "}, errors.ReasonMissing),
        (Words(body="{item}"), {"seen": 7}, Stale),
    ],
)
def test_a_text_that_will_not_do_is_refused(words, facts, error):
    facts = {"reason": "更短", "seen": 0, "by": WATCHER, "at": AT} | facts
    with pytest.raises(error):
        write_wording(KIND, "sms", "zh-hans", words, **facts)
    assert not Wording.objects.exists()


def test_what_was_given_up_is_tried_again_by_who_watches(settings, resident, gateway):
    carrier(settings, "http.HttpGateway", url=gateway.url)
    gateway.answers = [(400, {})]
    message = tell(resident)
    deliver_due("sms", at=AT)

    with pytest.raises(NotAllowed):
        try_again([message.pk], by=STRANGER, at=AT)
    assert try_again([message.pk], by=WATCHER, at=AT) == 1
    with pytest.raises(errors.NotGivenUp):
        try_again([message.pk], by=WATCHER, at=AT)

    deliver_due("sms", at=AT)
    assert Message.objects.get(channel="sms").state == "sent"


def test_numbers_lie_sealed(resident):
    assert "13800138000" not in resident.party.phone_sealed
    assert hashlib.sha256(b"13800138000").hexdigest() not in resident.party.phone_sealed


def test_every_kind_has_a_group_and_samples_for_its_places():
    assert {kind.group for kind in kinds.values()} == {
        *("receipts", "progress", "asked", "results", "work")
    }
    assert all(kind.places for kind in kinds.values())
    assert SYSTEM.holds("message.edit")
