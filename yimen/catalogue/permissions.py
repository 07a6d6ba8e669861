"""Who may do what to items: editors write, reviewers publish, each within his reach."""

from yimen.catalogue.models import ItemAct, ItemVersion, ServiceItem
from yimen.catalogue.querysets import KEEPING
from yimen.catalogue.states import ACT_MOVES, ITEM_MOVES, VERSION_MOVES, ActKind
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Organisation


def may_edit(actor: Actor, organisation: Organisation) -> bool:
    """An editor whose post reaches the organisation that implements the item."""
    return actor.may("item.edit", path=organisation.path, region=organisation.region_id)


def keeps(actor: Actor, item: ServiceItem) -> bool:
    """Whether he writes or publishes what the item says, so that its pages and drafts are his."""
    office = item.organisation
    return any(actor.may(name, path=office.path, region=office.region_id) for name in KEEPING)


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
        and not (name in {"publish", "schedule"} and took_part(actor, version))
    ]


def available_item_moves(actor: Actor, item: ServiceItem) -> list[str]:
    """The moves open to the actor on an item now, for buttons."""
    return [
        name
        for name, move in ITEM_MOVES.items()
        if item.status in move.sources and may(actor, item, name)
    ]


def may_propose(actor: Actor, item: ServiceItem, kind: str, receiver: Organisation | None) -> bool:
    """Whose item it is proposes what happens to it; who takes one over proposes that himself."""
    if kind == ActKind.TAKE_OVER:
        return receiver is not None and may_edit(actor, receiver)
    return may_edit(actor, item.organisation)


def may_act(actor: Actor, act: ItemAct, move: str) -> bool:
    """Who confirms must reach the house that gives and the one that receives: nobody hands
    another's work to a third."""
    if move == "withdraw":
        return may_propose(actor, act.item, act.kind, act.receiver)
    houses = [act.item.organisation, *([act.receiver] if act.receiver else [])]
    grant = ACT_MOVES[move].grant
    return all(actor.may(grant, path=one.path, region=one.region_id) for one in houses)


def available_act_moves(actor: Actor, act: ItemAct) -> list[str]:
    """The moves open to the actor on an act now, for buttons."""
    person = actor.staff_id or actor.account_id
    is_own = person is not None and person == act.proposed_by
    return [
        name
        for name, move in ACT_MOVES.items()
        if act.state in move.sources
        and may_act(actor, act, name)
        and not (name == "confirm" and is_own)
    ]


def may_keep_basics(actor: Actor) -> bool:
    """Who keeps the basic directory: it binds all who implement its items."""
    return actor.kind is Kind.SYSTEM or actor.holds("item.basic")


def may_edit_words(actor: Actor) -> bool:
    """Reviewers say which words mean the same: it shows in everybody's search."""
    return actor.kind is Kind.SYSTEM or actor.holds("item.review")


def may_exchange(actor: Actor) -> bool:
    """Who exchanges with other levels: what comes from above binds all who implement items."""
    return actor.kind is Kind.SYSTEM or actor.holds("item.basic")
