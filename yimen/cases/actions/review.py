"""Examining, and going back to examine again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, record
from yimen.cases.models import Case, Opinion
from yimen.cases.queries.links import earlier_links
from yimen.kernel.actor import Actor
from yimen.process import actions as process

CONCLUSIONS = frozenset({"passed", "failed"})


@transaction.atomic
def examine_case(
    case_id: UUID,
    *,
    conclusion: str,
    text: str,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Give the examiner's opinion (art. 34); either way the case goes on to be decided."""
    act = begin(case_id, "examine", by=by, at=at, revision=revision, key=key, link=link)
    return act.case if act.is_repeat else give_opinion(act, conclusion, text)


def give_opinion(
    act: Act,
    conclusion: str,
    text: str,
    *,
    facts: Mapping[str, Any] | None = None,
    told: Mapping[str, Any] | None = None,
) -> Case:
    """What an officer finds at an open link; `facts` are kept with it, `told` in the journal."""
    if conclusion not in CONCLUSIONS:
        raise errors.BadConclusion(field="conclusion")
    if not text.strip():
        raise errors.ReasonsMissing(field="text")
    link = act.task.link if act.task else act.move
    opinion = Opinion.objects.create(
        case=act.case,
        link=link,
        conclusion=conclusion,
        text=text,
        facts=dict(facts or {}),
        by_id=act.by.staff_id,
        at=act.at,
    )
    name = act.task.name if act.task else ""
    said = {"opinion": str(opinion.pk), "link": link, "name": name, "conclusion": conclusion}
    return record(act, outcome=conclusion, facts={**said, **(told or {})})


@transaction.atomic
def return_case(
    case_id: UUID,
    *,
    link: str,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Send the case back to a link it has passed since acceptance, with the reason."""
    act = begin(case_id, "return", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    if link not in {earlier.key for earlier in earlier_links(act.case)}:
        raise errors.BadLink(field="link")
    process.return_to(act.case.pk, link, at=at, by=by)
    last = act.case.opinions.filter(link=link).order_by("-id").first()
    staff = [str(last.by_id)] if last and last.by_id else []
    return record(act, facts={"link": link, "reason": reason, "staff": staff})
