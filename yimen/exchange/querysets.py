"""Which systems an officer looks after, and what a system may see of itself."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Q, QuerySet

from yimen.exchange.rules import MANAGING
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.querysets import reach


class ClientQuerySet(QuerySet[Any]):
    """Systems of organisations."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the organisations for which the actor registers systems; itself."""
        return self if actor.kind is Kind.SYSTEM else self.filter(_reached(actor, ""))


class SubscriptionQuerySet(QuerySet[Any]):
    """Addresses that are told."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the systems the actor sees."""
        return self if actor.kind is Kind.SYSTEM else self.filter(_reached(actor, "client__"))

    def active(self) -> Self:
        """Those that are told now."""
        return self.filter(is_active=True, client__is_active=True)


class DeliveryQuerySet(QuerySet[Any]):
    """What addresses are told."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the systems the actor sees."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_reached(actor, "subscription__client__"))

    def due(self, at: datetime) -> Self:
        """Those that wait and may be tried now; a system that is shut out is told nothing more."""
        return self.filter(
            state="waiting",
            next_try_at__lte=at,
            subscription__is_active=True,
            subscription__client__is_active=True,
        )


def _reached(actor: Actor, way: str) -> Q:
    if actor.client_id:
        return Q(**{f"{way}id": actor.client_id})
    place = f"{way}organisation__"
    return reach(actor.reach(MANAGING), path=f"{place}path", region=f"{place}region__code")
