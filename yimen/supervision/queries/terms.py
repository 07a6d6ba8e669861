"""What runs in some cases, read in a number of statements that does not grow with their number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from django.utils import timezone

from yimen.cases.models import Case, Consultation, Supplement
from yimen.cases.queries.clock import OWN_FIGURE, facts_of, limits_of, read_turns
from yimen.cases.rules import clock
from yimen.cases.rules.counting import days_of_pauses
from yimen.cases.rules.figures import Clock
from yimen.journal.queries import entries_of_many
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for
from yimen.process.models import Task
from yimen.supervision.models import Card, Deadline
from yimen.supervision.rules.levels import SHANGHAI, Run, plain_run, run_of
from yimen.supervision.rules.terms import Lengthened, Term
from yimen.supervision.states import TIMED, Watched

Happened = dict[tuple[str, str], datetime]  # what happened to which pause, and when


@dataclass(frozen=True, slots=True)
class Running:
    """A case with everything that runs, or ran, under a limit in it."""

    case: Case
    calendar: WorkCalendar
    terms: Sequence[Term]
    tasks: Sequence[Task]

    def hands_at(self, moment: datetime) -> tuple[UUID, UUID | None]:
        """The office that had it then, and the officer, if one had put his name to it."""
        for task in reversed(self.tasks):
            if task.opened_at <= moment and (task.closed_at is None or moment <= task.closed_at):
                return task.organisation_id, task.closed_by or task.holder_id
        return self.case.organisation_id, None


def running_in(case_ids: Iterable[UUID]) -> Iterator[Running]:
    """Each of the filed cases with what runs in it."""
    rows = Case.objects.filed().filter(pk__in=list(case_ids)).select_related("organisation")
    cases = list(rows.order_by("pk"))
    read_turns(cases)
    tasks = _tasks(cases)
    questions = _questions(cases)
    happened = _happened(cases)
    calendars: dict[str, WorkCalendar] = {}
    for case in cases:
        region = case.organisation.region_id
        if region not in calendars:
            calendars[region] = calendar_for(region)
        reader = _Reader(case, calendars[region], happened)
        terms = [
            *reader.own(),
            *reader.links(tasks[case.pk]),
            *reader.questions(questions[case.pk]),
        ]
        yield Running(case, calendars[region], terms, tasks[case.pk])


def cases_touched(prefix: str, since: date, *, after: UUID, most: int) -> list[UUID]:
    """Cases of a place that wait for a moment, or have cards of time since a day; by their id."""
    waiting = Deadline.objects.filter(case_id__gt=after)
    carded = Card.objects.filter(
        case_id__gt=after, watched__in=TIMED, reached_at__gte=_midnight(since)
    )
    if prefix:
        waiting = waiting.filter(case__organisation__region__code__startswith=prefix)
        carded = carded.filter(case__organisation__region__code__startswith=prefix)
    ids = waiting.values_list("case_id").union(carded.values_list("case_id"))
    return [pk for (pk,) in ids.order_by("case_id")[:most]]


def _tasks(cases: Sequence[Case]) -> dict[UUID, list[Task]]:
    found: dict[UUID, list[Task]] = defaultdict(list)
    rows = Task.objects.filter(subject__in=[case.pk for case in cases])
    for task in rows.order_by("opened_at", "id"):
        found[task.subject].append(task)
    return found


def _questions(cases: Sequence[Case]) -> dict[UUID, list[Consultation]]:
    found: dict[UUID, list[Consultation]] = defaultdict(list)
    asking = [case.pk for case in cases if case.consultation_count]
    if asking:
        for row in Consultation.objects.filter(case__in=asking).order_by("pk"):
            found[row.case_id].append(row)
    return found


def _happened(cases: Sequence[Case]) -> Happened:
    """When each special procedure began and ended: its row keeps only the days."""
    paused = [case.pk for case in cases if case.pause_count]
    if not paused:
        return {}
    return {
        (entry.kind, str(entry.facts["pause"])): entry.at
        for entries in entries_of_many(paused).values()
        for entry in entries
        if entry.kind in ("case.paused", "case.resumed") and "pause" in entry.facts
    }


#: A pure function; many cases of an item stand alike.
_compute = lru_cache(maxsize=4096)(clock.compute)


class _Reader:
    """One case, read thing by thing."""

    def __init__(self, case: Case, calendar: WorkCalendar, happened: Happened) -> None:
        self.case, self.calendar, self.happened = case, calendar, happened
        self.notices = (
            sorted(case.supplements.all(), key=lambda s: s.id) if case.supplement_count else []
        )
        self.facts = facts_of(case)
        self.clock = self._clock(self.facts)
        self.paused = dict(days_of_pauses(self.clock.pauses))

    def _clock(self, facts: clock.Facts) -> Clock:
        """By what the version promised and the law allows.

        A green channel's own aim is no promise to anybody, and is set in the middle of a case.
        """
        today = timezone.localdate(self.case.filed_at)  # no last day depends on it
        return _compute(facts, limits_of(self.case.version), self.calendar, today)

    def own(self) -> Iterator[Term]:
        """What the case itself is measured by."""
        yield from self.pre_reviews()
        yield from self.acceptances()
        yield from self.decision()
        yield from self.pauses()
        yield from self.delivery()

    def pre_reviews(self) -> Iterator[Term]:
        """The look online before it is received in law; what is mended is looked at anew."""
        case, limit = self.case, limits_of(self.case.version).prereview
        if limit is None or (case.completed_at is not None and case.originals_at is None):
            return  # handed in outright
        notices = [
            n for n in self.notices if not case.originals_at or n.asked_at < case.originals_at
        ]
        for key, start, end in _turns(case.filed_at, notices, case.prereviewed_at or case.ended_at):
            run = plain_run(start, limit.amount, self.calendar)
            yield Term(Watched.PRE_REVIEW, key, start, end, {"pre_review": run})

    def acceptances(self) -> Iterator[Term]:
        """Five working days from complete materials; each notice and its answer start them anew."""
        case, received = self.case, self.case.received_at
        if received is None:
            return
        days = limits_of(case.version).acceptance.amount
        notices = [notice for notice in self.notices if notice.asked_at >= received]
        for key, start, end in _turns(received, notices, case.accepted_at or case.ended_at):
            run = plain_run(start, days, self.calendar)
            if case.is_deemed and start == case.completed_at:
                end = _midnight(
                    run.due + timedelta(days=1)
                )  # where an office is silent the law ends it
            yield Term(Watched.ACCEPTANCE, key, start, end, {"acceptance": run})

    def decision(self) -> Iterator[Term]:
        """From acceptance to decision, by promise and by law."""
        case = self.case
        if case.accepted_at is None:
            return
        runs = self._limits(self.clock, case.accepted_at)
        if not runs:
            return
        lengthened = None
        if case.extended_at is not None:
            before = self._clock(replace(self.facts, extension=None))
            lengthened = Lengthened(case.extended_at, self._limits(before, case.accepted_at))
        done = case.decided_at or case.ended_at
        yield Term(Watched.CASE, "", case.accepted_at, done, runs, lengthened)

    def _limits(self, figures: Clock, accepted: datetime) -> dict[str, Run]:
        named = {"promise": figures.promised, "legal": figures.legal}
        return {name: run_of(accepted, one, self.paused) for name, one in named.items() if one}

    def pauses(self) -> Iterator[Term]:
        """Special procedures, by the days told; one nobody ended is watched to its end."""
        if not self.case.pause_count:
            return
        for pause in sorted(self.case.pauses.all(), key=lambda p: p.id):
            key = str(pause.pk)
            start = self.happened.get(("case.paused", key)) or _last_of(pause.started_on)
            done = self.happened.get(("case.resumed", key)) or _end_of(self.case, pause.ended_on)
            runs = {"planned": plain_run(start, pause.planned_days, self.calendar)}
            yield Term(Watched.PAUSE, key, start, done, runs, facts={"kind": pause.kind})

    def delivery(self) -> Iterator[Term]:
        """Ten working days from the decision."""
        case, figure = self.case, self.clock.delivery
        if case.decided_at is not None and figure is not None:
            runs = {"delivery": run_of(case.decided_at, figure)}
            done = case.delivered_at or case.ended_at
            yield Term(Watched.DELIVERY, "", case.decided_at, done, runs)

    def links(self, tasks: Sequence[Task]) -> Iterator[Term]:
        """Each link with days of its own, until the last who works at it is done."""
        tokens: dict[UUID, list[Task]] = {}
        for task in tasks:
            if task.days is not None and task.kind not in OWN_FIGURE:
                tokens.setdefault(task.token, []).append(task)
        for token, rows in tokens.items():
            first, closed = rows[0], [row.closed_at for row in rows if row.closed_at is not None]
            done = max(closed) if len(closed) == len(rows) else None
            run = plain_run(first.opened_at, first.days or 0, self.calendar, self.paused)
            facts = {"link": first.name}
            yield Term(Watched.LINK, str(token), first.opened_at, done, {"link": run}, facts=facts)

    def questions(self, rows: Sequence[Consultation]) -> Iterator[Term]:
        """What other offices were asked, and owe an answer to while it is of use."""
        of_use_until = self.case.decided_at or self.case.ended_at
        for row in rows:
            ends = [end for end in (row.answered_at, of_use_until) if end is not None]
            days = self.calendar.between(timezone.localdate(row.asked_at), row.answer_by)
            run = plain_run(row.asked_at, days, self.calendar)
            yield Term(
                Watched.CONSULTATION,
                str(row.pk),
                row.asked_at,
                min(ends, default=None),
                {"answer": run},
                office=row.organisation_id,
            )


def _turns(
    begun: datetime | None, notices: Sequence[Supplement], ended: datetime | None
) -> Iterator[tuple[str, datetime, datetime | None]]:
    """When it was the office's turn: from the beginning, then from each answer to a notice."""
    starts = [begun, *(notice.answered_at for notice in notices)]
    ends = [*(notice.asked_at for notice in notices), ended]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start is not None:
            yield str(number) if number else "", start, end


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _last_of(day: date) -> datetime:
    """The last moment of a day of which only the day is known: nobody is late by our ignorance."""
    return datetime.combine(day, time.max, SHANGHAI)


def _end_of(case: Case, day: date | None) -> datetime | None:
    """When a special procedure ended that nobody resumed from: with the case, or by import."""
    if day is None:
        return None
    if case.ended_at is not None and timezone.localdate(case.ended_at) == day:
        return case.ended_at
    return _midnight(day)
