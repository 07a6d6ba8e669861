"""Systems are told of acts: signed, once for each address, again when asked."""

import base64
import hmac
import json
from datetime import timedelta

import pytest

from tests.cases.factories import a_case, an_office, do
from tests.conftest import AT
from tests.exchange.factories import a_system
from tests.notify.gateway import Gateway, running
from tests.orgs.factories import OrganisationFactory
from yimen.exchange import errors
from yimen.exchange.actions import deliver_due, replay, revoke_client, subscribe, unsubscribe
from yimen.exchange.followers import tell_systems
from yimen.exchange.models import Application, Delivery
from yimen.exchange.queries import deliveries, reader_of
from yimen.journal.queries import entries_of
from yimen.kernel.actor import STRANGER, SYSTEM
from yimen.kernel.errors import NotAllowed
from yimen.notify.rules import MOST_ATTEMPTS

pytestmark = pytest.mark.django_db
LATER = AT.replace(year=2030)  # entries are recorded by the clock of the database


@pytest.fixture
def receiver():
    with running() as server:
        yield server


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def system(office):
    return a_system(office.organisation)


def told(case) -> list[str]:
    """Let the follower read all acts of a case; what waits to be told."""
    tell_systems(entries_of(case.pk))
    return list(Delivery.objects.order_by("entry").values_list("kind", flat=True))


