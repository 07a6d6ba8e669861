"""Which figures an actor may see."""

from datetime import date
from typing import Any, Self

from django.db import models

from yimen.kernel.actor import Actor, Kind
from yimen.orgs.querysets import reach
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT

#: Where an object that belongs to an office lies.
PLACE = {"path": "organisation__path", "region": "organisation__region__code"}


class TallyQuerySet(models.QuerySet[Any]):
    """Figures of organisations, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: of the organisations a case grant of theirs reaches; nobody else."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        place = {"path": "organisation__path", "region": "organisation__region__code"}
        return self.filter(reach(actor.reach("case."), **place))

    def between(self, since: date, until: date) -> Self:
        """Of the days from one to another, both included."""
        return self.filter(day__range=(since, until))

    def in_region(self, prefix: str) -> Self:
        """Of a place and the places in it; of everywhere for no prefix."""
        return self.filter(organisation__region__code__startswith=prefix) if prefix else self


class LogQuerySet(models.QuerySet[Any]):
    """Logs of older systems, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Whoever supervises cases somewhere: an old log belongs to no organisation of today."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self if actor.holds("case.supervise") else self.none()


class ScoreQuerySet(models.QuerySet[Any]):
    """Scores and what was entered for them, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: of offices a case grant reaches; of a person only himself and his superiors."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        offices = reach(actor.reach("case."), **PLACE) & models.Q(staff=None)
        superiors = actor.reach(SUPERVISOR) | actor.reach(KEEPER) | actor.reach(UNIT)
        persons = reach(superiors, **PLACE) & models.Q(staff__isnull=False)
        return self.filter(offices | persons | models.Q(staff=actor.staff_id, staff__isnull=False))


class PublicationQuerySet(models.QuerySet[Any]):
    """Published months, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: those of houses above or below what their grants reach; nobody else."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self if actor.kind is Kind.STAFF and actor.reach("case.") else self.none()
