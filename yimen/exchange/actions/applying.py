"""Applications that a system writes for residents it knows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.cases.actions import draft_case
from yimen.cases.models import Case
from yimen.exchange.models import Application, Client
from yimen.exchange.queries import applicant_through
from yimen.identity.actions import declare_party


@transaction.atomic
def begin_application(
    client: Client,
    version_id: UUID,
    applicant: Mapping[str, str],
    *,
    situation: Mapping[str, Any],
    at: datetime,
    address: str = "",
) -> Case:
    """Begin an application for a resident the system vouches for; his name must fit his number."""
    party = declare_party(**applicant, by=applicant_through(client, client.pk), at=at)
    actor = applicant_through(client, party.pk, address=address)
    case = draft_case(version_id, party.pk, situation=situation, by=actor, at=at)
    Application.objects.create(case=case, client=client)
    return case
