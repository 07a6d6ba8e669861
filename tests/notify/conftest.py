"""A mail server on this machine, and somebody to write to."""

import os
import signal
import socket
from collections.abc import Callable, Iterator
from email.message import Message as Letter

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from tests.conftest import AT
from tests.identity.factories import AccountFactory
from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.notify import actions
from yimen.notify.models import Message


class Postbox(Handler):
    """A mail server that keeps what it gets; or refuses, or kills its client."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Letter] = []
        self.answer = ""  # instead of taking the letter
        self.no_such_mailbox = False
        self.unknown: set[str] = set()
        self.connections = 0
        self.kills: Callable[[], int] | None = None
        self.before: Callable[[], None] = lambda: None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.no_such_mailbox or address in self.unknown:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.before()
        if self.kills:
            os.kill(self.kills(), signal.SIGKILL)
        return self.answer or await super().handle_DATA(server, session, envelope)

    def handle_message(self, message: Letter) -> None:
        self.letters.append(message)


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    """The server, which the site sends its mail to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    send_to(settings, port)
    yield box
    server.stop()


def send_to(settings, port: int) -> None:
    """Have the site send its mail to a port of this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


@pytest.fixture
def account(db) -> Account:
    """Somebody with an address."""
    return AccountFactory(email="zhou@example.com")


def tell(account: Account, *, key: str = "7", channels=("in_app", "mail"), title="您的申请已受理"):
    """Put a message into the outbox."""
    body, about = "部门将在 7 个工作日内作出决定。", {"subject": new_id(), "link": "/cases/1/"}
    actions.enqueue_all([actions.Letter(account, key, title, body, AT, channels=channels, **about)])


def mail() -> Message:
    """The one mail there is."""
    return Message.objects.get(channel="mail")
