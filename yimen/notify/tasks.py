"""Jobs that empty the outbox."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from yimen.notify.actions import send_message
from yimen.notify.actions.telling import DELIVERY
from yimen.notify.queries import mails_due


@app.periodic(cron="* * * * *")
@app.task(name="notify.find_mails", queueing_lock="notify.find_mails")
def find_mails(timestamp: int = 0, **_: Any) -> None:
    """Give every mail that is due (again) a job of its own: one bad address stops no other."""
    for message_id in mails_due(timezone.now()):
        job = deliver_mail.configure(queueing_lock=f"{DELIVERY}:{message_id}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(message_id=str(message_id))


@app.task(name=DELIVERY)
def deliver_mail(message_id: str, **_: Any) -> None:
    """Try to send one mail; when to try again is written in its row."""
    send_message(UUID(message_id), at=timezone.now())
