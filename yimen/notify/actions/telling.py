"""One outbox: a message is a row first, in the transaction of what it is about."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

from yimen.kernel.actor import Actor
from yimen.notify.models import Message

DELIVERY = "notify.deliver_mail"


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
    """Put a message to one account into the outbox, for each key once.

    Who was told is not told again when a follower is rebuilt, not even over a way he has only
    since: nobody is mailed about the past. A mail's job is made in the same transaction: neither
    can be without the other.
    """
    if Message.objects.filter(account_id=account_id, key=key).exists():
        return
    message = Message(
        key=key,
        account_id=account_id,
        subject=subject,
        title=" ".join(title.split())[:200],
        body=body,
        link=link,
        created_at=at,
    )
    rows = [_over(channel, message) for channel in channels]
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    mails = [row.pk for row in rows if row.channel == Message.Channel.MAIL]
    for new in Message.objects.filter(pk__in=mails) if mails else ():
        app.configure_task(DELIVERY, queueing_lock=f"{DELIVERY}:{new.pk}").defer(
            message_id=str(new.pk)
        )


def _over(channel: str, message: Message) -> Message:
    """The message as it goes over one channel; on the site it has arrived at once."""
    copied = ("key", "account_id", "subject", "title", "body", "link", "created_at")
    row = Message(channel=channel, **{name: getattr(message, name) for name in copied})
    if channel == Message.Channel.MAIL:
        row.next_try_at = message.created_at
    else:
        row.state, row.sent_at = Message.State.SENT, message.created_at
    return row


def mark_read(message_id: UUID, *, by: Actor, at: datetime) -> None:
    """Remember that the person read it, and when first."""
    unread = Message.objects.visible_to(by).unread()
    unread.filter(pk=message_id).update(state=Message.State.READ, read_at=at)
