"""Which cards an actor may see, and adjectives to narrow them."""

from datetime import date
from typing import Any, Self

from django.db import models

from yimen.kernel.actor import Actor, Kind
from yimen.orgs.querysets import in_force, reach
from yimen.supervision.states import (
    KEEPER,
    OPEN,
    STANDING,
    SUPERVISOR,
    UNIT,
    CardState,
    InspectionState,
    Level,
)

#: Where an object that belongs to an office lies.
PLACE = {"path": "organisation__path", "region": "organisation__region__code"}


class CardQuerySet(models.QuerySet[Any]):
    """Cards, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers: of organisations a case grant of theirs reaches; nobody else."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        return self.filter(reach(actor.reach("case."), **PLACE))

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


def _supervised(actor: Actor) -> models.Q:
    """Of offices that a grant to supervise reaches."""
    return reach(actor.reach(SUPERVISOR) | actor.reach(KEEPER), **PLACE)


class InspectionPlanQuerySet(models.QuerySet[Any]):
    """Plans of inspection, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Those who supervise the house that is inspected; nobody else."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_supervised(actor)) if actor.kind is Kind.STAFF else self.none()


class InspectionQuerySet(models.QuerySet[Any]):
    """Drawn cases, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Those who supervise the office; the office itself once its case was marked."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        marked = reach(actor.reach("case."), **PLACE) & ~models.Q(state=InspectionState.DRAWN)
        return self.filter(_supervised(actor) | marked)

    def answered_by(self, actor: Actor) -> Self:
        """Those of offices this officer speaks for, once they were marked."""
        spoken = reach(actor.reach(UNIT), **PLACE)
        return self.filter(spoken).exclude(state=InspectionState.DRAWN)


class CameraQuerySet(models.QuerySet[Any]):
    """Cameras, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Those who supervise the hall it hangs in; nobody else."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_supervised(actor)) if actor.kind is Kind.STAFF else self.none()


class AtWindowQuerySet(CameraQuerySet):
    """Where cameras were, always beginning with `visible_to`."""

    def on(self, day: date) -> Self:
        """Those that were there on a day."""
        return self.filter(in_force(day))


class ObservationQuerySet(models.QuerySet[Any]):
    """Findings at windows, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Those who supervise the hall of the window, or the office it stands against."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        grants = actor.reach(SUPERVISOR) | actor.reach(KEEPER)
        hall = {
            "path": "place__organisation__path",
            "region": "place__organisation__region__code",
        }
        return self.filter(reach(grants, **hall) | _supervised(actor))
