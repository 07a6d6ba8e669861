"""Which cards an actor may see, and adjectives to narrow them."""

from typing import Any, Self

from django.db import models

from yimen.kernel.actor import Actor, Kind
from yimen.orgs.querysets import reach
from yimen.supervision.states import OPEN, STANDING, CardState, Level


class CardQuerySet(models.QuerySet[Any]):
    """Cards, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: of organisations a case grant of theirs reaches; nobody else."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        place = {"path": "organisation__path", "region": "organisation__region__code"}
        return self.filter(reach(actor.reach("case."), **place))

    def standing(self) -> Self:
        """Cards that count against the unit."""
        return self.filter(state__in=STANDING)

    def open(self) -> Self:
        """Cards with which somebody has something to do; a warning that was issued informs."""
        told = models.Q(level=Level.WARNING, state=CardState.ISSUED)
        return self.filter(state__in=OPEN).exclude(told)

    def with_names(self) -> Self:
        """With the rule, the office and the item, as lists and sheets show them."""
        return self.select_related("rule", "organisation__region", "case__version")
