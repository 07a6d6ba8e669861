"""What others see of the journal: the entry's shape, and how to follow it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class EntryView:
    """One administrative act as followers read it."""

    id: int
    stream: str
    subject: UUID
    seq: int
    kind: str
    at: datetime
    recorded_at: datetime
    actor: Mapping[str, str]
    facts: Mapping[str, object]
    hash: str = ""  #: 64 hexadecimal digits


Handle = Callable[[Sequence[EntryView]], None]
Reset = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """A named reader of the journal with the kinds it cares about."""

    name: str
    kinds: frozenset[str]
    handle: Handle
    reset: Reset

    def wants(self, kind: str) -> bool:
        """Whether it cares about entries of that kind."""
        begins = (one for one in self.kinds if one.endswith("."))
        return kind in self.kinds or any(kind.startswith(one) for one in begins)


followers: dict[str, Follower] = {}


def follower(name: str, *, kinds: Iterable[str], reset: Reset) -> Callable[[Handle], Handle]:
    """Register a function as a follower; `reset` empties its tables before a rebuild.

    A kind ending in `.` matches every kind that starts with it. The function gets batches in the
    order (transaction, id); its effects in the database and its bookmark commit together.
    """

    def register(handle: Handle) -> Handle:
        if name in followers:
            raise ValueError(f"two followers are named {name}")
        followers[name] = Follower(name, frozenset(kinds), handle, reset)
        return handle

    return register
