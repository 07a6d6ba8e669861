"""The day of a hearing (Licensing Law, arts. 46 and 48): told, held in public, put on record."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from yimen.cases import errors as of_cases
from yimen.cases.actions._hearings import (
    Step,
    end_pause,
    first_rights,
    iso,
    open_act,
    step_of,
    told_staff,
)
from yimen.cases.actions._moves import Act
from yimen.cases.actions.clockwork import pause_clock, resume_clock
from yimen.cases.actions.hearing_rights import add_party, begin_hearing, party_of
from yimen.cases.errors import hearings as errors
from yimen.cases.models import Case, ChairObjection, Hearing, HearingParty, Pause
from yimen.cases.queries.hearings import chairs_for, examiners_of, first_applied
from yimen.cases.rules.hearing import announce_by, days_taken, earliest, hold_by
from yimen.cases.states import HearingState, State
from yimen.files.actions import store_upload
from yimen.kernel.actor import SYSTEM, Actor
from yimen.orgs.models import Staff

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

H = HearingState


@dataclass(frozen=True, slots=True)
class Plan:
    """When and where a hearing is held, who presides, and who may come."""

    starts_at: datetime
    place: str
    chair_id: UUID
    is_open: bool = True
    closed_reason: str = ""  # the secret or privacy that stands against the public
    is_announced: bool = False
    late_reason: str = ""  # why it is not held within twenty days

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return timezone.localdate(self.starts_at)


@transaction.atomic
def announce_hearing(
    case_id: UUID, plan: Plan, *, reason: str, by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """Announce a hearing to everybody, because law wants it or it concerns the public (art. 46)."""
    act = open_act(case_id, "announce", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    if not reason.strip():
        raise errors.InterestsMissing(field="reason")
    chair = _check_plan(act, plan)
    fields = {**_fields(plan, chair, is_announced=True), "notified_on": act.today}
    hearing = begin_hearing(act, Hearing.Basis.PUBLIC, H.ARRANGED, reason, **fields)
    add_party(hearing, None, told_on=act.today, until=act.today)
    return _arranged(Step(act, "announce", hearing))


@transaction.atomic
def arrange_hearing(
    case_id: UUID, plan: Plan, *, by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """Set day and place, or others; those concerned are told seven days before (art. 48)."""
    act = open_act(case_id, "arrange", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "arrange")
    hearing = step.hearing
    chair = _check_plan(act, plan)
    is_announced = plan.is_announced or hearing.basis == Hearing.Basis.PUBLIC
    applied = first_applied(list(hearing.parties.all()))
    until = hold_by(applied, act.calendar) if applied else plan.day
    if plan.day > until and not plan.late_reason.strip():
        raise errors.LateUnexplained(field="late_reason", until=until)
    fields = _fields(plan, chair, is_announced=is_announced)
    _save(hearing, state=H.ARRANGED, notified_on=act.today, **fields)
    return _arranged(step)


@transaction.atomic
def object_to_chair(
    case_id: UUID, *, reason: str, by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """The applicant asks that another preside, for an interest of his in the matter."""
    act = open_act(case_id, "object", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "object")
    return _object(step, step.hearing.parties.filter(is_applicant=True).first(), reason)


@transaction.atomic
def note_objection(
    case_id: UUID,
    party_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Record that one of those concerned asked, on paper or at the window, for another chair."""
    act = open_act(case_id, "note_objection", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    hearing = step_of(act, "note_objection").hearing
    return _object(Step(act, "object", hearing), party_of(hearing, party_id), reason)


@transaction.atomic
def answer_objection(
    case_id: UUID,
    objection_id: UUID,
    *,
    answer: str,
    chair_id: UUID | None = None,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """The head says who presides: another from now on, or the same, with the reason."""
    act = open_act(case_id, "answer_objection", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "answer_objection")
    asked = step.hearing.objections.filter(pk=objection_id, outcome="").first()
    if asked is None:
        raise errors.NoSuchHearing
    if by.staff_id == asked.chair_id:
        raise errors.OwnObjection
    if not answer.strip():
        raise of_cases.ReasonsMissing(field="answer")
    if chair_id:
        _save(step.hearing, chair=_chair(act, chair_id, but=asked.chair_id))
    asked.outcome = ChairObjection.Outcome.UPHELD if chair_id else ChairObjection.Outcome.REJECTED
    asked.answer, asked.answered_by_id, asked.answered_at = answer.strip(), by.staff_id, at
    asked.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    return step.done(outcome=asked.outcome, objection=str(asked.pk))


@transaction.atomic
def record_hearing(
    case_id: UUID,
    *,
    record: str,
    signers: str,
    paper: "UploadedFile[Any] | None" = None,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Keep the record of the hearing, signed by who took part; the clock runs on (art. 48(5))."""
    act = open_act(case_id, "record", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "record")
    hearing = step.hearing
    _check_record(act, hearing, record, signers)
    assert hearing.starts_at and hearing.notified_on  # it was arranged
    day, parties = timezone.localdate(hearing.starts_at), list(hearing.parties.all())
    _save(
        hearing,
        state=H.HELD,
        record=record.strip(),
        signers=signers.strip(),
        paper=store_upload(paper, by=by, at=at) if paper else None,
        held_on=day,
        ended_at=at,
    )
    case = step.done(
        **iso({"day": day, "announced_on": hearing.notified_on, **first_rights(parties)})
    )
    end_pause(step)
    return case


@transaction.atomic
def call_off_hearing(
    case_id: UUID, *, reason: str, by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """Call a hearing off that the authority announced of its own accord; everybody is told why."""
    act = open_act(case_id, "call_off", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "call_off")
    if step.hearing.basis != Hearing.Basis.PUBLIC:
        raise errors.HearingAwaited
    if not reason.strip():
        raise of_cases.ReasonsMissing(field="reason")
    _save(step.hearing, state=H.WITHDRAWN, ended_at=act.at, end_reason=reason.strip())
    case = step.done(reason=reason.strip())
    end_pause(step)
    return case


def _object(step: Step, party: HearingParty | None, reason: str) -> Case:
    hearing = step.hearing
    if party is None:
        raise errors.NoSuchHearing
    if not reason.strip():
        raise of_cases.ReasonsMissing(field="reason")
    assert hearing.chair_id  # it was arranged
    if hearing.objections.filter(party=party, chair=hearing.chair_id).exists():
        raise errors.ObjectedAlready
    asked = ChairObjection.objects.create(
        hearing=hearing,
        party=party,
        chair_id=hearing.chair_id,
        reason=reason.strip(),
        at=step.act.at,
    )
    who = "applicant" if party.is_applicant else "person"
    return step.done(who=who, objection=str(asked.pk), staff=told_staff(step))


def _check_plan(act: Act, plan: Plan) -> Staff:
    """Seven days of notice, a working day, an impartial chair; in public, or the reason why not."""
    if announce_by(plan.day, act.calendar) < act.today:
        first = earliest(act.today, act.calendar)
        raise errors.TooSoon(field="day", earliest=first)
    if not act.calendar.is_workday(plan.day):
        raise errors.OfficesClosed(field="day")
    if not plan.place.strip():
        raise errors.PlaceMissing(field="place")
    if not plan.is_open and not plan.closed_reason.strip():
        raise errors.ClosedUnexplained(field="closed_reason")
    return _chair(act, plan.chair_id)


def _chair(act: Act, chair_id: UUID, *, but: UUID | None = None) -> Staff:
    """Another than who examined, and than whom somebody rightly asked not to have (art. 48(3))."""
    chair = next((one for one in chairs_for(act.case) if one.pk == chair_id), None)
    if chair is not None and chair.pk != but:
        return chair
    named = Staff.objects.filter(pk=chair_id).first()
    if named and named.pk in examiners_of(act.case):
        raise of_cases.ChairExamined(field="chair", name=named.name)
    raise errors.ChairUnknown(field="chair")


def _fields(plan: Plan, chair: Staff, *, is_announced: bool) -> dict[str, Any]:
    """What is kept of a plan; to what is not public nobody is invited."""
    return {
        "starts_at": plan.starts_at,
        "place": plan.place.strip(),
        "chair": chair,
        "is_open": plan.is_open,
        "closed_reason": "" if plan.is_open else plan.closed_reason.strip(),
        "is_announced": is_announced and plan.is_open,
        "late_reason": plan.late_reason.strip(),
    }


def _arranged(step: Step) -> Case:
    """Tell those concerned when and where; what the hearing takes of the time does not count."""
    hearing, act = step.hearing, step.act
    assert hearing.starts_at and hearing.chair  # it was arranged just now
    told = {
        "starts_at": hearing.starts_at.isoformat(),
        "place": hearing.place,
        "chair": hearing.chair.name,
        "open": hearing.is_open,
    }
    step.done(**told, reason=hearing.reason)
    return _start_pause(act, hearing)


def _start_pause(act: Act, hearing: Hearing) -> Case:
    """The special procedure of art. 45, told in writing; for another day it is told anew.

    While another special procedure runs no day counts anyway.
    """
    case = act.case
    running = case.pauses.filter(ended_on=None).first() if case.state == State.PAUSED else None
    if running and running.kind != Pause.Kind.HEARING:
        return case
    if running:
        resume_clock(case.pk, by=SYSTEM, at=act.at)
    assert hearing.starts_at  # it was arranged just now
    day = timezone.localdate(hearing.starts_at)
    with translation.override("zh-hans"):  # a Chinese document, whoever reads the screen
        said = _("a hearing on %(day)s (Licensing Law, arts. 46 to 48)")
        reason = said % {"day": date_format(day)}
    days = days_taken(act.today, day, act.calendar)
    case = pause_clock(
        case.pk, kind=Pause.Kind.HEARING, reason=reason, planned_days=days, by=act.by, at=act.at
    )
    _save(hearing, pause=case.pauses.get(ended_on=None))
    return case


def _check_record(act: Act, hearing: Hearing, record: str, signers: str) -> None:
    if hearing.objections.filter(outcome="").exists():
        raise errors.ObjectionOpen
    if hearing.starts_at and act.at < hearing.starts_at:
        moment = date_format(timezone.localtime(hearing.starts_at), "DATETIME_FORMAT")
        raise errors.NotHeldYet(moment=moment)
    if hearing.chair_id in examiners_of(act.case):
        name = hearing.chair.name if hearing.chair else ""
        raise of_cases.ChairExamined(name=name)
    if not record.strip():
        raise errors.RecordMissing(field="record")
    if not signers.strip():
        raise errors.SignersMissing(field="signers")


def _save(hearing: Hearing, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(hearing, name, value)
    hearing.save(update_fields=list(changes))
