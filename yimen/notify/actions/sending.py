"""Handing messages to their carriers: tried again while refused, given up in the end, and told.

Each attempt is noted before the carrier is spoken to, and settled after it answered; no transaction
stays open in between, or followers would wait for the carrier. Should the process die
between the carrier's answer and the note of it, the message goes out once more under the same
id: the Message-ID of a mail, by which mailboxes drop the double, the reference of a text.
"""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from yimen.notify.actions.telling import not_at_night
from yimen.notify.models import Channel, Message
from yimen.notify.ports import Refused, sms_gateway
from yimen.notify.queries import as_text, messages_due, phone_of
from yimen.notify.rules import MOST_ATTEMPTS, wait_after

logger = logging.getLogger(__name__)

CHANNELS = (Channel.MAIL, Channel.SMS)
NO_WAY = {Channel.MAIL: "the account has no address", Channel.SMS: "the person has no telephone"}


class Carrier:
    """Speaks to the carriers; the connection to the mail server is kept for a whole round."""

    def __init__(self) -> None:
        self._mail: BaseEmailBackend | None = None

    def send(self, message: Message) -> str:
        """Hand one message over; what the carrier calls it. Raises Refused."""
        return self._text(message) if message.channel == Channel.SMS else self._letter(message)

    def _text(self, message: Message) -> str:
        return sms_gateway().send(as_text(message))

    def _letter(self, message: Message) -> str:
        try:
            if self._mail is None:
                self._mail = get_connection()
                self._mail.open()
            self._mail.send_messages([_mail(message)])
        except (smtplib.SMTPException, OSError) as refusal:
            self.close()
            error = f"{type(refusal).__name__}: {refusal}"
            raise Refused(error, is_final=_is_final(refusal)) from refusal
        return ""

    def close(self) -> None:
        """Hang up."""
        if self._mail is not None:
            mail, self._mail = self._mail, None
            with suppress(smtplib.SMTPException, OSError):
                mail.close()


def deliver_due(channel: str, *, at: datetime) -> int:
    """Try every message of a channel that is due; how many. One bad address stops no other."""
    carrier = Carrier()
    try:
        due = messages_due(at, channel)
        for message_id in due:
            send_message(message_id, at=at, carrier=carrier)
    finally:
        carrier.close()
    return len(due)


def send_message(message_id: UUID, *, at: datetime, carrier: Carrier | None = None) -> bool:
    """Send one message if it is due and nobody else has it in hand; whether it went out."""
    message = _take_in_hand(message_id, at=at)
    if message is None:
        return False
    own = carrier or Carrier()
    try:
        reference = own.send(message)
    except Refused as refusal:
        _note_refusal(message, str(refusal), is_final=refusal.is_final)
        return False
    finally:
        if carrier is None:
            own.close()
    message.state, message.sent_at, message.last_error = Message.State.SENT, at, ""
    message.reference = reference[:100]
    message.save(update_fields=["state", "sent_at", "last_error", "reference"])
    return True


def _take_in_hand(message_id: UUID, *, at: datetime) -> Message | None:
    """Count the attempt, and keep others off until the next one is due.

    One statement takes it: of two workers at once the second finds it not due any more.
    """
    found = Message.objects.due(at).filter(pk=message_id)
    message: Message | None = found.select_related("account__party", "wording").first()
    if message is None:
        return None
    if message.attempts >= MOST_ATTEMPTS:
        _note_refusal(message, message.last_error or "the worker died each time", is_final=True)
        return None
    if not _address(message):
        _note_refusal(message, NO_WAY[Channel(message.channel)], is_final=True)
        return None
    next_try_at = at + wait_after(message.attempts)
    if message.channel == Channel.SMS:
        next_try_at = not_at_night(next_try_at, is_urgent=message.is_urgent)
    taken = Message.objects.due(at).filter(pk=message_id, attempts=message.attempts)
    if not taken.update(attempts=message.attempts + 1, next_try_at=next_try_at):
        return None
    message.attempts += 1
    return message


def _address(message: Message) -> str:
    by_phone = message.channel == Channel.SMS
    return phone_of(message.account) if by_phone else message.account.email


def _is_final(refusal: Exception) -> bool:
    """Whether the server said that there is no such mailbox (RFC 5321: codes from 500 on)."""
    if not isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in refusal.recipients.values())


def _note_refusal(message: Message, error: str, *, is_final: bool) -> None:
    message.last_error = error[:2000]
    if is_final or message.attempts >= MOST_ATTEMPTS:
        message.state = Message.State.FAILED
        logger.error("%s %s is given up: %s", message.channel, message.id, error)
    else:
        logger.warning(
            "%s %s, attempt %s: %s", message.channel, message.id, message.attempts, error
        )
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
