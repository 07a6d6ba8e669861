"""Finding out before deciding: other offices, the place itself, experts, a hearing, the public."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases import errors
from yimen.cases.actions._hearings import days_on_record
from yimen.cases.actions._moves import Act, begin
from yimen.cases.actions.review import give_opinion
from yimen.cases.models import Case
from yimen.cases.queries.situation import narrowed
from yimen.cases.rules.hearing import HearingTimes, late
from yimen.cases.rules.inquiry import Inquiry
from yimen.kernel.actor import Actor

INSPECTORS = 2  # on-site checks are made by two officers or more (art. 34)

Record = Callable[[Act, Inquiry], Case]


class InquiryAct(Protocol):
    """What every act at such a link looks like; `link` says which, where several wait."""

    def __call__(
        self,
        case_id: UUID,
        *,
        found: Inquiry,
        link: str = "",
        by: Actor,
        at: datetime,
        revision: int | None = None,
        key: UUID | None = None,
    ) -> Case:
        """Record what was found."""
        ...


def inquiry(move: str) -> Callable[[Record], InquiryAct]:
    """Make an act of what is particular to its record: once locked and checked, it is kept."""

    def make(record: Record) -> InquiryAct:
        @transaction.atomic
        def act_at_link(
            case_id: UUID,
            *,
            found: Inquiry,
            link: str = "",
            by: Actor,
            at: datetime,
            revision: int | None = None,
            key: UUID | None = None,
        ) -> Case:
            act = begin(case_id, move, by=by, at=at, revision=revision, key=key, link=link)
            return act.case if act.is_repeat else record(act, found)

        for name in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(act_at_link, name, getattr(record, name))
        return act_at_link

    return make


@inquiry("advise")
def advise_case(act: Act, found: Inquiry) -> Case:
    """Another office gives its opinion."""
    return give_opinion(act, found.conclusion, found.text, found.points)


@inquiry("countersign")
def countersign_case(act: Act, found: Inquiry) -> Case:
    """One of several gives his opinion; the rule of the link makes one of all (会签)."""
    return give_opinion(act, found.conclusion, found.text, found.points)


@inquiry("visit_site")
def visit_site(act: Act, found: Inquiry) -> Case:
    """The place was inspected, by two officers or more (art. 34): when, where, what was found."""
    if not found.place.strip():
        raise errors.PlaceMissing(field="place")
    names = list(dict.fromkeys(name.strip() for name in found.inspectors if name.strip()))
    if len(names) < INSPECTORS:
        raise errors.TwoInspectorsNeeded(field="inspectors")
    return _held(act, found, inspectors=names)


@inquiry("review_by_experts")
def review_by_experts(act: Act, found: Inquiry) -> Case:
    """Experts have reviewed the application; their opinion is recorded (art. 45)."""
    return _held(act, found)


@inquiry("hold_hearing")
def hold_hearing(act: Act, found: Inquiry) -> Case:
    """A hearing was held in time, under another than the examiner; its record binds (art. 48).

    One that had its course before is on record with its days already.
    """
    if days := days_on_record(act):
        return _held(act, replace(found, **days.pop("found")), **days)
    day, chair = _checked(act, found.day, "day"), found.chair.strip()
    if found.announced_on is None:
        raise errors.BadDay(field="announced_on")
    if found.applied_on and not found.told_on:
        raise errors.BadDay(field="told_on")
    times = HearingTimes(found.announced_on, day, found.told_on, found.applied_on)
    for one in late(times, act.calendar):
        raise errors.HearingOutOfTime(field=one.field, until=one.until)
    if not chair:
        raise errors.ChairMissing(field="chair")
    if act.case.opinions.filter(link__in=_examinations(act), by__name=chair).exists():
        raise errors.ChairExamined(field="chair", name=chair)
    told = {"told_on": found.told_on, "applied_on": found.applied_on}
    days = {name: on.isoformat() for name, on in told.items() if on}
    announced = found.announced_on.isoformat()
    return _held(act, found, chair=chair, announced_on=announced, **days)


@inquiry("end_notice")
def end_notice(act: Act, found: Inquiry) -> Case:
    """The matter was before the public, for as long as its link says: objections, or none."""
    since, until = found.started_on, _checked(act, found.ended_on, "ended_on")
    days = act.calendar.count(since, until) if since and since <= until else 0
    needed = (act.task.days if act.task else None) or 1
    if since is None or days < needed:
        raise errors.NoticeTooShort(field="ended_on", days=days, needed=needed)
    facts = {"started_on": since.isoformat(), "ended_on": until.isoformat()}
    return give_opinion(act, found.conclusion, found.text, found.points, facts=facts, told=facts)


def _examinations(act: Act) -> list[str]:
    """The links of the case at which somebody examined it."""
    return [link.key for link in narrowed(act.case).links if link.kind == "examine"] or ["examine"]


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
