"""One outbox: a message is a row first, in the transaction of what it is about."""

import smtplib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from yimen.kernel.actor import Actor
from yimen.notify.models import Message
from yimen.notify.ports import after_commit

MOST_ATTEMPTS = 8
REFUSALS = (smtplib.SMTPException, OSError)


def enqueue(
    account_id: UUID,
    *,
    key: str,
    subject: UUID | None,
    title: str,
    body: str,
    link: str = "",
    channels: Iterable[str] = ("in_app",),
    at: datetime,
) -> None:
    """Put a message to one account into the outbox; the same key and channel only once."""
    rows = [
        Message(
            key=f"{key}:{channel}",
            account_id=account_id,
            channel=channel,
            subject=subject,
            title=title[:200],
            body=body,
            link=link,
            created_at=at,
            state=Message.State.SENT
            if channel == Message.Channel.IN_APP
            else Message.State.WAITING,
        )
        for channel in channels
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.channel == Message.Channel.MAIL for row in rows):
        after_commit()


def send_message(message_id: UUID, *, at: datetime) -> bool:
    """Send one mail unless it was sent; return whether it is settled (sent or given up).

    The row stays locked while the server is spoken to, so two workers never send it twice. Should
    the process die between the server's answer and the commit, the mail goes out once more under
    the same Message-ID, by which mailboxes drop the double.
    """
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(of=("self",), skip_locked=True)
            .select_related("account")
            .filter(pk=message_id, channel=Message.Channel.MAIL, state=Message.State.WAITING)
            .first()
        )
        if message is None:
            return True
        message.attempts += 1
        try:
            _mail(message).send()
        except REFUSALS as refusal:
            message.last_error = f"{type(refusal).__name__}: {refusal}"[:2000]
            if message.attempts >= MOST_ATTEMPTS:
                message.state = Message.State.FAILED
        else:
            message.state, message.sent_at, message.last_error = Message.State.SENT, at, ""
        message.save(update_fields=["attempts", "state", "sent_at", "last_error"])
    return bool(message.state != Message.State.WAITING)


def mark_read(message_id: UUID, *, by: Actor, at: datetime) -> None:
    """Remember that the person read it."""
    unread = Message.objects.visible_to(by).unread()
    unread.filter(pk=message_id).update(state=Message.State.READ, sent_at=at)


def _mail(message: Message) -> EmailMessage:
    body = message.body
    if message.link:
        body = f"{body}\n\n{settings.PUBLIC_URL}{message.link}"
    return EmailMessage(
        subject=message.title,
        body=body,
        to=[message.account.email],
        headers={"Message-ID": f"<{message.id}@yimen>", "Auto-Submitted": "auto-generated"},
    )
