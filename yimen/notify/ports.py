"""What the outbox needs of others: kinds of messages from the apps, and who carries texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string


class Refused(Exception):
    """The carrier did not take a message; for good, if `is_final`."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Text:
    """A text message as it is given to a carrier."""

    phone: str
    text: str
    reference: str  #: ours: the same at every attempt
    provider_code: str = ""  #: of a text registered with the provider, which it fills itself
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What a carrier says became of a message."""

    reference: str  #: ours, as the message was given to the carrier
    is_delivered: bool
    reason: str = ""


class SmsGateway(Protocol):
    """Whoever carries text messages."""

    def send(self, text: Text) -> str:
        """Hand one over; the carrier's own reference. Raises Refused."""

    def ask(self, text: Text, name: str, sent_at: datetime) -> Report | None:
        """What became of what it calls so; none while nobody knows, or where it calls us."""


def has_sms() -> bool:
    """Whether the site sends text messages at all."""
    return bool(settings.SMS["gateway"])


def sms_gateway() -> SmsGateway:
    """The carrier this site was set up with."""
    return _gateway(settings.SMS["gateway"], tuple(sorted(settings.SMS["options"].items())))


@lru_cache(maxsize=8)
def _gateway(path: str, options: tuple[tuple[str, Any], ...]) -> SmsGateway:
    gateway: SmsGateway = import_string(path)(**dict(options))
    return gateway


@dataclass(frozen=True, slots=True)
class MessageKind:
    """What an app may tell people: its name, its group in the account, and its named places."""

    name: str
    title: str | Promise
    group: str
    places: Mapping[str, str | Promise]  #: place → what it looks like


kinds: dict[str, MessageKind] = {}


def declare_kinds(declared: Sequence[MessageKind]) -> None:
    """Make kinds of messages known; their texts can then be rewritten at the desk."""
    for kind in declared:
        if kind.name in kinds:
            raise ValueError(f"two kinds of messages are named {kind.name}")
        kinds[kind.name] = kind


def group_of(kind: str) -> str:
    """The group a kind belongs to; kinds nobody declared are told like progress."""
    return kinds[kind].group if kind in kinds else "progress"
