"""For whom the signed-in person may apply."""

from yimen.cases.rules.filing import suits
from yimen.catalogue.models import ItemVersion
from yimen.identity.models import Party
from yimen.identity.queries import parties_of
from yimen.kernel.actor import Actor


def suitable(actor: Actor, version: ItemVersion) -> tuple[list[Party], list[Party]]:
    """Those the item is for, and those it is not for."""
    parties = [one for one in parties_of(actor) if actor.acts_for(one.pk, version.item_id)]
    fits = [
        party
        for party in parties
        if suits(version.audiences, is_person=party.kind == Party.Kind.PERSON)
    ]
    return fits, [party for party in parties if party not in fits]
