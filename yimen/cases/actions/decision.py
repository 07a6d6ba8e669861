"""Deciding: the authority grants or refuses, with reasons (arts. 37 and 38)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, record
from yimen.cases.actions.review import review
from yimen.cases.models import Case, Opinion
from yimen.cases.rules.review import Points
from yimen.kernel.actor import Actor


@transaction.atomic
def grant_case(
    case_id: UUID,
    *,
    reasons: str,
    points: Points | None = None,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Grant the application; ten working days to deliver begin (arts. 38 and 44)."""
    act = begin(case_id, "grant", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return _decide(act, "granted", reasons, points=points)


@transaction.atomic
def refuse_case(
    case_id: UUID,
    *,
    reasons: str,
    remedies: str,
    points: Points | None = None,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Refuse in writing, with reasons, and tell how to object (art. 38)."""
    act = begin(case_id, "refuse", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if not remedies.strip():
        raise errors.RemediesMissing(field="remedies")
    return _decide(act, "refused", reasons, remedies, points=points)


def _decide(
    act: Act, conclusion: str, reasons: str, remedies: str = "", *, points: Points | None
) -> Case:
    if not reasons.strip():
        raise errors.ReasonsMissing(field="reasons")
    link = act.task.link if act.task else "decide"
    reviewed = review(act, link, conclusion, points or {})
    opinion = Opinion.objects.create(
        case=act.case,
        link=link,
        conclusion=conclusion,
        text=reasons,
        remedies=remedies,
        facts=reviewed.kept,
        by_id=act.by.staff_id,
        at=act.at,
    )
    facts = {"opinion": str(opinion.pk), "same_person": _examined_himself(act), **reviewed.told}
    return record(act, outcome=conclusion, facts=facts, decided_at=act.at)


def _examined_himself(act: Act) -> bool:
    """Whether who decides also examined: lawful, but worth a look (domain anomaly P5)."""
    if act.by.staff_id is None:
        return False
    examined = act.case.opinions.filter(conclusion__in=["passed", "failed"], by=act.by.staff_id)
    return bool(examined.exists())
