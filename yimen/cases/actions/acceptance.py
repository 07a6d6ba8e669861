"""The office answers an application: accept, ask once for what is missing, or turn away."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, record
from yimen.cases.actions._promises import start_terms
from yimen.cases.models import Case, Opinion, Supplement
from yimen.cases.queries.situation import narrowed
from yimen.cases.rules.clock import Figure
from yimen.cases.rules.supplements import repeated
from yimen.kernel.actor import SYSTEM, Actor

NOT_NEEDED, NOT_OURS = "not_needed", "not_ours"
GROUNDS = frozenset({NOT_NEEDED, NOT_OURS, "incomplete", "other"})


@transaction.atomic
def accept_case(
    case_id: UUID, *, by: Actor, at: datetime, revision: int | None = None, key: UUID | None = None
) -> Case:
    """Accept an application; its clock starts. Too late, it was accepted on receipt (art. 32)."""
    act = begin(case_id, "accept", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return _accept(act, is_deemed=_acceptance(act).is_over)


@transaction.atomic
def deem_accepted(case_id: UUID, *, at: datetime) -> Case:
    """After five silent working days the law accepts, as from receipt (art. 32(4))."""
    act = begin(case_id, "deem_accepted", by=SYSTEM, at=at)
    figure = _acceptance(act)
    if not figure.is_over:
        raise errors.StillTimeToAnswer(due=figure.due)
    return _accept(act, is_deemed=True)


@transaction.atomic
def request_supplement(
    case_id: UUID,
    *,
    gaps: Sequence[Mapping[str, str]],
    answer_by: date,
    repeat_reason: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Tell the applicant once everything that is missing (art. 32(4)).

    What was asked for before is asked for again only with a reason, and marked.
    """
    act = begin(case_id, "request_supplement", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    _check_still_open(act)
    return ask_for(act, gaps, answer_by, repeat_reason)


def ask_for(
    act: Act, gaps: Sequence[Mapping[str, str]], answer_by: date, repeat_reason: str
) -> Case:
    """Everything that is missing, as one list with one last day, in law or before it."""
    case, at, by = act.case, act.at, act.by
    _check_gaps(case, gaps)
    check_answer_by(act, answer_by)
    again = _asked_again(case, gaps)
    if again and not repeat_reason.strip():
        raise errors.AskedBefore(field="repeat_reason")
    notice = Supplement.objects.create(
        case=case,
        gaps=list(gaps),
        repeated=again,
        repeat_reason=repeat_reason if again else "",
        asked_at=at,
        asked_by_id=by.staff_id,
        answer_by=answer_by,
    )
    return record(
        act,
        facts={
            "supplement": str(notice.pk),
            "materials": [gap["material"] for gap in gaps if gap.get("material")],
            "questions": notice.questions,
            "answer_by": answer_by.isoformat(),
            "round": case.supplement_count + 1,
            "repeated": len(again),
        },
        supplement_count=case.supplement_count + 1,
    )


@transaction.atomic
def decline_case(
    case_id: UUID,
    *,
    ground: str,
    reason: str,
    where_to_go: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Turn an application away: no licence needed, not our power, or incomplete (art. 32)."""
    act = begin(case_id, "decline", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    _check_still_open(act)
    if ground not in GROUNDS:
        raise errors.BadGround(field="ground")
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    if ground == NOT_OURS and not where_to_go.strip():
        raise errors.WhereToGoMissing(field="where_to_go")
    Opinion.objects.create(
        case=act.case, link="accept", conclusion="declined", text=reason, by_id=by.staff_id, at=at
    )
    facts = {"ground": ground, "reason": reason, "where_to_go": where_to_go}
    return record(act, facts=facts)


def _accept(act: Act, *, is_deemed: bool) -> Case:
    accepted_at = act.case.completed_at if is_deemed else act.at
    accepted_on = timezone.localdate(accepted_at).isoformat()
    return record(
        act,
        facts={
            "accepted_on": accepted_on,
            "deemed": is_deemed,
            **start_terms(act),
        },
        accepted_at=accepted_at,
        is_deemed=is_deemed,
    )


def _acceptance(act: Act) -> Figure:
    figure = act.clock().acceptance
    assert figure is not None  # a case waiting for acceptance has been filed
    return figure


def _check_still_open(act: Act) -> None:
    """An office that was silent for five working days can no longer ask or turn away."""
    figure = act.clock().acceptance
    if figure and figure.is_over:  # none before receipt: a pre-review is no silence
        raise errors.AcceptedByLaw(due=figure.due, since=figure.starts)


def _asked_again(case: Case, gaps: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    before = case.supplements.all() if case.supplement_count else ()
    return [dict(gap) for gap in repeated(gaps, (gap for one in before for gap in one.gaps))]


def _check_gaps(case: Case, gaps: Sequence[Mapping[str, str]]) -> None:
    """Each says what is wrong; it is about a paper the case needs, an answer it has, or neither."""
    if not gaps or any(not str(gap.get("what", "")).strip() for gap in gaps):
        raise errors.GapsMissing(field="gaps")
    found = narrowed(case)
    listed = {material.key for material in found.materials} | {""}
    if any(gap.get("material", "") not in listed for gap in gaps):
        raise errors.NoSuchMaterial(field="gaps")
    if any(gap.get("question", "") not in {*found.answers, ""} for gap in gaps):
        raise errors.NoSuchQuestion(field="questions")


def check_answer_by(act: Act, answer_by: date) -> None:
    """The applicant has at least until the next working day."""
    earliest = act.calendar.add(act.today, 1)
    if answer_by < earliest:
        raise errors.AnswerTooSoon(field="answer_by", earliest=earliest)
