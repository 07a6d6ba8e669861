"""Who may do what to items: editors write, reviewers publish, each within his reach."""

from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.states import ITEM_MOVES, VERSION_MOVES
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation


def may_edit(actor: Actor, organisation: Organisation) -> bool:
    """An editor whose post reaches the organisation that implements the item."""
    return actor.may("item.edit", path=organisation.path, region=organisation.region_id)


def may(actor: Actor, item: ServiceItem, move: str) -> bool:
    """Whether a post of the actor carries the move's grant to the item's organisation."""
    grant = (VERSION_MOVES.get(move) or ITEM_MOVES[move]).grant
    return actor.may(grant, path=item.organisation.path, region=item.organisation.region_id)


def took_part(actor: Actor, version: ItemVersion) -> bool:
    """Whether the actor wrote or changed the version: then he does not review it."""
    person = actor.staff_id or actor.account_id
    return person is not None and person in {version.drafted_by, *version.editors}


def available_moves(actor: Actor, version: ItemVersion) -> list[str]:
    """The moves open to the actor on a version now, for buttons."""
    return [
        name
        for name, move in VERSION_MOVES.items()
        if version.state in move.sources
        and may(actor, version.item, name)
        and not (name == "publish" and took_part(actor, version))
    ]


def available_item_moves(actor: Actor, item: ServiceItem) -> list[str]:
    """The moves open to the actor on an item now, for buttons."""
    return [
        name
        for name, move in ITEM_MOVES.items()
        if item.status in move.sources and may(actor, item, name)
    ]
