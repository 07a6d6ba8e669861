"""What systems may ask for, in plain Python."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from yimen.kernel.actor import Grant

MANAGING = "client.manage"
APPLY = "apply"
#: What a system may be let do: write applications for residents, or what officers do.
SCOPES = (
    APPLY,
    "case.read",
    "case.accept",
    "case.examine",
    "case.decide",
    "case.extend",
    "case.deliver",
    "presence.report",  # detection at windows tells whether anybody is there
)
#: What a system does in its own name, with no officer behind it.
TELLING = frozenset({"presence.report"})
MOST_PER_MINUTE = 6000
OLD_SECRET_FOR = timedelta(days=7)
TOKEN_FOR = timedelta(hours=1)
KEYS_FOR = timedelta(days=30)


def narrowed(held: Iterable[Grant], scopes: Iterable[str], path: str) -> frozenset[Grant]:
    """What an officer may do through a system: his own grants, within its scopes and office."""
    wanted, grants = frozenset(scopes), set()
    for grant in held:
        if grant.name not in wanted:
            continue
        if path.startswith(grant.path):
            grants.add(replace(grant, path=path))  # a letter of authorisation stays one
        elif grant.path.startswith(path):
            grants.add(grant)
    return frozenset(grants)


def minute_of(at: datetime) -> datetime:
    """The minute a moment lies in."""
    return at.replace(second=0, microsecond=0)


def seconds_left(at: datetime) -> int:
    """Until the next minute begins."""
    return int((minute_of(at) + timedelta(minutes=1) - at).total_seconds()) + 1
