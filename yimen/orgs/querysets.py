"""Who may see which part of the tree."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from yimen.kernel.actor import Actor, Grant, Kind


def reach(grants: Iterable[Grant], *, path: str, region: str) -> Q:
    """The condition that an object's path and region lie within one of the grants."""
    found = Q(pk__in=[])
    for grant in _largest(grants):
        if not grant.path and not grant.region:
            return Q(pk__isnull=False)  # everything; an empty Q would vanish beside another
        within = Q()
        if grant.path:
            within &= Q(**{f"{path}__startswith": grant.path})
        if grant.region:
            within &= Q(**{f"{region}__startswith": grant.region})
        found |= within
    return found


def _largest(grants: Iterable[Grant]) -> list[Grant]:
    reaches = {Grant("", g.path, g.region) for g in grants}
    return sorted(
        (
            g
            for g in reaches
            if not any(h != g and h.covers(path=g.path, region=g.region) for h in reaches)
        ),
        key=lambda g: (g.path, g.region),
    )


def in_force(on: date, prefix: str = "") -> Q:
    """The condition that the period [since, until) holds the day."""
    since = Q(**{f"{prefix}since__lte": on})
    open_ended = Q(**{f"{prefix}until__isnull": True})
    return since & (open_ended | Q(**{f"{prefix}until__gt": on}))


def above(path: str) -> list[str]:
    """The paths of a house and of all houses above it."""
    return [path[: n + 1] for n, letter in enumerate(path) if letter == "/"]


def reaching(*, path: str, region: str, prefix: str = "") -> Q:
    """The condition that a post reaches an object of this path and region."""
    regions = [region[:n] for n in range(len(region) + 1)]
    reaches = {"reach_path__in": ["", *above(path)], "reach_region__in": regions}
    return Q(**{f"{prefix}{name}": values for name, values in reaches.items()})


class OrganisationQuerySet(models.QuerySet[Any]):
    """Organisations are public; officers work with those within their reach."""

    def visible_to(self, actor: Actor) -> Self:
        """Everybody sees who is in office; an officer what his grants reach, and his own house."""
        if actor.kind is Kind.SYSTEM:
            return self.all()
        if actor.kind is Kind.STAFF:
            return self.filter(self._reach(actor.grants) | Q(pk=actor.org_id))
        return self.public()

    def public(self) -> Self:
        """Organisations in office (Regulations on Open Government Information, art. 20)."""
        return self.filter(is_active=True)

    def within(self, grants: Iterable[Grant]) -> Self:
        """Organisations some of the grants reach."""
        return self.filter(self._reach(grants))

    def inside(self, path: str) -> Self:
        """The organisation of this path and everything below it."""
        return self.filter(path__startswith=path)

    def in_region(self, prefix: str) -> Self:
        """Organisations of a place and of the places in it."""
        return self.filter(region__code__startswith=prefix)

    @staticmethod
    def _reach(grants: Iterable[Grant]) -> Q:
        return reach(grants, path="path", region="region__code")


class StaffQuerySet(models.QuerySet[Any]):
    """Officers are seen by those who manage them."""

    def visible_to(self, actor: Actor) -> Self:
        """An officer sees himself, and the officers of the organisations he manages."""
        if actor.kind is Kind.SYSTEM:
            return self.all()
        if actor.kind is not Kind.STAFF:
            return self.none()
        manages = actor.reach("org.")
        managed = reach(manages, path="organisation__path", region="organisation__region__code")
        return self.filter(managed | Q(pk=actor.staff_id))

    def active(self) -> Self:
        """Officers who still work here."""
        return self.filter(is_active=True)

    def holding(self, *grants: str, on: date) -> Self:
        """Officers whose own posts of that day give one of the grants."""
        holds = in_force(on, "postings__") & Q(postings__post__grants__overlap=list(grants))
        return self.filter(holds).distinct()


class PostQuerySet(models.QuerySet[Any]):
    """Posts are seen by those who manage their organisation."""

    def visible_to(self, actor: Actor) -> Self:
        """The posts of the organisations an officer manages."""
        if actor.kind is Kind.SYSTEM:
            return self.all()
        manages = actor.reach("org.")
        return self.filter(
            reach(manages, path="organisation__path", region="organisation__region__code")
        )


class LetterQuerySet(models.QuerySet[Any]):
    """Letters are seen by those who manage the organisation, and by who has one."""

    def visible_to(self, actor: Actor) -> Self:
        """His own letters, and those of the organisations an officer manages."""
        if actor.kind is Kind.SYSTEM:
            return self.all()
        if actor.kind is not Kind.STAFF:
            return self.none()
        manages = actor.reach("org.")
        managed = reach(manages, path="organisation__path", region="organisation__region__code")
        return self.filter(managed | Q(officer=actor.staff_id))

    def in_force(self, on: date) -> Self:
        """Those whose term holds the day and that nobody revoked."""
        return self.filter(since__lte=on, until__gt=on, revoked_at__isnull=True)


class PeriodQuerySet(models.QuerySet[Any]):
    """Things that hold over [since, until)."""

    def in_force(self, on: date) -> Self:
        """Those whose period holds the day."""
        return self.filter(in_force(on))

    def overlapping(self, since: date, until: date | None) -> Self:
        """Those that share a day with the period."""
        starts_before = Q(since__lt=until) if until else Q()
        return self.lasting(since).filter(starts_before)

    def lasting(self, on: date) -> Self:
        """Those that hold on the day or later."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=on))

    def end(self, on: date) -> None:
        """Let them end on the day; those that would only begin then never do."""
        self.filter(since__gte=on).delete()
        self.lasting(on).update(until=on)
