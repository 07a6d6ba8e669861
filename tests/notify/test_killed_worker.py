"""A worker killed while it talks to the mail server loses no mail, and a double can be told."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.conftest import AT, ROOT
from tests.notify.conftest import mail, tell
from yimen.notify.actions import send_message
from yimen.notify.queries import messages_due

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def killed_worker(postbox, account, settings):
    """A process that is killed as soon as the server has read the mail, before it answers."""
    tell(account)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings.test",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "YIMEN_SMTP_URL": f"smtp://127.0.0.1:{settings.EMAIL_PORT}",
        "PYTHONPATH": str(ROOT),
    }
    script = Path(__file__).with_name("worker.py")
    worker = subprocess.Popen(
        [sys.executable, str(script), str(mail().pk), AT.isoformat()], env=environment
    )
    postbox.kills = lambda: worker.pid
    return worker


def test_a_mail_the_server_did_not_take_goes_out_once(killed_worker, postbox):
    postbox.answer = "451 later"

    assert killed_worker.wait() < 0

    postbox.kills, postbox.answer = None, ""
    assert (mail().state, mail().attempts) == ("waiting", 1)
    assert messages_due(AT + timedelta(minutes=1), "mail") == []
    assert messages_due(mail().next_try_at, "mail") == [mail().pk]
    assert send_message(mail().pk, at=mail().next_try_at) is True
    assert len(postbox.letters) == 1


def test_a_mail_the_server_took_without_our_hearing_it_goes_out_under_the_same_id(
    killed_worker, postbox
):
    assert killed_worker.wait() < 0

    postbox.kills = None
    assert mail().state == "waiting"
    assert send_message(mail().pk, at=mail().next_try_at) is True
    first, second = postbox.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert mail().state == "sent"
