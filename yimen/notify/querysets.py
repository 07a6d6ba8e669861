"""Which messages an actor may see."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet

from yimen.kernel.actor import Actor, Kind

OUTBOX = "ops.view"


class MessageQuerySet(QuerySet[Any]):
    """Messages belong to the account they were written to."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; nobody reads another's."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(account_id=actor.account_id) if actor.account_id else self.none()

    def watched_by(self, actor: Actor) -> Self:
        """What leaves the house, for who keeps it running: counts and failures, not contents."""
        return self.outgoing() if actor.holds(OUTBOX) else self.none()

    def in_app(self) -> Self:
        """Those shown on the site."""
        return self.filter(channel="in_app")

    def outgoing(self) -> Self:
        """Those that leave the site."""
        return self.exclude(channel="in_app")

    def unread(self) -> Self:
        """Those shown on the site and not yet read."""
        return self.in_app().exclude(state="read")

    def waiting(self) -> Self:
        """Not taken by a server yet."""
        return self.filter(state="waiting")

    def due(self, at: datetime, channel: str = "") -> Self:
        """Those that wait and may be tried now."""
        found = self.waiting().filter(next_try_at__lte=at)
        return found.filter(channel=channel) if channel else found

    def given_up(self) -> Self:
        """Those that never arrived."""
        return self.filter(state="failed")


class WordingQuerySet(QuerySet[Any]):
    """Versions of texts; the same for the whole site."""

    def visible_to(self, actor: Actor) -> Self:
        """Who writes texts sees all versions."""
        return self.all() if actor.holds("message.edit") else self.none()

    def in_force(self, kinds: Iterable[str] | None = None) -> Self:
        """The newest version of each kind, channel and language."""
        one = ("kind", "channel", "language")
        found = self if kinds is None else self.filter(kind__in=list(kinds))
        return found.order_by(*one, "-number").distinct(*one)
