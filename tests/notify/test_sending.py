"""A mail is sent once, tried again while the server refuses, and given up in the end."""

import threading
from datetime import timedelta

import psycopg
import pytest
from django.db import connections

from tests.conftest import AT
from tests.identity.factories import AccountFactory
from tests.journal.conftest import database
from tests.notify.conftest import mail, send_to, tell
from yimen.notify.actions import deliver_due, send_message
from yimen.notify.models import Message
from yimen.notify.queries import messages_due
from yimen.notify.rules import FIRST_WAIT, MOST_ATTEMPTS

pytestmark = pytest.mark.django_db


def send(*, after: timedelta = timedelta(0)) -> bool:
    """Try to send the one mail, so long after it was written."""
    return send_message(mail().pk, at=AT + after)


def due(at) -> list:
    """The mails to be tried at a moment."""
    return messages_due(at, "mail")


def test_a_mail_arrives_with_all_it_needs(account, postbox, settings):
    settings.PUBLIC_URL = "https://zwfw.example.gov.cn"
    tell(account)

    assert send() is True

    (letter,) = postbox.letters
    assert letter["To"] == "zhou@example.com"
    assert letter["From"] == settings.DEFAULT_FROM_EMAIL
    assert letter["Message-ID"] == f"<{mail().pk}@zwfw.example.gov.cn>"
    assert letter["Auto-Submitted"] == "auto-generated"
    body = letter.get_payload(decode=True).decode()
    assert body.startswith("部门将在 7 个工作日内作出决定。")
    assert "https://zwfw.example.gov.cn/cases/1/" in body
    assert (mail().state, mail().attempts, mail().sent_at) == ("sent", 1, AT)


def test_a_mail_is_sent_once_however_often_it_is_asked(account, postbox):
    tell(account)

    assert [send(after=timedelta(days=n)) for n in range(3)] == [True, False, False]

    assert len(postbox.letters) == 1
    assert due(AT + timedelta(days=9)) == []


def test_a_refusal_is_noted_and_the_mail_waits_longer_each_time(account, postbox):
    postbox.answer = "451 later"
    tell(account)
    waits = []

    for attempt in range(1, 4):
        at = mail().next_try_at
        assert send_message(mail().pk, at=at) is False
        assert (mail().state, mail().attempts) == ("waiting", attempt)
        assert send_message(mail().pk, at=at + timedelta(seconds=1)) is False
        assert due(at + timedelta(seconds=1)) == []
        waits.append(mail().next_try_at - at)

    assert waits == [FIRST_WAIT, FIRST_WAIT * 4, FIRST_WAIT * 16]
    assert "451" in mail().last_error
    assert mail().attempts == 3
    postbox.answer = ""
    assert send_message(mail().pk, at=mail().next_try_at) is True
    assert (mail().state, mail().last_error) == ("sent", "")


def test_after_enough_refusals_a_mail_is_given_up_and_says_so(account, postbox, caplog):
    postbox.answer = "451 later"
    tell(account)

    for _ in range(MOST_ATTEMPTS):
        assert mail().state == "waiting"
        send_message(mail().pk, at=mail().next_try_at)

    assert (mail().state, mail().attempts) == ("failed", MOST_ATTEMPTS)
    assert mail().next_try_at - AT > timedelta(days=1)
    assert f"mail {mail().pk} is given up" in caplog.text
    assert due(AT + timedelta(days=99)) == []


def test_a_mailbox_that_is_not_there_is_given_up_at_once(account, postbox):
    postbox.no_such_mailbox = True
    tell(account)

    send()

    assert mail().state == "failed"
    assert "550" in mail().last_error


def test_an_account_without_an_address_is_not_said_to_have_got_it(account, postbox):
    tell(account)
    type(account).objects.filter(pk=account.pk).update(email="")

    assert send() is False

    assert (mail().state, mail().last_error) == ("failed", "the account has no address")
    assert postbox.letters == []


def test_a_server_that_is_not_there_is_a_refusal_too(account, settings):
    send_to(settings, port=1)
    tell(account)

    assert send() is False
    assert (mail().state, mail().attempts) == ("waiting", 1)


def test_workers_that_die_each_time_do_not_try_for_ever(account, postbox):
    tell(account)
    Message.objects.filter(channel="mail").update(attempts=MOST_ATTEMPTS)

    assert send() is False

    assert mail().state == "failed"
    assert postbox.letters == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(account, postbox):
    tell(account)
    answers = []

    def work() -> None:
        answers.append(send())
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [False, False, False, True]
    assert len(postbox.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_waits_for_the_mail_server(account, postbox):
    busy = []

    def look() -> None:
        with psycopg.connect(**database()) as onlooker:
            found = onlooker.execute(
                "select pid from pg_stat_activity where datname = current_database()"
                " and (backend_xid is not null or state = 'idle in transaction')"
            )
            busy.append(found.fetchall())

    postbox.before = look
    tell(account)

    assert send() is True
    assert busy == [[]]


def test_a_round_sends_all_that_is_due_over_one_connection(account, postbox):
    for key in ("1", "2", "3"):
        tell(account, key=key)

    assert deliver_due("mail", at=AT) == 3

    assert len(postbox.letters) == 3
    assert postbox.connections == 1
    assert deliver_due("mail", at=AT + timedelta(days=1)) == 0


def test_one_bad_address_stops_no_other(account, postbox):
    nobody = AccountFactory(email="nobody@example.com")
    tell(account, key="1")
    tell(nobody, key="2")
    tell(account, key="3")
    postbox.unknown = {"nobody@example.com"}

    assert deliver_due("mail", at=AT) == 3

    assert len(postbox.letters) == 2
    assert Message.objects.get(channel="mail", account=nobody).state == "failed"


def test_a_server_that_hangs_up_is_called_again(account, postbox):
    tell(account, key="1")
    tell(account, key="2")
    postbox.answer = "421 closing"

    deliver_due("mail", at=AT)

    states = Message.objects.filter(channel="mail").values_list("state", "attempts")
    assert list(states) == [("waiting", 1), ("waiting", 1)]
