"""Which items and versions an actor may see, and adjectives to narrow them."""

from collections.abc import Iterable
from typing import Any, Self

from django.db.models import Q, QuerySet

from yimen.catalogue.rules.quality_terms import EX_OFFICIO
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.querysets import reach

#: Who writes what items say, and who publishes it; keeping the basic directory is neither.
KEEPING = ("item.edit", "item.review")


def _reached(actor: Actor, organisation: str, names: Iterable[str] = KEEPING) -> Q:
    """Objects whose organisation one of the grants reaches; `organisation` is the lookup to it."""
    grants = frozenset(grant for name in names for grant in actor.reach(name))
    return reach(grants, path=f"{organisation}path", region=f"{organisation}region__code")


class ItemQuerySet(QuerySet[Any]):
    """Items on the list, and those being prepared."""

    def visible_to(self, actor: Actor) -> Self:
        """What is published, for everybody; drafts and cancelled items for their editors too."""
        if actor.kind is Kind.SYSTEM:
            return self
        public = Q(status="in_use", current__isnull=False)
        return self.filter(public | _reached(actor, "organisation__"))

    def kept_by(self, actor: Actor) -> Self:
        """Items the actor edits or reviews: a grant on items reaches their organisation."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_reached(actor, "organisation__"))

    def under(self, actor: Actor) -> Self:
        """Items of the organisations that a grant on items reaches, be it for the directory."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_reached(actor, "organisation__", ["item."]))

    def listed(self) -> Self:
        """On the list of powers and services: in use with a published version."""
        return self.filter(status="in_use", current__isnull=False)

    def on_offer(self) -> Self:
        """What can be applied for: listed, and not exercised by the authority of itself."""
        return self.listed().exclude(current__item_type__in=EX_OFFICIO)


class ActQuerySet(QuerySet[Any]):
    """Acts on items."""

    def visible_to(self, actor: Actor) -> Self:
        """For those who keep the item, and for those who are to receive it."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_reached(actor, "item__organisation__") | _reached(actor, "receiver__"))

    def open(self) -> Self:
        """Proposed, or confirmed for a day that has not come."""
        return self.filter(state__in=["proposed", "confirmed"])


class VersionQuerySet(QuerySet[Any]):
    """Versions of items."""

    def visible_to(self, actor: Actor) -> Self:
        """Published versions, for everybody; drafts for those who keep the item."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(Q(state="published") | _reached(actor, "item__organisation__"))

    def open(self) -> Self:
        """Drafts and versions in review: at most one an item."""
        return self.exclude(state="published")


class LawQuerySet(QuerySet[Any]):
    """Editions of laws; everybody may read them."""

    def last_editions(self) -> Self:
        """The last edition of each law, also of the repealed ones."""
        return self.exclude(state="amended")

    def called(self, names: Iterable[str]) -> Self:
        """Laws with one of the names, by name or alias."""
        wanted = list(names)
        return self.filter(Q(name__in=wanted) | Q(aliases__overlap=wanted))


class FindingQuerySet(QuerySet[Any]):
    """What the checks found."""

    def kept_by(self, actor: Actor) -> Self:
        """In items the actor edits or reviews."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_reached(actor, "item__organisation__"))


class ProofQuerySet(QuerySet[Any]):
    """The proof list; everybody may read what is on it."""

    def listed(self) -> Self:
        """What may be asked for."""
        return self.filter(state="listed")

    def kept_by(self, actor: Actor) -> Self:
        """Entries of organisations whose items the actor edits."""
        if actor.kind is Kind.SYSTEM:
            return self
        return self.filter(_reached(actor, "organisation__"))
