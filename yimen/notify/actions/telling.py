"""One outbox: a message is a row first, in the transaction of what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from yimen.identity.models import Account
from yimen.kernel.actor import Actor
from yimen.notify.models import Channel, Message, Wording
from yimen.notify.ports import group_of, has_sms
from yimen.notify.queries import opted_out, told_already, wordings_in_force
from yimen.notify.rules import after_quiet, fill

ALL = (Channel.IN_APP, Channel.MAIL, Channel.SMS)
TO_OFFICERS = (Channel.IN_APP, Channel.MAIL)


@dataclass(frozen=True, slots=True)
class Letter:
    """What one account is to be told; over which ways, the outbox decides."""

    account: Account
    key: str  #: the same key tells the same person once
    title: str
    body: str
    at: datetime
    kind: str = ""
    subject: UUID | None = None  #: what it is about
    link: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  #: for the named places of a text
    channels: Sequence[str] = ALL
    is_urgent: bool = False

    @property
    def places(self) -> dict[str, str]:
        """What fills the named places of a text; its address is one of them."""
        return {**self.values, "link": f"{settings.PUBLIC_URL}{self.link}"}


def enqueue_all(letters: Sequence[Letter]) -> None:
    """Put many messages into the outbox in a few statements, for each key once.

    Who was told is not told again when a follower is rebuilt, not even over a way he has only
    since: nobody is mailed about the past.
    """
    told = told_already((letter.account.pk, letter.key) for letter in letters)
    new = [letter for letter in letters if (letter.account.pk, letter.key) not in told]
    leaving = {letter.account.pk for letter in new if set(letter.channels) - {Channel.IN_APP}}
    unwanted = opted_out(leaving)
    wordings = wordings_in_force()
    rows = [
        _over(channel, letter, wordings)
        for letter in new
        for channel in letter.channels
        if _has(letter.account, channel)
        and (letter.account.pk, group_of(letter.kind), channel) not in unwanted
    ]
    Message.objects.bulk_create(rows, ignore_conflicts=True)


def _has(account: Account, channel: str) -> bool:
    """Whether the person can be reached so; whether he has a telephone is seen when it is sent."""
    if channel == Channel.MAIL:
        return bool(account.email)
    return channel != Channel.SMS or (has_sms() and account.party_id is not None)


def _over(
    channel: str, letter: Letter, wordings: Mapping[tuple[str, str, str], Wording]
) -> Message:
    """The message as it goes over one channel; on the site it has arrived at once."""
    wording = wordings.get((letter.kind, channel, letter.account.language))
    title, body = _words(letter, channel, wording)
    row = Message(
        key=letter.key,
        kind=letter.kind,
        account_id=letter.account.pk,
        channel=channel,
        subject=letter.subject,
        title=" ".join(title.split())[:200],
        body=body,
        link=letter.link,
        wording=wording,
        is_urgent=letter.is_urgent,
        created_at=letter.at,
    )
    if channel == Channel.IN_APP:
        row.state, row.sent_at = Message.State.SENT, letter.at
        return row
    row.next_try_at = letter.at
    if channel == Channel.SMS:
        row.next_try_at = not_at_night(letter.at, is_urgent=letter.is_urgent)
        if wording and wording.provider_code:
            row.values = letter.places
    return row


def _words(letter: Letter, channel: str, wording: Wording | None) -> tuple[str, str]:
    if wording:
        places = letter.places
        return fill(wording.title, places) or letter.title, fill(wording.body, places)
    if channel == Channel.SMS:
        return letter.title, short_text(letter.title, letter.link)
    return letter.title, letter.body


def short_text(title: str, link: str) -> str:
    """What a text message says where nobody wrote it otherwise: what happened, and where."""
    return f"{title} {settings.PUBLIC_URL}{link}" if link else title


def not_at_night(at: datetime, *, is_urgent: bool) -> datetime:
    """When a text message may go out: in the quiet hours of the site only what is urgent."""
    return at if is_urgent else after_quiet(timezone.localtime(at), settings.SMS["quiet"])


def mark_read(message_id: UUID, *, by: Actor, at: datetime) -> None:
    """Remember that the person read it, and when first."""
    unread = Message.objects.visible_to(by).unread()
    unread.filter(pk=message_id).update(state=Message.State.READ, read_at=at)
