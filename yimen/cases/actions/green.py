"""The green channel (绿色通道): a case, or all an applicant files, goes first on a named ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from yimen.cases.actions._moves import DUE_FIELDS, STREAM, cache_dues, lock, stored_dues
from yimen.cases.errors import answering as errors
from yimen.cases.models import Case, GreenMark
from yimen.cases.permissions import may_mark_green
from yimen.cases.queries.clock import clock_of
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import NotAllowed
from yimen.process import actions as process
from yimen.process.queries import holders_of


@dataclass(frozen=True, slots=True)
class Favour:
    """On what document a mark rests, how many days it aims at, and how far it goes."""

    basis: str
    days: int | None = None  #: counted as the promise of the item is
    is_for_applicant: bool = False  #: all he files with this organisation from now on, too


@transaction.atomic
def mark_green(case_id: UUID, favour: Favour, *, by: Actor, at: datetime) -> Case:
    """Let an open case go first everywhere; its own target is never longer than the promise."""
    case = lock(case_id, by=by)
    if not may_mark_green(by, case):
        raise NotAllowed
    if not favour.basis.strip():
        raise errors.WordsMissing(field="basis")
    if case.is_green:
        raise errors.AlreadyGreen
    if not case.is_open:
        raise errors.CaseEnded
    promised = case.version.promised_days
    if favour.days and promised is not None and favour.days > promised:
        raise errors.TargetTooLong(days=promised, field="days")
    _check_ahead(case, favour.days, timezone.localdate(at))
    said: dict[str, Any] = {
        "basis": favour.basis.strip(),
        "days": favour.days,
        "by_id": by.staff_id,
        "at": at,
    }
    GreenMark.objects.create(case=case, organisation=case.organisation, **said)
    if favour.is_for_applicant and not _marks_of_applicant(case).exists():
        GreenMark.objects.create(party=case.applicant, organisation=case.organisation, **said)
    facts = {"basis": said["basis"], "days": favour.days, "applicant": favour.is_for_applicant}
    return _turn(case, True, favour.days, "case.marked_green", facts, by=by, at=at)


@transaction.atomic
def unmark_green(case_id: UUID, *, reason: str, by: Actor, at: datetime) -> Case:
    """Take the mark off a case, and off its applicant if he has one; it queues as any other."""
    case = lock(case_id, by=by)
    if not may_mark_green(by, case):
        raise NotAllowed
    if not case.is_green:
        raise errors.NotGreen
    if not reason.strip():
        raise errors.WordsMissing(field="reason")
    ended = {"ended_at": at, "ended_because": reason.strip()}
    GreenMark.objects.filter(case=case, ended_at=None).update(**ended)
    _marks_of_applicant(case).update(**ended)
    return _turn(case, False, None, "case.unmarked_green", {"reason": reason}, by=by, at=at)


def carry_mark_over(case_id: UUID, *, at: datetime) -> bool:
    """A new case of an applicant with a mark goes first as well; whether it does."""
    case = Case.objects.select_related("organisation").get(pk=case_id)
    mark = _marks_of_applicant(case).first()
    if mark is None or case.is_green or not case.is_open:
        return False
    promised = case.version.promised_days
    days = min(mark.days, promised) if mark.days and promised is not None else mark.days
    mark_green(case_id, Favour(mark.basis, days), by=SYSTEM, at=at)
    return True


def _check_ahead(case: Case, days: int | None, today: date) -> None:
    """A favour does not make a case late at once: its target lies ahead, today at the earliest."""
    case.is_green, case.green_days = True, days
    aim = clock_of(case, today).promised
    if days and aim and aim.due < today:
        raise errors.TargetPassed(due=aim.due, field="days")


def _marks_of_applicant(case: Case) -> QuerySet[GreenMark]:
    marks: QuerySet[GreenMark] = GreenMark.objects.filter(
        party=case.applicant_id, organisation=case.organisation_id, ended_at=None
    )
    return marks


def _turn(
    case: Case,
    is_green: bool,
    days: int | None,
    kind: str,
    facts: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
) -> Case:
    """Write the mark where lists and clock read it; those who hold the case are told."""
    case.is_green, case.green_days = is_green, days
    due = cache_dues(case, clock_of(case, timezone.localdate(at)))
    case.save(update_fields=["is_green", "green_days", *DUE_FIELDS])
    process.put_first(case.pk, is_first=is_green)
    process.reschedule(case.pk, due)
    told = {"staff": holders_of(case.pk), "dues": stored_dues(case), **facts}
    write(STREAM, case.pk, kind, by=by, at=at, facts=told)
    return case