def test_an_address_is_told_signed_by_the_secret_it_was_given(system, office, receiver: Gateway):
    _made, secret = subscribe(system.client, f"{receiver.url}/hook", [], by=SYSTEM, at=AT)
    case = a_case("accepted", office=office)

    assert told(case) == told(case) == ["case.filed", "case.accepted"]
    assert deliver_due(at=LATER) == 2
    assert deliver_due(at=LATER + timedelta(days=9)) == 0

    (path, headers, body), (_, _, last) = receiver.got
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['Webhook-Id']}.{headers['Webhook-Timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["Webhook-Signature"] == f"v1,{wanted}"
    assert path == "/hook"
    said = json.loads(last)
    assert said["case"]["number"] == case.number
    assert (said["type"], said["case"]["state"]) == ("case.accepted", "accepted")
    assert case.applicant.name not in last.decode()


def test_what_is_refused_is_tried_again_and_given_up_in_the_end(system, office, receiver, caplog):
    subscribe(system.client, receiver.url, ["case.filed"], by=SYSTEM, at=AT)
    told(a_case(office=office))
    receiver.answers = [(500, {})] * MOST_ATTEMPTS
    delivery = Delivery.objects.get()
    delivery.next_try_at = LATER

    for _ in range(MOST_ATTEMPTS):
        deliver_due(at=max(delivery.next_try_at, LATER))
        delivery.refresh_from_db()

    assert (delivery.state, delivery.attempts, delivery.status) == ("failed", MOST_ATTEMPTS, 500)
    assert "given up" in caplog.text
    replay(delivery.pk, by=reader_of(system.client), at=LATER)
    deliver_due(at=LATER)
    delivery.refresh_from_db()
    assert delivery.state == "sent"
    ids = {headers["Webhook-Id"] for _path, headers, _body in receiver.got}
    assert ids == {str(delivery.pk)}


def test_only_what_lies_within_scope_is_told(system, office, receiver):
    subscribe(system.client, receiver.url, [], by=SYSTEM, at=AT)

    assert told(a_case()) == []


def test_a_mini_app_hears_of_what_it_wrote_and_nothing_internal(office, receiver):
    app = a_system(OrganisationFactory(), "apply")
    subscribe(app.client, receiver.url, [], by=SYSTEM, at=AT)
    own, other = a_case("in_review", office=office), a_case(office=office)
    Application.objects.create(case=own, client=app.client)
    do("return", own, office, AT)

    told(other)
    assert "case.returned" not in told(own)
    assert set(Delivery.objects.values_list("body__case__number", flat=True)) == {own.number}


def test_an_address_that_was_given_up_or_whose_system_is_shut_out_is_told_nothing(
    system, office, receiver
):
    made, _secret = subscribe(system.client, receiver.url, [], by=SYSTEM, at=AT)
    case = a_case(office=office)
    unsubscribe(made.pk, by=SYSTEM, at=AT)
    assert told(case) == []

    subscribe(system.client, receiver.url, [], by=SYSTEM, at=AT)
    revoke_client(system.client.pk, reason="停用", by=SYSTEM, at=AT)
    assert told(case) == []


def test_what_still_waits_for_a_system_that_is_shut_out_stays_here(system, office, receiver):
    subscribe(system.client, receiver.url, [], by=SYSTEM, at=AT)
    assert told(a_case(office=office)) == ["case.filed"]

    revoke_client(system.client.pk, reason="停用", by=SYSTEM, at=AT)

    assert deliver_due(at=LATER) == 0
    assert receiver.got == []


def test_an_address_that_does_not_answer_is_tried_once_a_round(system, office, receiver):
    nobody = "http://127.0.0.1:9/"
    subscribe(system.client, nobody, [], by=SYSTEM, at=AT)
    subscribe(system.client, receiver.url, [], by=SYSTEM, at=AT)
    told(a_case("accepted", office=office))

    deliver_due(at=LATER)

    tries = Delivery.objects.filter(subscription__url=nobody).values_list("attempts", flat=True)
    assert sorted(tries) == [0, 1]
    assert len(receiver.got) == 2
    assert deliver_due(at=LATER + timedelta(seconds=30)) == 0
    assert deliver_due(at=LATER + timedelta(seconds=90)) == 1


def test_a_slow_address_holds_up_nobody_and_each_moment_is_signed(system, office, receiver):
    with running() as slow:
        slow.slow = 1.1
        for server in (slow, receiver):
            subscribe(system.client, server.url, [], by=SYSTEM, at=AT)
        told(a_case("accepted", office=office))

        assert deliver_due(at=LATER) == 4

    sent = {
        url: list(Delivery.objects.filter(subscription__url=url).values_list("sent_at", flat=True))
        for url in (slow.url, receiver.url)
    }
    assert max(sent[receiver.url]) < min(sent[slow.url])
    first, second = (int(headers["Webhook-Timestamp"]) for _path, headers, _body in slow.got)
    assert first < second


def test_what_killed_the_worker_each_time_is_given_up(system, office, receiver, caplog):
    subscribe(system.client, receiver.url, ["case.filed"], by=SYSTEM, at=AT)
    told(a_case(office=office))
    Delivery.objects.update(attempts=MOST_ATTEMPTS)

    deliver_due(at=LATER)

    assert Delivery.objects.get().state == "failed"
    assert "given up" in caplog.text
    assert receiver.got == []


@pytest.mark.parametrize("url", ["http://example.org/", "ftp://example.org/", "hook", "https://"])
def test_what_is_told_goes_over_a_secure_line(system, url):
    with pytest.raises(errors.BadAddress):
        subscribe(system.client, url, [], by=SYSTEM, at=AT)


def test_only_who_looks_after_the_system_says_whom_to_tell(system):
    with pytest.raises(NotAllowed):
        subscribe(system.client, "https://example.org/", [], by=STRANGER, at=AT)
    with pytest.raises(NotAllowed):
        subscribe(system.client, "https://example.org/", [], by=reader_of(system.client), at=AT)


def test_a_system_reads_its_own_log_and_no_other(system, office, receiver):
    subscribe(system.client, receiver.url, [], by=SYSTEM, at=AT)
    told(a_case(office=office))
    other = a_system(office.organisation)
    delivery = Delivery.objects.get()

    (line,) = system.says("GET", "webhooks/deliveries")["deliveries"]
    assert (line["type"], line["state"]) == ("case.filed", "waiting")
    assert other.says("GET", "webhooks/deliveries")["deliveries"] == []
    assert other.ask("POST", f"webhooks/deliveries/{delivery.pk}/replay", {}).status_code == 404
    assert system.says("POST", f"webhooks/deliveries/{delivery.pk}/replay", {})["attempts"] == 0
    assert list(deliveries(reader_of(other.client))) == []
