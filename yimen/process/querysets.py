"""Filters of tasks, named by what they leave in."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q

from yimen.kernel.actor import Actor, Grant, Kind
from yimen.orgs import queries as orgs
from yimen.process.rules.holding import hands_of


class TaskQuerySet(models.QuerySet[Any]):
    """Tasks that wait, or waited, for a post."""

    def open(self) -> Self:
        """Tasks that wait."""
        return self.filter(closed_at__isnull=True)

    def standing(self) -> Self:
        """Tasks no return has undone: what the process has come to."""
        return self.filter(undone_at__isnull=True)

    def held_by(self, actor: Actor) -> Self:
        """Tasks the officer, or one he deputises for, has put his name to."""
        return self.filter(holder__in=hands_of(actor))

    def for_grants(self, actor: Actor) -> Self:
        """Tasks a post of the actor's can do: by a grant of exactly that name, within its reach.

        Whether a task is about an item that a letter lists, only its owner knows: such powers are
        left out here.
        """
        if actor.kind is Kind.SYSTEM:
            return self.all()
        mine = Q(pk__in=[])
        for reach, names in _names_by_reach(actor.grants).items():
            within = orgs.organisation_ids_within(reach)
            mine |= Q(grant__in=sorted(names), organisation__in=within)
        return self.filter(mine)


def _names_by_reach(grants: Iterable[Grant]) -> dict[frozenset[Grant], set[str]]:
    """Grants that reach equally far are asked for together: one query for most officers."""
    reaches: dict[str, set[Grant]] = defaultdict(set)
    for grant in grants:
        if grant.only:
            continue
        reaches[grant.name].add(Grant("", grant.path, grant.region))
    names: dict[frozenset[Grant], set[str]] = defaultdict(set)
    for name, places in reaches.items():
        names[frozenset(places)].add(name)
    return names
