"""Who may see which persons and accounts."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from yimen.kernel.actor import Actor, Kind


class PartyQuerySet(models.QuerySet[Any]):
    """Persons and organisations, kept to those who need them."""

    def visible_to(self, actor: Actor) -> Self:
        """Applicants see those they act for; officers who accept at a counter see everybody.

        Other officers reach an applicant through his case, never through this door (Personal
        Information Protection Law, art. 6).
        """
        if actor.kind is Kind.SYSTEM or (actor.kind is Kind.STAFF and actor.holds("case.accept")):
            return self.all()
        limited = [party for party, _matters in actor.limited]
        return self.filter(pk__in=[*actor.party_ids, *limited])


class AccountQuerySet(models.QuerySet[Any]):
    """Accounts of officers and residents."""

    def visible_to(self, actor: Actor) -> Self:
        """Everybody sees his own account only; managing accounts is the CLI's business."""
        if actor.kind is Kind.SYSTEM:
            return self.all()
        return self.filter(pk=actor.account_id)

    def active(self) -> Self:
        """Accounts that may sign in."""
        return self.filter(is_active=True)

    def of_staff(self, staff_ids: Iterable[UUID]) -> Self:
        """The accounts of these officers, for notices."""
        return self.filter(is_active=True, staff__in=staff_ids, staff__is_active=True)


class AgencyQuerySet(models.QuerySet[Any]):
    """Who acts for whom."""

    def visible_to(self, actor: Actor) -> Self:
        """The agent sees his own, a person all he gave, a representative all of the organisation.

        Who is a person's agent does not learn who else is.
        """
        if actor.kind is Kind.SYSTEM:
            return self.all()
        given = Q(principal__account=actor.account_id) if actor.account_id else Q(pk__in=[])
        houses = Q(principal__in=actor.party_ids, principal__kind="organisation")
        return self.filter(Q(agent=actor.account_id) | given | houses)

    def in_force(self, on: date) -> Self:
        """Authorisations that hold on the day."""
        held = Q(until__isnull=True) | Q(until__gt=on)
        return self.filter(held, since__lte=on, revoked_at=None, awaits_consent=False)
