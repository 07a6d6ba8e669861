"""The proof list: what is on it, who keeps it, who asks for it."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from yimen.catalogue.models import Proof, ServiceItem
from yimen.catalogue.querysets import ProofQuerySet
from yimen.kernel.actor import Actor


def proof_list(text: str = "") -> QuerySet[Proof]:
    """What is on the list, by name; every word of the text stands in one of its fields."""
    proofs = Proof.objects.listed().select_related("organisation")
    for word in text.split():
        found = Q(name__icontains=word) | Q(purpose__icontains=word)
        proofs = proofs.filter(
            found | Q(issued_by__icontains=word) | Q(demanded_by__icontains=word)
        )
    return proofs.order_by("name", "pk")


def kept_proofs(actor: Actor) -> ProofQuerySet:
    """The entries the actor keeps, also those taken off the list."""
    proofs: ProofQuerySet = Proof.objects.kept_by(actor).select_related("organisation")
    return proofs.order_by("state", "name", "pk")


def proofs_by_key(keys: Iterable[str]) -> dict[str, Proof]:
    """The proofs with these keys, also those taken off the list."""
    wanted = {key for key in keys if key}
    return {one.key: one for one in Proof.objects.filter(key__in=wanted)} if wanted else {}


def proof_choices() -> list[tuple[str, str]]:
    """What a material may be: key and name of everything on the list."""
    return list(Proof.objects.listed().order_by("name", "pk").values_list("key", "name"))


def items_asking(proof: Proof) -> QuerySet[ServiceItem]:
    """The items on offer with a material that is this proof."""
    asking = ServiceItem.objects.on_offer().filter(
        current__materials__contains=[{"proof": proof.key}]
    )
    found: QuerySet[ServiceItem] = asking.select_related("current", "organisation").only(
        "code", "current__name", "current__name_en", "organisation__name"
    )
    return found.order_by("code")
