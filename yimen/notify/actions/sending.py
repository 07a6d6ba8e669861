"""Handing mail to the server: tried again while it refuses, given up in the end, told to operators.

Each attempt is noted before the server is spoken to, and settled after it answered; no transaction
stays open in between, or followers would wait for the mail server. Should the process die
between the server's answer and the note of it, the mail goes out once more under the same
Message-ID, by which mailboxes drop the double: SMTP itself cannot say whether it took a mail.
"""

import logging
import smtplib
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from yimen.notify.models import Message

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 7
FIRST_WAIT = timedelta(minutes=2)  # then 8, 32 … : two days in all; longer than an attempt takes
REFUSALS = (smtplib.SMTPException, OSError)


def send_message(message_id: UUID, *, at: datetime) -> bool:
    """Send one mail if it is due and nobody else has it in hand; return whether it went out."""
    message = _take_in_hand(message_id, at=at)
    if message is None:
        return False
    try:
        _mail(message).send()
    except REFUSALS as refusal:
        error = f"{type(refusal).__name__}: {refusal}"
        _note_refusal(message, error, is_final=_is_final(refusal))
        return False
    message.state, message.sent_at, message.last_error = Message.State.SENT, at, ""
    message.save(update_fields=["state", "sent_at", "last_error"])
    return True


@transaction.atomic
def _take_in_hand(message_id: UUID, *, at: datetime) -> Message | None:
    """Count the attempt, and keep others off until the next one is due."""
    waiting = Message.objects.due(at).select_for_update(of=("self",), skip_locked=True)
    message: Message | None = waiting.select_related("account").filter(pk=message_id).first()
    if message is None:
        return None
    if not message.account.email:
        _note_refusal(message, "the account has no address", is_final=True)
        return None
    if message.attempts >= MOST_ATTEMPTS:
        _note_refusal(message, message.last_error or "the worker died each time", is_final=True)
        return None
    message.next_try_at = at + FIRST_WAIT * 4**message.attempts
    message.attempts += 1
    message.save(update_fields=["attempts", "next_try_at"])
    return message


def _is_final(refusal: Exception) -> bool:
    """Whether the server said that there is no such mailbox (RFC 5321: codes from 500 on)."""
    if not isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in refusal.recipients.values())


def _note_refusal(message: Message, error: str, *, is_final: bool) -> None:
    message.last_error = error[:2000]
    if is_final or message.attempts >= MOST_ATTEMPTS:
        message.state = Message.State.FAILED
        logger.error("mail %s is given up: %s", message.id, error)
    else:
        logger.warning("mail %s, attempt %s: %s", message.id, message.attempts, error)
    message.save(update_fields=["state", "last_error"])


def _mail(message: Message) -> EmailMessage:
    body = message.body
    if message.link:
        body = f"{body}\n\n{settings.PUBLIC_URL}{message.link}"
    host = urlsplit(settings.PUBLIC_URL).hostname
    return EmailMessage(
        subject=message.title,
        body=body,
        to=[message.account.email],
        headers={"Message-ID": f"<{message.id}@{host}>", "Auto-Submitted": "auto-generated"},
    )
