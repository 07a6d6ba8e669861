"""Running cases follow an item that went to another organisation, where its act says so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases.actions._moves import DUE_FIELDS, STREAM, cache_dues, lock, stored_dues
from yimen.cases.models import Case
from yimen.cases.queries.clock import clock_of
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation
from yimen.orgs.queries import calendar_for
from yimen.process import actions as process


@transaction.atomic
def hand_over_case(case_id: UUID, organisation_id: UUID, *, reason: str, at: datetime) -> Case:
    """Give a running case with its open tasks to another organisation; version and number stay.

    Days are counted by the receiver's calendar from then on. Safe to repeat.
    """
    case = lock(case_id, by=SYSTEM)
    if not case.is_open or case.organisation_id == organisation_id:
        return case
    old, case.organisation = case.organisation, Organisation.objects.get(pk=organisation_id)
    case.revision, case.acted_at = case.revision + 1, at
    calendar = calendar_for(case.organisation.region_id)
    due = cache_dues(case, clock_of(case, timezone.localdate(at), calendar=calendar))
    case.save(update_fields=["organisation", "revision", "acted_at", *DUE_FIELDS])
    process.hand_over(case.pk, organisation_id)
    process.reschedule(case.pk, due)
    facts = {
        "from": str(case.state),
        "to": str(case.state),
        "dues": stored_dues(case),
        "giver": old.name,
        "receiver": case.organisation.name,
        "reason": reason,
    }
    write(STREAM, case.pk, "case.handed_over", by=SYSTEM, at=at, facts=facts)
    return case
