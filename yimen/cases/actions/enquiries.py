"""First-asked responsibility (首问负责): who is asked first answers, or hands it on to who does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.errors import answering as errors
from yimen.cases.models import Case, Enquiry
from yimen.journal.actions import write
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.kernel.secrecy import seal
from yimen.orgs.errors import StaffInactive
from yimen.orgs.models import Staff
from yimen.process.rules.holding import hands_of


@transaction.atomic
def receive_enquiry(
    question: str,
    *,
    asked_by: str = "",
    phone: str = "",
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Enquiry:
    """Write down what somebody asked; a form sent twice is one enquiry."""
    if by.kind is not Kind.STAFF or by.staff_id is None or by.org_id is None:
        raise NotAllowed
    if not question.strip():
        raise errors.WordsMissing(field="question")
    if key and (found := Enquiry.objects.filter(pk=key, first=by.staff_id).first()):
        return found
    enquiry = Enquiry.objects.create(
        **({"pk": key} if key else {}),
        organisation_id=by.org_id,
        asked_by=asked_by,
        phone_sealed=seal(phone) if phone else "",
        question=question.strip(),
        first_id=by.staff_id,
        answering_id=by.staff_id,
        asked_at=at,
    )
    write("enquiry", enquiry.pk, "enquiry.received", by=by, at=at)
    return enquiry


@transaction.atomic
def hand_enquiry_on(
    enquiry_id: UUID, to: Staff, *, note: str = "", by: Actor, at: datetime
) -> Enquiry:
    """Hand an enquiry on: from now on the other answers, and he is told."""
    enquiry = _his(enquiry_id, by)
    _check_works(to)
    if to.pk == enquiry.answering_id:
        return enquiry
    handed = {"from": str(enquiry.answering_id), "to": str(to.pk), "note": note}
    enquiry.handed = [*enquiry.handed, {**handed, "at": at.isoformat()}]
    enquiry.answering = to
    enquiry.save(update_fields=["handed", "answering"])
    facts = {"from": handed["from"], "staff": [str(to.pk)]}
    write("enquiry", enquiry.pk, "enquiry.handed_on", by=by, at=at, facts=facts)
    return enquiry


@transaction.atomic
def answer_enquiry(enquiry_id: UUID, answer: str, *, by: Actor, at: datetime) -> Enquiry:
    """Close an enquiry with what was answered."""
    enquiry = _his(enquiry_id, by)
    if not answer.strip():
        raise errors.WordsMissing(field="answer")
    enquiry.answer, enquiry.answered_at = answer.strip(), at
    enquiry.save(update_fields=["answer", "answered_at"])
    write("enquiry", enquiry.pk, "enquiry.answered", by=by, at=at)
    return enquiry


@transaction.atomic
def hand_case_on(case_id: UUID, to: Staff, *, note: str = "", by: Actor, at: datetime) -> Case:
    """Who received a case first hands on that he answers for it; the work at its links stays."""
    case = lock(case_id, by=by)
    if case.first_asked is None:
        raise errors.NobodyAnswers
    if by.kind is not Kind.SYSTEM and case.first_asked not in hands_of(by):
        raise errors.NotAnswering(name=Staff.objects.get(pk=case.first_asked).name)
    _check_works(to)
    if to.pk == case.first_asked:
        return case
    facts = {"from": str(case.first_asked), "staff": [str(to.pk)], "reason": note}
    case.first_asked = to.pk
    case.save(update_fields=["first_asked"])
    write(STREAM, case.pk, "case.handed_on", by=by, at=at, facts=facts)
    return case


def _his(enquiry_id: UUID, by: Actor) -> Enquiry:
    """The enquiry, locked, if it is open and the actor (or one he stands in for) answers for it."""
    rows = Enquiry.objects.select_for_update(of=("self",), no_key=True)
    enquiry: Enquiry = rows.select_related("answering").get(pk=enquiry_id)
    if enquiry.answering_id not in hands_of(by):
        raise errors.NotAnswering(name=enquiry.answering.name)
    if enquiry.answered_at is not None:
        raise errors.AlreadyAnswered
    return enquiry


def _check_works(to: Staff) -> None:
    if not to.is_active:
        raise StaffInactive(name=to.name)
