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
        return self.filter(_scores_seen(actor))

    def honoured(self, actor: Actor) -> Self:
        """Scores with a title: everybody of the office learns of those, of persons too."""
        titled = self.exclude(title="")
        if actor.kind is Kind.SYSTEM:
            return titled
        return titled.filter(_scores_seen(actor) | reach(actor.reach("case."), **PLACE))


def _scores_seen(actor: Actor, prefix: str = "") -> models.Q:
    place = {name: f"{prefix}{path}" for name, path in PLACE.items()}
    superiors = actor.reach(SUPERVISOR) | actor.reach(KEEPER) | actor.reach(UNIT)
    is_own = {f"{prefix}staff": actor.staff_id, f"{prefix}staff__isnull": False}
    is_office = models.Q(**{f"{prefix}staff__isnull": True})
    offices = reach(actor.reach("case."), **place) & is_office
    persons = reach(superiors, **place) & ~is_office
    return offices | persons | models.Q(**is_own)


class PublicationQuerySet(models.QuerySet[Any]):
    """Published months, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Officers who work on cases; which scores they see in it is another matter."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self if actor.kind is Kind.STAFF and actor.reach("case.") else self.none()


class AppealQuerySet(models.QuerySet[Any]):
    """Appeals against lines of scores, always beginning with `visible_to`."""

    def visible_to(self, actor: Actor) -> Self:
        """Those against scores the actor may see."""
        if actor.kind is Kind.SYSTEM:
            return self
        if actor.kind is not Kind.STAFF:
            return self.none()
        return self.filter(_scores_seen(actor, "line__score__"))
