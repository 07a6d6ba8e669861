"""How the outbox reaches its sender: filled in by notify.tasks, which actions may not import."""

from collections.abc import Callable

_senders: list[Callable[[], None]] = []


def sender(start: Callable[[], None]) -> Callable[[], None]:
    """Register what starts sending; called in the transaction that put mail into the outbox."""
    _senders.append(start)
    return start


def after_commit() -> None:
    """Have the outbox emptied once the transaction stands."""
    for start in _senders:
        start()
