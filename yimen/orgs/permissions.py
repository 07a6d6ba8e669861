"""Who may change the organisation of the authorities."""

from collections.abc import Iterable

from yimen.kernel.actor import Actor, Grant, Kind
from yimen.orgs.models import Organisation
from yimen.orgs.rules import may_pass_on


def may_manage(actor: Actor, organisation: Organisation) -> bool:
    """Officers with the managing grant over the organisation."""
    return actor.may("org.manage", path=organisation.path, region=organisation.region_id)


def may_give(actor: Actor, grants: Iterable[Grant]) -> bool:
    """Officers give what lies within their own managing, never more than they have."""
    held = actor.grants
    return actor.kind is Kind.SYSTEM or all(may_pass_on(held, wanted) for wanted in grants)


def may_command(actor: Actor, organisation: Organisation, grants: Iterable[Grant]) -> bool:
    """Officers decide about a colleague whose house they manage, if they could give all he has.

    Otherwise whoever manages an office could take the account of a superior who sits in it.
    """
    return may_manage(actor, organisation) and may_give(actor, grants)


def may_manage_region(actor: Actor, code: str) -> bool:
    """Officers whose managing grant covers the place, whatever organisation it comes with."""
    return _covers(actor, "org.manage", code)


def may_load_calendar(actor: Actor, region: str) -> bool:
    """Officers whose calendar grant covers the place; the country's needs one without a region."""
    return _covers(actor, "calendar.manage", region)


def may_close_hall(actor: Actor, hall: Organisation) -> bool:
    """Who manages the hall, or sets the calendar of its place."""
    return may_manage(actor, hall) or may_load_calendar(actor, hall.region_id)


def _covers(actor: Actor, name: str, region: str) -> bool:
    grants = (g for g in actor.grants if g.name == name)
    return actor.kind is Kind.SYSTEM or any(region.startswith(g.region) for g in grants)
