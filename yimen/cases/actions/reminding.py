"""Reminders by the platform itself: to the applicant, before his day; to who holds a hearing up."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from yimen.cases.actions._moves import beside, lock, note
from yimen.cases.models import Case
from yimen.cases.queries.clock import clock_of
from yimen.cases.queries.telling import originals_asked
from yimen.cases.states import WAITS_FOR_APPLICANT
from yimen.kernel.actor import SYSTEM


@transaction.atomic
def remind_applicant(case_id: UUID, *, at: datetime) -> Case:
    """Remind once of what the office asked for and waits for, two working days before its day."""
    case = lock(case_id, by=SYSTEM)
    figure = clock_of(case, timezone.localdate(at)).current
    if case.state not in WAITS_FOR_APPLICANT or figure is None or not figure.is_near:
        return case
    key = uuid5(case.pk, f"remind {case.acted_at.isoformat()}")
    act = beside(case, "remind_applicant", by=SYSTEM, at=at, key=key)
    if act.is_repeat:
        return case
    facts = {"awaited": figure.name, "day": figure.due.isoformat()}
    return note(act, "applicant_reminded", {**facts, "originals": originals_asked(case)})
