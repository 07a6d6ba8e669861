"""Applications that a system writes for residents it knows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yimen.cases.actions import draft_case
from yimen.cases.models import Case
from yimen.catalogue.models import ServiceItem
from yimen.exchange import errors
from yimen.exchange.models import Application, Client
from yimen.exchange.queries import applicant_through, reader_of
from yimen.identity.actions import declare_party
from yimen.identity.models import Party
from yimen.identity.queries import may_act_for


@transaction.atomic
def begin_application(
    client: Client,
    item: ServiceItem,
    applicant: Mapping[str, str],
    *,
    agent: Mapping[str, str] | None,
    situation: Mapping[str, Any],
    at: datetime,
    address: str = "",
) -> Case:
    """Begin an application for whom the system vouches for; his name must fit his number.

    It vouches for persons. Name and number of an organisation everybody can read: for one, the
    person who acts must be named, and be known here as its representative or agent in the matter.
    """
    party = declare_party(**applicant, by=reader_of(client, address=address), at=at)
    today = timezone.localdate(at)
    if party.kind == Party.Kind.ORGANISATION and not (
        agent and may_act_for(party, item.pk, on=today, **agent)
    ):
        raise errors.NotRepresented(field="agent")
    actor = applicant_through(client, party.pk, address=address)
    if item.current_id is None:
        raise LookupError(item.code)  # what is on offer has a version
    case = draft_case(item.current_id, party.pk, situation=situation, by=actor, at=at)
    Application.objects.create(case=case, client=client)
    return case
