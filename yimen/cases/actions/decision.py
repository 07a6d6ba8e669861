"""Deciding: the authority grants or refuses, with reasons (arts. 37 and 38)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._hearings import rest_on_hearing
from yimen.cases.actions._moves import Act, begin, record
from yimen.cases.actions._numbers import new_code
from yimen.cases.actions._promises import grant_owing, let_go
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
    with_owed: bool = False,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Grant the application; ten working days to deliver begin (arts. 38 and 44).

    `with_owed` confirms that papers are still to come.
    """
    act = begin(case_id, "grant", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    owed = grant_owing(act, with_owed=with_owed)
    return decide(act, "granted", reasons, points=points, more=owed)


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
    let_go(act.case)
    return decide(act, "refused", reasons, remedies, points=points)


def decide(
    act: Act,
    conclusion: str,
    reasons: str,
    remedies: str = "",
    *,
    points: Points | None,
    more: Mapping[str, Any] | None = None,
) -> Case:
    """The decision itself; `more` is kept with it and told in the entry."""
    if not reasons.strip():
        raise errors.ReasonsMissing(field="reasons")
    more = {**rest_on_hearing(act), **(more or {})}
    link = act.task.link if act.task else "decide"
    reviewed = review(act, link, conclusion, points or {})
    opinion = Opinion.objects.create(
        case=act.case,
        link=link,
        conclusion=conclusion,
        text=reasons,
        remedies=remedies,
        facts={**reviewed.kept, **more},
        by_id=act.by.staff_id,
        at=act.at,
    )
    facts = {"opinion": str(opinion.pk), "same_person": _examined_himself(act), **reviewed.told}
    facts |= more
    return record(act, outcome=conclusion, facts=facts, decided_at=act.at, pickup_code=new_code())


def _examined_himself(act: Act) -> bool:
    """Whether who decides also examined: lawful, but worth a look (domain anomaly P5)."""
    if act.by.staff_id is None:
        return False
    examined = act.case.opinions.filter(
        conclusion__in=["passed", "failed"], by=act.by.staff_id, recalled_at=None
    )
    return bool(examined.exists())
