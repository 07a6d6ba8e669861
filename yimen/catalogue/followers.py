"""What follows the acts: items, laws and proofs change, and the checks look again."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from yimen.catalogue.actions.findings import check_items, forget_findings
from yimen.catalogue.models import BasicItem, Citation, ItemFinding, ItemVersion, Law, ServiceItem
from yimen.catalogue.queries.preconditions import ringed_items
from yimen.journal.ports import EntryView, follower


@follower("catalogue.checkup", kinds={"item.", "law.", "proof.", "basic."}, reset=forget_findings)
def checkup(entries: Sequence[EntryView]) -> None:
    """Findings and citations are written anew for every item an entry may have touched."""
    subjects: dict[str, set[UUID]] = {"item": set(), "law": set(), "proof": set(), "basic": set()}
    keys = set()
    for entry in entries:
        subjects.setdefault(entry.stream, set()).add(entry.subject)
        if entry.stream == "proof":
            keys.add(str(entry.facts.get("key")))
    items = subjects["item"] | _implementing(subjects["basic"])
    check_items(items | _ringed(items) | _citing(subjects["law"]) | _asking(keys))


def _implementing(basics: set[UUID]) -> set[UUID]:
    """Items that may not go beyond one of the basic items."""
    if not basics:
        return set()
    codes = BasicItem.objects.filter(pk__in=basics).values("code")
    return set(ServiceItem.objects.filter(basic_code__in=codes).values_list("pk", flat=True))


def _ringed(items: set[UUID]) -> set[UUID]:
    """Items around these that stand in a ring of preconditions now, or stood in one before."""
    if not items:
        return set()
    before = ItemFinding.objects.filter(code__startswith="preconditions_ring")
    return ringed_items(items) | set(before.values_list("item_id", flat=True))


def _citing(laws: set[UUID]) -> set[UUID]:
    """Items that cite one of the laws by any of its names."""
    if not laws:
        return set()
    rows = Law.objects.filter(pk__in=laws).values_list("name", "aliases")
    names = {name for own, aliases in rows for name in (own, *aliases)}
    return set(Citation.objects.filter(name__in=names).values_list("item_id", flat=True))


def _asking(keys: set[str]) -> set[UUID]:
    """Items that name one of the proofs, and those that ask for a proof outside the list."""
    if not keys:
        return set()
    outside = ItemFinding.objects.filter(code__startswith="proof_").values_list("item_id")
    named = Q()
    for key in keys:
        named |= Q(materials__contains=[{"proof": key}])
    asking = ItemVersion.objects.filter(named).values_list("item_id")
    return {pk for (pk,) in (*outside, *asking)}
