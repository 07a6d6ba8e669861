"""The right to a hearing (Licensing Law, art. 47): told, used, waived, an application withdrawn.

The applicant answers on his page; for persons without an account an officer records it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from yimen.cases import errors as of_cases
from yimen.cases.actions._hearings import (
    Step,
    check_none_open,
    iso,
    open_act,
    settle,
    step_of,
    told_staff,
)
from yimen.cases.actions._moves import Act
from yimen.cases.errors import hearings as errors
from yimen.cases.models import Case, Hearing, HearingParty
from yimen.cases.rules.hearing import apply_by
from yimen.cases.states import HearingState
from yimen.identity.queries import account_of
from yimen.kernel.actor import Actor

A = HearingParty.Answer


@dataclass(frozen=True, slots=True)
class Person:
    """An interested person (利害关系人): who, how he is reached, and the number of his card.

    By name and number his account is found, if he has one; the number itself is not kept.
    """

    name: str
    contact: str = ""
    number: str = ""


@transaction.atomic
def tell_hearing_right(
    case_id: UUID,
    *,
    reason: str,
    persons: Sequence[Person] = (),
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Tell applicant and interested persons of their right; five working days to apply begin."""
    act = open_act(case_id, "tell", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    if not reason.strip():
        raise errors.InterestsMissing(field="reason")
    hearing = begin_hearing(act, Hearing.Basis.INTERESTS, HearingState.TOLD, reason)
    until = apply_by(act.today, act.calendar)
    told = [
        str(add_party(hearing, one, told_on=act.today, until=until).pk) for one in (None, *persons)
    ]
    step = Step(act, "tell", hearing)
    facts = {"reason": reason.strip(), "persons": len(persons), "told": told}
    return step.done(**iso({"until": until}), **facts)


@transaction.atomic
def tell_person(
    case_id: UUID,
    person: Person,
    *,
    told_on: date,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Record that one more interested person was told, on the day he was reached."""
    act = open_act(case_id, "tell_person", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "tell_person")
    _check_day(act, told_on, "told_on")
    until = apply_by(told_on, act.calendar)
    party = add_party(step.hearing, person, told_on=told_on, until=until)
    return step.done(**iso({"told_on": told_on, "until": until}), told=[str(party.pk)])


@transaction.atomic
def apply_for_hearing(
    case_id: UUID, *, words: str = "", by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """The applicant asks for a hearing; it costs him nothing and is held in twenty days."""
    return _applicant(case_id, "apply", A.APPLIED, words, by=by, at=at, key=key)


@transaction.atomic
def waive_hearing(case_id: UUID, *, by: Actor, at: datetime, key: UUID | None = None) -> Case:
    """The applicant does without a hearing, so that it can be decided at once."""
    return _applicant(case_id, "waive", A.WAIVED, "", by=by, at=at, key=key)


@transaction.atomic
def withdraw_hearing(
    case_id: UUID, *, words: str = "", by: Actor, at: datetime, key: UUID | None = None
) -> Case:
    """The applicant takes his application for a hearing back."""
    return _applicant(case_id, "withdraw", A.WITHDRAWN, words, by=by, at=at, key=key)


@transaction.atomic
def note_hearing_answer(
    case_id: UUID,
    party_id: UUID,
    *,
    answer: str,
    answered_on: date,
    words: str = "",
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Case:
    """Record what one of those concerned answered on paper or at the window, and on which day."""
    act = open_act(case_id, "note_answer", by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, "note_answer")
    party = party_of(step.hearing, party_id)
    if answer not in A.values:
        raise errors.AnsweredAlready
    _check_day(act, answered_on, "answered_on")
    if answered_on < party.told_on:
        raise of_cases.BadDay(field="answered_on")
    move = {"applied": "apply", "waived": "waive", "withdrawn": "withdraw"}[answer]
    return _answer(Step(act, move, step.hearing), party, answer, words, answered_on)


def _applicant(
    case_id: UUID,
    move: str,
    answer: str,
    words: str,
    *,
    by: Actor,
    at: datetime,
    key: UUID | None,
) -> Case:
    act = open_act(case_id, move, by=by, at=at, key=key)
    if act.is_repeat:
        return act.case
    step = step_of(act, move)
    party = step.hearing.parties.filter(is_applicant=True).first()
    if party is None:
        raise errors.NoSuchHearing
    return _answer(step, party, answer, words, act.today)


def _answer(step: Step, party: HearingParty, answer: str, words: str, on: date) -> Case:
    """Keep the answer; where the hearing stands follows from all of them."""
    if answer == A.WITHDRAWN:
        if party.answer != A.APPLIED:
            raise errors.NothingToWithdraw
    elif party.answer:
        raise errors.AnsweredAlready
    elif on > party.apply_by:
        raise errors.TooLateToApply(field="answered_on", until=party.apply_by)
    party.answer, party.answered_on = answer, on
    party.words = words.strip() or party.words
    party.save(update_fields=["answer", "answered_on", "words"])
    who = "applicant" if party.is_applicant else "person"
    case = step.done(who=who, day=on.isoformat(), staff=told_staff(step))
    settle(step)
    return case


def begin_hearing(act: Act, basis: str, state: HearingState, reason: str, **more: Any) -> Hearing:
    """A new hearing about the case, counted on its row so that others need not look for one."""
    check_none_open(act)
    assert act.by.staff_id  # officers have one
    act.case.hearing_count += 1
    Case.objects.filter(pk=act.case.pk).update(hearing_count=F("hearing_count") + 1)
    return Hearing.objects.create(
        case=act.case,
        basis=basis,
        state=state,
        reason=reason.strip(),
        begun_at=act.at,
        begun_by_id=act.by.staff_id,
        **more,
    )


def add_party(
    hearing: Hearing, person: Person | None, *, told_on: date, until: date
) -> HearingParty:
    """Keep who was told when; without a name it is the applicant of the case."""
    if person is not None and not person.name.strip():
        raise errors.PersonMissing(field="name")
    person = person or Person("")
    return HearingParty.objects.create(
        hearing=hearing,
        is_applicant=not person.name,
        name=person.name.strip(),
        contact=person.contact.strip(),
        account=account_of(person.name, person.number) if person.number else None,
        told_on=told_on,
        apply_by=until,
    )


def party_of(hearing: Hearing, party_id: UUID) -> HearingParty:
    """One of those concerned in this hearing."""
    party: HearingParty | None = hearing.parties.filter(pk=party_id).first()
    if party is None:
        raise errors.NoSuchHearing
    return party


def _check_day(act: Act, day: date, field: str) -> None:
    """What is recorded as done lies between the acceptance and today."""
    accepted = act.case.accepted_at
    if day > act.today or (accepted and day < timezone.localdate(accepted)):
        raise of_cases.BadDay(field=field)
