"""Examining, and going back to examine again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import begin, record
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
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Give the examiner's opinion (art. 34); either way the case goes on to be decided."""
    act = begin(case_id, "examine", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if conclusion not in CONCLUSIONS:
        raise errors.BadConclusion(field="conclusion")
    if not text.strip():
        raise errors.ReasonsMissing(field="text")
    link = act.task.link if act.task else "examine"
    opinion = Opinion.objects.create(
        case=act.case, link=link, conclusion=conclusion, text=text, by_id=by.staff_id, at=at
    )
    facts = {"opinion": str(opinion.pk), "link": link, "conclusion": conclusion}
    return record(act, outcome=conclusion, facts=facts)


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
