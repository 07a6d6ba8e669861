"""Who may change the organisation of the authorities."""

from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Organisation


def may_manage(actor: Actor, organisation: Organisation) -> bool:
    """Officers with the managing grant over the organisation."""
    return actor.may("org.manage", path=organisation.path, region=organisation.region_id)


def may_manage_region(actor: Actor, code: str) -> bool:
    """Officers whose managing grant covers the place, whatever organisation it comes with."""
    return _covers(actor, "org.manage", code)


def may_load_calendar(actor: Actor, region: str) -> bool:
    """Officers whose calendar grant covers the place; the country's needs one without a region."""
    return _covers(actor, "calendar.manage", region)


def _covers(actor: Actor, name: str, region: str) -> bool:
    grants = (g for g in actor.grants if g.name == name)
    return actor.kind is Kind.SYSTEM or any(region.startswith(g.region) for g in grants)
