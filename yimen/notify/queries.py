"""What somebody was told, and what is still to be sent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from yimen.identity.models import Account
from yimen.identity.queries import phone_number
from yimen.kernel.actor import Actor
from yimen.kernel.ids import first_id_at
from yimen.kernel.secrecy import mask_name, mask_phone
from yimen.kernel.statements import Statement
from yimen.notify.models import Channel, Message, OptOut, Wording
from yimen.notify.permissions import may_watch
from yimen.notify.ports import Text

ASKED_FOR = timedelta(days=3)  # providers know no more of older ones


def inbox(actor: Actor) -> QuerySet[Message]:
    """Messages on the site to whoever looks, newest first."""
    return Message.objects.visible_to(actor).in_app().order_by("-id")


def unread_count(account: Account) -> int:
    """How many of them were not read yet."""
    row = _UNREAD.first(account=account.pk)
    return int(row[0]) if row else 0


#: On every page of somebody signed in.
_UNREAD = Statement("""
    select count(*) from notify_message
    where account_id = %(account)s and channel = 'in_app' and state <> 'read'
""")


def told_already(pairs: Iterable[tuple[UUID, str]]) -> set[tuple[UUID, str]]:
    """Which of these accounts were told under these keys; what is told stands on the site."""
    wanted = set(pairs)
    if not wanted:
        return set()
    accounts, keys = zip(*wanted, strict=True)
    return {tuple(row) for row in _TOLD.all(accounts=list(accounts), keys=list(keys))}


_TOLD = Statement("""
    select distinct told.account_id, told.key
    from unnest(%(accounts)s::uuid[], %(keys)s::text[]) asked(account, key)
    join notify_message told on told.account_id = asked.account and told.key = asked.key
        and told.channel in ('in_app', 'mail', 'sms')
""")


def opted_out(accounts: Collection[UUID]) -> set[tuple[UUID, str, str]]:
    """What these accounts do not want, and over which channel."""
    if not accounts:
        return set()
    found = OptOut.objects.filter(account__in=accounts)
    return set(found.values_list("account_id", "group", "channel"))


def choices_of(account: Account) -> set[tuple[str, str]]:
    """The groups and channels an account has turned off."""
    return {(group, channel) for _account, group, channel in opted_out({account.pk})}


def wordings_in_force() -> dict[tuple[str, str, str], Wording]:
    """The texts written at the desk, by kind, channel and language; version 0 has none."""
    found = Wording.objects.in_force()
    return {(one.kind, one.channel, one.language): one for one in found if one.body}


def messages_due(at: datetime, channel: str, limit: int = 100) -> list[UUID]:
    """Messages of a channel to be tried now, those that wait longest first."""
    due = Message.objects.due(at, channel).order_by("next_try_at", "pk")
    return list(due.values_list("pk", flat=True)[:limit])


def unreported(at: datetime, limit: int = 100) -> list[Message]:
    """Text messages sent of which nobody knows yet whether they arrived, oldest first."""
    made = Message.objects.filter(pk__gte=first_id_at(at - ASKED_FOR))
    sent = made.filter(channel=Channel.SMS, state=Message.State.SENT)
    return list(sent.select_related("account__party", "wording").order_by("pk")[:limit])


def as_text(message: Message) -> Text:
    """A message as the carrier of texts is given it."""
    code = message.wording.provider_code if message.wording else ""
    number = phone_of(message.account)
    return Text(number, message.body, str(message.pk), code, message.values)


def phone_of(account: Account) -> str:
    """The mobile number of the person behind an account, to write to him."""
    return phone_number(account.party) if account.party else ""


# ---- the outbox, as who keeps the house running sees it


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that leaves the house: where to, masked; what it says only where it is asked."""

    message: Message
    receiver: str

    @property
    def is_given_up(self) -> bool:
        """Whether it can be tried again."""
        return self.message.state == Message.State.FAILED


def outbox_counts(actor: Actor, *, since: datetime) -> list[tuple[str, dict[str, int]]]:
    """How many messages of each channel are in which state, of those made since a moment."""
    if not may_watch(actor):
        return []
    made = Message.objects.filter(pk__gte=first_id_at(since))
    found = made.values_list("channel", "state").order_by()
    counts: dict[str, dict[str, int]] = {channel: {} for channel in Channel.values}
    for channel, state, count in found.annotate(Count("pk")):
        counts[channel][state] = count
    return list(counts.items())


def outgoing(actor: Actor, *, channel: str, state: str, limit: int = 100) -> list[Outgoing]:
    """The newest messages of a channel in a state, with their receivers masked."""
    found = Message.objects.watched_by(actor).order_by("-id")
    found = found.filter(channel=channel) if channel else found
    found = found.filter(state=state) if state else found
    return [Outgoing(one, _masked(one)) for one in found.select_related("account__party")[:limit]]


def _masked(message: Message) -> str:
    if message.channel == Channel.SMS:
        return mask_phone(phone_of(message.account)) or mask_name(message.account.name)
    name, _at, host = message.account.email.partition("@")
    return f"{mask_name(name)}@{host}" if host else mask_name(message.account.name)
