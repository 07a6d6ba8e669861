"""Reminders by the platform itself: to the applicant, before his day; to who holds a hearing up."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from yimen.cases.actions._hearings import Step, told_staff
from yimen.cases.actions._moves import beside, lock, note
from yimen.cases.models import Case
from yimen.cases.queries.clock import clock_of
from yimen.cases.queries.hearings import first_applied, last_hearing
from yimen.cases.queries.telling import originals_asked
from yimen.cases.rules.commitments import stage
from yimen.cases.rules.hearing import announce_by, hold_by
from yimen.cases.states import CONSULTS, WAITS_FOR_APPLICANT, HearingState
from yimen.kernel.actor import SYSTEM
from yimen.orgs.queries import calendar_for


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


@transaction.atomic
def remind_of_hearing(case_id: UUID, *, at: datetime) -> Case:
    """Remind who holds the case that a hearing asked for has no day yet: twenty days run (art. 47).

    Once each before, on and after the last day to tell of one that keeps them (art. 48).
    """
    case = lock(case_id, by=SYSTEM)
    hearing = last_hearing(case)
    applied = first_applied(list(hearing.parties.all())) if hearing else None
    if hearing is None or applied is None or hearing.state != HearingState.APPLIED:
        return case
    calendar = calendar_for(case.organisation.region_id)
    until = hold_by(applied, calendar)
    set_by = announce_by(until, calendar)
    now = stage(set_by, timezone.localdate(at), calendar)
    key = uuid5(hearing.pk, f"{applied} {now}")
    act = beside(case, "remind_of_hearing", by=SYSTEM, at=at, key=key)
    if not now or act.is_repeat or case.state not in CONSULTS:
        return case
    step = Step(act, "", hearing)
    days = {"until": until.isoformat(), "set_by": set_by.isoformat()}
    facts = {"hearing": str(hearing.pk), **days, "stage": now, "staff": told_staff(step)}
    return note(act, "hearing_due", facts)
