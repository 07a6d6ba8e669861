"""Asking another department for its opinion about a case (征求意见), and answering, once.

Until it is answered, a question can be taken back by who may ask.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases import errors
from yimen.cases.actions._moves import beside, lock, note
from yimen.cases.errors import asking
from yimen.cases.models import Case, Consultation
from yimen.cases.permissions import may_ask
from yimen.cases.states import CONSULTS, State
from yimen.files.actions import store_upload
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_DAYS = 30
#: What an office can answer; that a question was taken back is no answer of its.
OPINIONS = frozenset(Consultation.Opinion.values) - {Consultation.Opinion.RECALLED}


@dataclass(frozen=True, slots=True)
class Question:
    """What another office is asked, and what it may see for it."""

    organisation: Organisation
    text: str
    days: int  #: working days to answer
    is_confidential: bool = False
    shares_materials: bool = False


@transaction.atomic
def ask_opinion(
    case_id: UUID, question: Question, *, by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """Ask another office; its officers see the question, and of the case what goes with it."""
    case = lock(case_id, by=by)
    act = beside(case, "ask_opinion", by=by, at=at, key=key)
    if act.is_repeat:
        return case
    _check_question(case, question, by)
    assert by.staff_id  # officers have one
    asked = Consultation.objects.create(
        case=case,
        organisation=question.organisation,
        question=question.text,
        is_confidential=question.is_confidential,
        shares_materials=question.shares_materials,
        asked_by_id=by.staff_id,
        asked_at=at,
        answer_by=act.calendar.add(act.today, question.days),
    )
    case.consultation_count += 1
    case.save(update_fields=["consultation_count"])
    return note(act, "opinion_asked", _facts(asked))


def _check_question(case: Case, question: Question, by: Actor) -> None:
    if not may_ask(by, case):
        if case.state not in CONSULTS:
            raise errors.WrongState(number=case.number or "", state=State(case.state).label)
        raise NotAllowed
    if not question.text.strip():
        raise asking.QuestionMissing(field="question")
    if not 1 <= question.days <= MOST_DAYS:
        raise asking.BadAnswerDays(field="days", most=MOST_DAYS)
    if question.organisation.pk == case.organisation_id:
        raise asking.OwnOffice(field="organisation")
    if case.consultations.waiting().filter(organisation=question.organisation).exists():
        raise asking.AskedAlready(field="organisation", office=question.organisation.name)


@transaction.atomic
def answer_opinion(
    consultation_id: UUID,
    *,
    opinion: str,
    text: str,
    paper: "UploadedFile[Any] | None" = None,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """The asked office answers, once, while the answer is still of use."""
    asked = Consultation.objects.visible_to(by).filter(pk=consultation_id).first()
    if asked is None:
        raise errors.NoSuchCase
    case = lock(asked.case_id, by=SYSTEM)  # the adviser has no sight of the case itself
    act = beside(case, "answer_opinion", by=by, at=at, key=key)
    if act.is_repeat:
        return case
    asked.refresh_from_db()  # somebody may have answered while the case was locked by him
    _check_open(asked)
    if case.state not in CONSULTS:
        raise asking.AnswerTooLate
    if opinion not in OPINIONS:
        raise errors.BadConclusion(field="opinion")
    if not text.strip() and opinion != Consultation.Opinion.NO_REMARKS:
        raise errors.ReasonsMissing(field="text")
    asked.paper = store_upload(paper, by=by, at=at) if paper else None
    _close(asked, opinion, text, by=by, at=at)
    return note(act, "opinion_given", {**_facts(asked), "staff": [str(asked.asked_by_id)]})


@transaction.atomic
def recall_question(
    case_id: UUID,
    consultation_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Take back a question that is not answered yet; the asked office is told why."""
    case = lock(case_id, by=by)
    act = beside(case, "recall_question", by=by, at=at, key=key)
    if act.is_repeat:
        return case
    if not may_ask(by, case):
        raise NotAllowed
    asked = case.consultations.filter(pk=consultation_id).first()
    if asked is None:
        raise errors.NoSuchCase
    _check_open(asked)
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    _close(asked, Consultation.Opinion.RECALLED, reason, by=by, at=at)
    return note(act, "question_recalled", _facts(asked))


def _check_open(asked: Consultation) -> None:
    if asked.answered_at is not None:
        raise asking.RecalledAlready if asked.is_recalled else asking.AnsweredAlready


def _close(asked: Consultation, opinion: str, text: str, *, by: Actor, at: datetime) -> None:
    asked.opinion, asked.text, asked.answered_at = opinion, text, at
    asked.answered_by_id = by.staff_id
    asked.save(update_fields=["opinion", "text", "answered_at", "answered_by", "paper"])


@transaction.atomic
def remind_office(consultation_id: UUID, *, at: datetime) -> Case:
    """An office that has not answered is reminded, once a day at most."""
    asked = Consultation.objects.get(pk=consultation_id)
    case = lock(asked.case_id, by=SYSTEM)
    act = beside(case, "remind", by=SYSTEM, at=at, key=None)
    asked.refresh_from_db()
    is_due = asked.answered_at is None and case.state in CONSULTS
    if not is_due or asked.reminded_on == act.today:
        return case
    asked.reminded_on = act.today
    asked.save(update_fields=["reminded_on"])
    return note(act, "opinion_awaited", {**_facts(asked), "is_late": asked.is_late(act.today)})


def _facts(asked: Consultation) -> dict[str, object]:
    """Ids and days; what was asked and said stays in the row, some of it is confidential."""
    return {
        "consultation": str(asked.pk),
        "organisation": str(asked.organisation_id),
        "office": asked.organisation.name,
        "answer_by": asked.answer_by.isoformat(),
        "asked_on": timezone.localdate(asked.asked_at).isoformat(),
        "confidential": asked.is_confidential,
    }
