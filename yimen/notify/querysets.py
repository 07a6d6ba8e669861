"""Which messages an actor may see."""

from datetime import datetime
from typing import Any, Self

from django.db.models import QuerySet

from yimen.kernel.actor import Actor, Kind


class MessageQuerySet(QuerySet[Any]):
    """Messages belong to the account they were written to."""

    def visible_to(self, actor: Actor) -> Self:
        """One's own; nobody reads another's."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(account_id=actor.account_id) if actor.account_id else self.none()

    def in_app(self) -> Self:
        """Those shown on the site."""
        return self.filter(channel="in_app")

    def unread(self) -> Self:
        """Those shown on the site and not yet read."""
        return self.in_app().exclude(state="read")

    def due(self, at: datetime) -> Self:
        """Mails that wait and may be tried now."""
        return self.filter(channel="mail", state="waiting", next_try_at__lte=at)
