"""Examining, and going back to examine again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, record
from yimen.cases.models import Case, Opinion
from yimen.cases.queries.links import earlier_links
from yimen.cases.queries.review import review_rules
from yimen.cases.rules.review import Points, unanswered, unexplained, unmet
from yimen.kernel.actor import Actor
from yimen.process import actions as process

CONCLUSIONS = frozenset({"passed", "failed"})
IN_FAVOUR = frozenset({"passed", "granted"})


@transaction.atomic
def examine_case(
    case_id: UUID,
    *,
    conclusion: str,
    text: str,
    points: Points | None = None,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Give the examiner's opinion (art. 34), each checkpoint answered; then it is decided."""
    act = begin(case_id, "examine", by=by, at=at, revision=revision, key=key)
    return act.case if act.is_repeat else give_opinion(act, conclusion, text, points)


def give_opinion(
    act: Act,
    conclusion: str,
    text: str,
    points: Points | None = None,
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
    reviewed = review(act, link, conclusion, points or {})
    opinion = Opinion.objects.create(
        case=act.case,
        link=link,
        conclusion=conclusion,
        text=text,
        facts={**(facts or {}), **reviewed.kept},
        by_id=act.by.staff_id,
        at=act.at,
    )
    name = act.task.name if act.task else ""
    said = {"opinion": str(opinion.pk), "link": link, "name": name, "conclusion": conclusion}
    return record(act, outcome=conclusion, facts={**said, **(told or {}), **reviewed.told})


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What was found by the rules of review: whole for the opinion, codes for the journal."""

    kept: dict[str, Any]
    told: dict[str, Any]


def review(act: Act, link: str, conclusion: str, points: Points) -> Reviewed:
    """Every checkpoint of the link is answered; what is not met stands in the way of a yes."""
    rules = review_rules(act.case, link)
    if missing := unanswered(rules.checkpoints, points):
        raise errors.CheckpointOpen(field=f"point_{missing[0].key}", checkpoint=missing[0].text)
    if silent := unexplained(rules.checkpoints, points):
        raise errors.CheckpointUnexplained(field=f"note_{silent[0].key}", checkpoint=silent[0].text)
    against = unmet(rules.checkpoints, points)
    if against and conclusion in IN_FAVOUR:
        raise errors.CheckpointNotMet(field=f"point_{against[0].key}", checkpoint=against[0].text)
    found = {one.key: points[one.key] for one in rules.checkpoints}
    lines = {one.ruling.key: one.verdict.line for one in rules.judged}
    kept = {
        "points": {key: asdict(point) for key, point in found.items()},
        "rulings": {
            one.ruling.key: {"line": one.verdict.line, "results": list(one.verdict.results)}
            for one in rules.judged
        },
    }
    told = {"points": {key: point.answer for key, point in found.items()}, "rulings": lines}
    return Reviewed(
        {name: value for name, value in kept.items() if value},
        {name: value for name, value in told.items() if value},
    )


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
    ended = process.return_to(act.case.pk, link, at=at, by=by)
    last = act.case.opinions.filter(link=link, recalled_at=None).order_by("-id").first()
    holders = [task.holder_id for task in ended] + ([last.by_id] if last else [])
    staff = {str(pk) for pk in holders if pk and pk != by.staff_id}
    links = sorted({task.link for task in ended})
    facts = {"link": link, "reason": reason, "ended": links, "staff": sorted(staff)}
    return record(act, facts=facts)


@transaction.atomic
def recall_case(
    case_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Take back one's own opinion while nobody has acted on it; the link is in his hands again.

    A new act: the opinion stays on record, marked as taken back.
    """
    act = begin(case_id, "recall", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    opinion = act.case.opinions.filter(by=by.staff_id, recalled_at=None).latest("at", "id")
    task = process.recall(act.case.pk, by=by, at=at)
    opinion.recalled_at = at
    opinion.save(update_fields=["recalled_at"])
    facts = {"opinion": str(opinion.pk), "link": task.link, "name": task.name, "reason": reason}
    return record(act, facts=facts)
