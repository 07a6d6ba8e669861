"""Jobs that empty the outbox."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yimen.notify import actions
from yimen.notify.actions.telling import MOST_ATTEMPTS
from yimen.notify.ports import sender
from yimen.notify.queries import mails_waiting

RETRY = RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=4)


class NotSentYet(RuntimeError):
    """The mail server did not take it; the job tries again later."""


@sender
def wake() -> None:
    """Have the waiting mails found; any number of wakes before it runs are one."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        find_mails.configure(queueing_lock="notify.find_mails").defer()


@app.periodic(cron="*/5 * * * *")
@app.task(name="notify.find_mails")
def find_mails(timestamp: int = 0, **_: Any) -> None:
    """Give every waiting mail a job of its own, so that one bad address stops no other."""
    for message_id in mails_waiting():
        job = deliver_mail.configure(queueing_lock=f"notify.deliver_mail:{message_id}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(message_id=str(message_id))


@app.task(name="notify.deliver_mail", retry=RETRY)
def deliver_mail(message_id: str, **_: Any) -> None:
    """Send one mail; backs off 4, 16, 64 … seconds while the server refuses."""
    if not actions.send_message(UUID(message_id), at=timezone.now()):
        raise NotSentYet(message_id)
