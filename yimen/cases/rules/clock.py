"""The legal clock: a pure function of facts, limits and a calendar, which explains itself.

Administrative Licensing Law (行政许可法) arts. 32, 42, 44, 45, 82; Civil Code (民法典) arts. 201,
203. One convention is kept for pauses: of the working days after the day a special procedure
starts, up to and including the day it ends, none counts; and never more of them are left out than
the applicant was told (docs/adr/0030).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from yimen.cases.rules.counting import (
    DAY,
    count_days,
    days_after,
    days_of_pauses,
    report_pause,
)
from yimen.cases.rules.facts import (
    ACCEPTANCE,
    INSTANT,
    Asked,
    Extension,
    Facts,
    Limit,
    Limits,
    LinkRun,
    Stop,
)
from yimen.cases.rules.figures import Clock, Day, Figure, PauseReport
from yimen.kernel.workdays import WorkCalendar

NO_PAUSES: Mapping[date, str] = {}

__all__ = [
    "Asked",
    "Clock",
    "Day",
    "Extension",
    "Facts",
    "Figure",
    "Limit",
    "Limits",
    "LinkRun",
    "PauseReport",
    "Stop",
    "compute",
]


def compute(facts: Facts, limits: Limits, calendar: WorkCalendar, today: date) -> Clock:
    """Every figure of the case on that day, each with its article and its days."""
    if facts.filed is None:
        return Clock(today)
    reader = _Reader(facts, limits, calendar, today)
    clock = Clock(
        today,
        prereview=reader.prereview(),
        originals=reader.originals(),
        acceptance=reader.acceptance(),
        supplement=reader.supplement(),
        promised=reader.decision("promised", reader.promise),
        legal=reader.decision("legal", limits.legal),
        delivery=reader.delivery(),
        links=tuple(reader.links()),
        pauses=reader.pauses,
        is_deemed=facts.is_deemed,
    )
    return replace(clock, current=_current(facts, clock))


def _current(facts: Facts, clock: Clock) -> Figure | None:
    """The figure that matters now; before a decision the earlier of promise and law."""
    if facts.ended or facts.delivered:
        return None
    if facts.decided:
        return clock.delivery
    if facts.accepted:
        running = [figure for figure in (clock.promised, clock.legal) if figure]
        return min(running, key=lambda figure: figure.due, default=None)
    if facts.completed is None:
        return clock.supplement or clock.originals or clock.prereview
    return clock.supplement or clock.acceptance


class _Reader:
    """Facts, limits and calendar of one computation, read figure by figure."""

    def __init__(self, facts: Facts, limits: Limits, calendar: WorkCalendar, today: date) -> None:
        self.facts, self.limits, self.calendar, self.today = facts, limits, calendar, today
        self.pauses = tuple(report_pause(stop, calendar, today) for stop in facts.pauses)
        self.paused = dict(days_of_pauses(self.pauses))
        self.promise = Limit(0, article=INSTANT) if limits.is_instant else limits.promised

    def acceptance(self) -> Figure | None:
        """Five working days from complete materials; a supplement starts them again (art. 32)."""
        facts = self.facts
        if facts.completed is None:
            return None
        asked = next((s.asked for s in facts.supplements if s.answered is None), None)
        done = facts.accepted or asked or facts.ended
        if not facts.is_deemed:
            return self.figure("acceptance", self.limits.acceptance, facts.completed, done)
        silent = self.figure("acceptance", self.limits.acceptance, facts.completed, None)
        return replace(silent, ends=silent.due + DAY, days_left=0, is_over=True)

    def prereview(self) -> Figure | None:
        """What the office plans for the look online; once mended, it begins again (ADR 0070)."""
        facts, limit = self.facts, self.limits.prereview
        is_over = facts.prereviewed or facts.completed or facts.ended
        if facts.filed is None or limit is None or is_over:
            return None
        start = facts.supplements[-1].answered if facts.supplements else facts.filed
        return self.figure("prereview", limit, start, None) if start else None

    def originals(self) -> Figure | None:
        """The days the applicant has to bring the originals after the pre-review."""
        facts = self.facts
        if facts.prereviewed is None or facts.originals_by is None or facts.completed:
            return None
        last = self.calendar.next_workday(facts.originals_by)
        limit = Limit(self.calendar.between(facts.prereviewed, last))
        return self.figure("originals", limit, facts.prereviewed, facts.ended)

    def supplement(self) -> Figure | None:
        """The days the applicant has to hand in what is missing."""
        for asked in self.facts.supplements:
            if asked.answered is None:
                last = self.calendar.next_workday(asked.answer_by)
                limit = Limit(self.calendar.between(asked.asked, last), article=ACCEPTANCE)
                return self.figure("supplement", limit, asked.asked, self.facts.ended)
        return None

    def decision(self, name: str, limit: Limit | None) -> Figure | None:
        """From acceptance to decision, less pauses, plus one extension (arts. 42, 45)."""
        facts = self.facts
        if limit is None or facts.accepted is None:
            return None
        return self.figure(
            name,
            limit,
            facts.accepted,
            facts.decided or facts.ended,
            paused=self.paused,
            extension=facts.extension,
        )

    def delivery(self) -> Figure | None:
        """Ten working days from the decision (art. 44)."""
        facts = self.facts
        if facts.decided is None:
            return None
        done = facts.delivered or facts.ended
        return self.figure("delivery", self.limits.delivery, facts.decided, done)

    def links(self) -> Iterator[Figure]:
        """Each link that has a limit of its own, from the day it opened."""
        for run in self.facts.links:
            done = run.closed or self.facts.ended
            yield self.figure(run.link, Limit(run.days), run.opened, done, paused=self.paused)

    def figure(
        self,
        name: str,
        limit: Limit,
        start: date,
        done: date | None,
        *,
        paused: Mapping[date, str] = NO_PAUSES,
        extension: Extension | None = None,
    ) -> Figure:
        """One limit counted day by day."""
        days = count_days(start, limit, self.calendar, paused)
        due = days[-1].day if days else start
        added = 0
        # An extension lengthens only a limit that had not run out when it was granted.
        if extension and extension.on <= due:
            added = extension.days
            days += count_days(due, Limit(added), self.calendar, paused)
            due = days[-1].day
        until = done or self.today
        over = days_after(due, until, limit, self.calendar, paused)
        return Figure(
            name=name,
            article=limit.article,
            limit=limit,
            starts=start,
            due=due,
            ends=done,
            days_used=sum(d.is_counted for d in days if d.day <= until) + over,
            days_left=sum(d.is_counted for d in days if d.day > until),
            days_over=over,
            is_over=until > due,
            provisional=self.calendar.is_provisional(start, due),
            extension_days=added,
            days=tuple(days),
            pauses=self.pauses if paused is self.paused else (),
        )
