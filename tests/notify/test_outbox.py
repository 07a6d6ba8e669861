"""One outbox: told once, sent once, tried again while the server refuses."""

import smtplib
import socket
from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from tests.conftest import AT
from tests.identity.factories import AccountFactory, applicant_actor
from yimen.kernel.actor import STRANGER
from yimen.kernel.ids import new_id
from yimen.notify.actions import enqueue, mark_read, send_message
from yimen.notify.actions.telling import MOST_ATTEMPTS
from yimen.notify.models import Message
from yimen.notify.queries import inbox, mails_waiting, unread_count

pytestmark = pytest.mark.django_db


class Postbox(Handler):
    """A mail server that keeps what it gets, or refuses everything."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = []
        self.refuses = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        return "451 later" if self.refuses else await super().handle_DATA(server, session, envelope)

    def handle_message(self, message):
        self.letters.append(message)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield box
    server.stop()


@pytest.fixture
def account():
    return AccountFactory(email="zhou@example.com")


def tell(account, key="7:a", channels=("in_app", "mail")):
    enqueue(
        account.pk,
        key=key,
        subject=new_id(),
        title="您的申请已受理",
        body="部门将在 7 个工作日内作出决定。",
        link="/cases/1/",
        channels=channels,
        at=AT,
    )


def mail():
    return Message.objects.get(channel="mail")


def test_the_same_key_tells_once_a_channel(account):
    tell(account)
    tell(account)

    assert sorted(Message.objects.values_list("channel", flat=True)) == ["in_app", "mail"]


def test_a_mail_arrives_once_however_often_it_is_sent(account, postbox):
    tell(account)

    settled = [send_message(mail().pk, at=AT) for _ in range(3)]

    assert settled == [True, True, True]
    (letter,) = postbox.letters
    assert letter["To"] == "zhou@example.com"
    assert str(mail().pk) in letter["Message-ID"]
    assert mail().state == "sent"
    assert mails_waiting() == []


def test_a_refusing_server_leaves_the_mail_waiting_with_the_reason(account, postbox):
    postbox.refuses = True
    tell(account)

    assert send_message(mail().pk, at=AT) is False
    assert mail().state == "waiting"
    assert "451" in mail().last_error

    postbox.refuses = False
    assert send_message(mail().pk, at=AT) is True
    assert len(postbox.letters) == 1


def test_after_enough_refusals_a_mail_is_given_up_and_says_so(account, postbox):
    postbox.refuses = True
    tell(account)

    answers = [send_message(mail().pk, at=AT) for _ in range(MOST_ATTEMPTS)]

    assert answers[-1] is True
    assert mail().state == "failed"
    assert not any(answers[:-1])


def test_a_server_that_is_not_there_is_a_refusal_too(account, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(account)

    assert send_message(mail().pk, at=AT) is False
    assert mail().attempts == 1


def test_the_inbox_is_ones_own_and_can_be_read(account):
    tell(account)
    me = applicant_actor(account=account)
    letter = inbox(me).get()

    mark_read(letter.pk, by=applicant_actor(), at=AT)
    assert unread_count(account) == 1
    mark_read(letter.pk, by=me, at=AT)

    assert unread_count(account) == 0
    assert not Message.objects.visible_to(STRANGER).exists()
    assert Message.objects.visible_to(me).count() == 2


def test_smtp_errors_are_what_the_outbox_takes_for_refusals():
    from yimen.notify.actions.telling import REFUSALS

    assert issubclass(smtplib.SMTPServerDisconnected, REFUSALS)
    assert issubclass(ConnectionRefusedError, REFUSALS)
