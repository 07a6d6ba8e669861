"""Finding out before deciding: other offices, the place itself, experts, a hearing, the public."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin
from yimen.cases.actions.review import give_opinion
from yimen.cases.models import Case
from yimen.cases.rules.inquiry import Inquiry
from yimen.kernel.actor import Actor

INSPECTORS = 2  # on-site checks are made by two officers or more (art. 34)


@transaction.atomic
def advise_case(
    case_id: UUID,
    *,
    found: Inquiry,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Another office gives its opinion."""
    act = begin(case_id, "advise", by=by, at=at, revision=revision, key=key, link=link)
    if act.is_repeat:
        return act.case
    return give_opinion(act, found.conclusion, found.text, found.points)


@transaction.atomic
def countersign_case(
    case_id: UUID,
    *,
    found: Inquiry,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """One of several gives his opinion; the rule of the link makes one of all (会签)."""
    act = begin(case_id, "countersign", by=by, at=at, revision=revision, key=key, link=link)
    if act.is_repeat:
        return act.case
    return give_opinion(act, found.conclusion, found.text, found.points)


@transaction.atomic
def visit_site(
    case_id: UUID,
    *,
    found: Inquiry,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """The place was inspected, by two officers or more (art. 34): when, where, what was found."""
    act = begin(case_id, "visit_site", by=by, at=at, revision=revision, key=key, link=link)
    if act.is_repeat:
        return act.case
    if not found.place.strip():
        raise errors.PlaceMissing(field="place")
    names = list(dict.fromkeys(name.strip() for name in found.inspectors if name.strip()))
    if len(names) < INSPECTORS:
        raise errors.TwoInspectorsNeeded(field="inspectors")
    return _held(act, found, inspectors=names)


@transaction.atomic
def review_by_experts(
    case_id: UUID,
    *,
    found: Inquiry,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Experts have reviewed the application; their opinion is recorded (art. 45)."""
    act = begin(case_id, "review_by_experts", by=by, at=at, revision=revision, key=key, link=link)
    return act.case if act.is_repeat else _held(act, found)


@transaction.atomic
def hold_hearing(
    case_id: UUID,
    *,
    found: Inquiry,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """A hearing was held; the decision rests on its record (arts. 46 to 48)."""
    act = begin(case_id, "hold_hearing", by=by, at=at, revision=revision, key=key, link=link)
    return act.case if act.is_repeat else _held(act, found)


@transaction.atomic
def end_notice(
    case_id: UUID,
    *,
    found: Inquiry,
    link: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """The matter was before the public, for as long as its link says: objections, or none."""
    act = begin(case_id, "end_notice", by=by, at=at, revision=revision, key=key, link=link)
    if act.is_repeat:
        return act.case
    since, until = found.started_on, _checked(act, found.ended_on, "ended_on")
    days = act.calendar.count(since, until) if since and since <= until else 0
    needed = (act.task.days if act.task else None) or 1
    if since is None or days < needed:
        raise errors.NoticeTooShort(field="ended_on", days=days, needed=needed)
    facts = {"started_on": since.isoformat(), "ended_on": until.isoformat()}
    return give_opinion(act, found.conclusion, found.text, found.points, facts=facts, told=facts)


def _held(act: Act, found: Inquiry, **more: object) -> Case:
    """Something that took place on a day; names stay with the opinion, out of the journal."""
    told = {"day": _checked(act, found.day, "day").isoformat()}
    facts = {**told, "place": found.place.strip(), **more}
    kept = {name: value for name, value in facts.items() if value}
    return give_opinion(act, found.conclusion, found.text, found.points, facts=kept, told=told)


def _checked(act: Act, day: date | None, field: str) -> date:
    """What is recorded as done lies between acceptance and today."""
    accepted = act.case.accepted_at
    if day is None or day > act.today or (accepted and day < timezone.localdate(accepted)):
        raise errors.BadDay(field=field)
    return day
