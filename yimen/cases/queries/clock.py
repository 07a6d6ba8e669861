"""From rows to the facts and limits that the clock computes from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone

from yimen.cases.models import Case
from yimen.cases.rules import clock as rules
from yimen.cases.rules.facts import DECISION, GREEN, ITEM, PROMISE, WORKING_DAYS
from yimen.catalogue.models import ItemVersion
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for
from yimen.process.models import Task

LICENCE = "01"  # 行政许可 (GB/T 39046 A.1)
LICENCE_DAYS = 20  # where no law sets another limit (Licensing Law, art. 42)
OWN_FIGURE = frozenset({"accept", "issue"})  # links measured by arts. 32 and 44 already


def clock_of(
    case: Case,
    today: date,
    *,
    tasks: Iterable[Task] = (),
    calendar: WorkCalendar | None = None,
) -> rules.Clock:
    """The clock of a case on that day; with its tasks, the limits of each link too."""
    calendar = calendar or calendar_for(case.organisation.region_id)
    return _compute(facts_of(case, tasks=tasks), _limits(case), calendar, today)


#: A pure function, asked about the same facts all day: by every list that shows the case, and for
#: all cases that stand alike.
_compute = lru_cache(maxsize=2048)(rules.compute)


def clocks_of(cases: Iterable[Case], today: date) -> dict[UUID, rules.Clock]:
    """The clocks of a page of cases; each place's calendar is read once."""
    cases = list(cases)
    read_turns(cases)
    calendars: dict[str, WorkCalendar] = {}
    clocks = {}
    for case in cases:
        region = case.organisation.region_id
        if region not in calendars:
            calendars[region] = calendar_for(region)
        clocks[case.pk] = clock_of(case, today, calendar=calendars[region])
    return clocks


def read_turns(cases: Sequence[Case]) -> None:
    """Supplements and pauses of the few cases that have any; nothing is asked of the others."""
    prefetch_related_objects([case for case in cases if case.supplement_count], "supplements")
    prefetch_related_objects([case for case in cases if case.pause_count], "pauses")


def facts_of(case: Case, *, tasks: Iterable[Task] = ()) -> rules.Facts:
    """What happened to the case, by Shanghai days."""
    return rules.Facts(
        filed=_day(case.filed_at),
        prereviewed=_day(case.prereviewed_at),
        originals_by=case.originals_by,
        completed=_day(case.completed_at),
        supplements=_supplements(case) if case.supplement_count else (),
        accepted=_day(case.accepted_at),
        is_deemed=case.is_deemed,
        pauses=_pauses(case) if case.pause_count else (),
        extension=_extension(case),
        decided=_day(case.decided_at),
        delivered=_day(case.delivered_at),
        ended=_day(case.ended_at),
        links=tuple(
            rules.LinkRun(
                task.link, task.days, timezone.localdate(task.opened_at), _day(task.closed_at)
            )
            for task in tasks
            if task.days is not None and task.kind not in OWN_FIGURE
        ),
    )


def _limits(case: Case) -> rules.Limits:
    """The limits of its version; in the green channel a promise of its own.

    It is counted as the promise is, so that it is never longer.
    """
    limits = limits_of(case.version)
    if not case.green_days:
        return limits
    promise = limits.promised or rules.Limit(case.green_days)
    return replace(limits, promised=replace(promise, amount=case.green_days, article=GREEN))


def limits_of(version: ItemVersion) -> rules.Limits:
    """What the item version promises, and what the law allows."""
    return rules.Limits(
        legal=_legal(version),
        promised=_limit(version.promised_days, version.promised_unit, PROMISE),
        prereview=_limit(version.prereview_days, WORKING_DAYS, ITEM),
        is_instant=version.pace == ItemVersion.Pace.INSTANT,
    )


def _legal(version: ItemVersion) -> rules.Limit | None:
    is_licence = version.item_type == LICENCE
    if version.legal_days is None and is_licence:
        return rules.Limit(LICENCE_DAYS, article=DECISION)
    return _limit(version.legal_days, version.legal_unit, DECISION if is_licence else ITEM)


def _limit(amount: int | None, unit: str, article: str) -> rules.Limit | None:
    return None if amount is None else rules.Limit(amount, unit, article)


def _supplements(case: Case) -> tuple[rules.Asked, ...]:
    return tuple(
        rules.Asked(timezone.localdate(s.asked_at), s.answer_by, _day(s.answered_at))
        for s in sorted(case.supplements.all(), key=lambda s: s.id)
    )


def _pauses(case: Case) -> tuple[rules.Stop, ...]:
    return tuple(
        rules.Stop(p.kind, p.started_on, p.planned_days, p.ended_on)
        for p in sorted(case.pauses.all(), key=lambda p: p.id)
    )


def _extension(case: Case) -> rules.Extension | None:
    if case.extended_at is None:
        return None
    return rules.Extension(case.extension_days, timezone.localdate(case.extended_at))


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else timezone.localdate(moment)
