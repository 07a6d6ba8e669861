"""Who lets systems in."""

from yimen.exchange.models import Client
from yimen.exchange.rules import MANAGING
from yimen.kernel.actor import Actor, Kind
from yimen.orgs.models import Organisation


def may_register(actor: Actor, organisation: Organisation) -> bool:
    """Who holds the power over the organisation; never a system itself."""
    is_officer = actor.kind in (Kind.STAFF, Kind.SYSTEM) and not actor.client_id
    place, region = organisation.path, organisation.region_id
    return is_officer and actor.may(MANAGING, path=place, region=region)


def may_manage(actor: Actor, client: Client) -> bool:
    """Whoever may register systems of its organisation."""
    return may_register(actor, client.organisation)
