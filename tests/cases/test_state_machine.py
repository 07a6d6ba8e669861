"""Arbitrary lawful and unlawful acts by anybody at any time, against the real database.

Beside the case runs a small model of the law: it says which acts succeed, and the clerk of
`oracle` crosses off its days by hand.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.cases.factories import a_draft, an_office, do
from tests.cases.oracle import Told, cross_off
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases.actions import refresh_dues
from yimen.cases.models import Case
from yimen.cases.queries import clock_of
from yimen.cases.rules.clock import Clock, Figure
from yimen.cases.states import ENDED, MOVES, WORK
from yimen.journal.queries import entries_of, verify
from yimen.kernel.actor import STRANGER, SYSTEM
from yimen.kernel.errors import DomainError
from yimen.orgs.actions import load_calendar_year
from yimen.orgs.rules import builtin_year
from yimen.process.models import Task
from yimen.process.queries import open_tasks

LEGAL_DAYS = 20
#: whose grant a role has; the neighbour has all of them, elsewhere
GRANT_OF = {
    "resident": {"applicant"},
    "clerk": {"case.accept"},
    "examiner": {"case.examine"},
    "head": {"case.decide", "case.extend"},
    "courier": {"case.deliver"},
    "system": {"system"},
}
ROLES = (*GRANT_OF, "neighbour", "somebody", "stranger")
USUAL = {grant: role for role, grants in GRANT_OF.items() for grant in grants}
#: which link each act closes, and which one opens then
NEXT_LINK = {
    "file": "accept",
    "accept": "examine",
    "deem_accepted": "examine",
    "examine": "decide",
    "return": "examine",
    "recall": "examine",
    "grant": "issue",
    "refuse": "issue",
}


def _has_grant(role: str, grant: str) -> bool:
    """The house itself may do whatever its jobs do, but nothing that is the applicant's to do."""
    if role == "system":
        return grant not in ("applicant", "own")
    return grant in GRANT_OF.get(role, ())


@dataclass
class Model:
    """What the law knows of the case."""

    state: str = "draft"
    link: str = ""
    completed: date | None = None
    accepted: date | None = None
    pauses: list[Told] = field(default_factory=list)
    extension: int = 0
    stopped: date | None = None
    recallable: str = ""  # who did the last act, if he may take it back
    days_off: set[date] = field(default_factory=set)

    def silent_since(self, today: date) -> bool:
        """Whether five working days have passed without an answer."""
        due = cross_off(self.completed, 5, [], self.days_off, self.completed).due
        return today > due

    def limit(self, today: date, *, with_pauses: bool = True) -> tuple[date, int, int]:
        """Last day, days used, days left out."""
        until = self.stopped or today
        pauses = self.pauses if with_pauses else []
        read = cross_off(self.accepted, LEGAL_DAYS + self.extension, pauses, self.days_off, until)
        return read.due, read.used, read.left_out

    def is_lawful(self, move: str, role: str, today: date) -> bool:
        """Whether the act succeeds now."""
        arrow = MOVES[move]
        if move == "file_for_prereview":
            return False  # the item is filed for directly
        if move in ("return", "recall"):
            return self.state == "in_review" and self.may_go_back(move, role)
        if self.state not in arrow.sources or not _has_grant(role, arrow.grant):
            return False
        if arrow.link and arrow.link != self.link:
            return False
        if move in ("request_supplement", "decline"):
            return not self.silent_since(today)
        if move == "deem_accepted":
            return self.silent_since(today)
        if move == "extend":
            return not self.extension and today <= self.limit(today)[0]
        return True

    def may_go_back(self, move: str, role: str) -> bool:
        """One's own last step is taken back; a case is returned from where it has come to."""
        if move == "recall":
            return role == self.recallable
        return self.link == "decide" and (role == "system" or _has_grant(role, "case.decide"))

    def follow(self, move: str, role: str, today: date, given: dict) -> None:
        """The act was done."""
        if move in ("accept", "deem_accepted"):
            self.accepted = self.completed if self.silent_since(today) else today
        self.state, self.link = MOVES[move].target, NEXT_LINK.get(move, self.link)
        self.recallable = role if move in WORK and role != "system" else ""
        if move in ("file", "supplement"):
            self.completed = today
        if move == "pause":
            self.pauses.append(Told(today, given["planned_days"], None))
        if self.pauses and (move == "resume" or self.state in ENDED):
            self.pauses[-1].ended = self.pauses[-1].ended or today
        if move == "extend":
            self.extension = given["days"]
        if move in ("grant", "refuse") or (self.state in ENDED and not self.stopped):
            self.stopped = today


class LifeOfACase(RuleBasedStateMachine):
    """One case, from its draft on; rolled back at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.rollback = transaction.atomic()
        self.rollback.__enter__()
        self.office = an_office(organisation=OrganisationFactory())
        everything = [f"case.{name}" for name in ("accept", "examine", "decide", "deliver")]
        self.actors = {
            "neighbour": staff_actor(*everything, "case.extend"),
            "somebody": applicant_actor(),
            "stranger": STRANGER,
            "system": SYSTEM,
        }
        self.moment: datetime = AT
        self.case = a_draft(self.office, at=AT)
        self.model = Model(days_off=_days_off())
        self.announced: set[date] = set()

    def teardown(self) -> None:
        try:
            assert len(entries_of(self.case.pk)) == Case.objects.get(pk=self.case.pk).revision
            assert verify(self.case.pk) == []
        finally:
            transaction.set_rollback(True)
            self.rollback.__exit__(None, None, None)

    @property
    def today(self) -> date:
        return timezone.localdate(self.moment)

    @rule(days=st.sampled_from([1, 1, 2, 3, 5, 8, 13]))
    def time_passes(self, days: int) -> None:
        self.moment += timedelta(days=days)

    @rule(data=st.data(), days=st.integers(1, 10))
    def somebody_does_what_he_may(self, data, days: int) -> None:
        moves = [m for m in MOVES if self.model.state in MOVES[m].sources]
        if moves:
            move = data.draw(st.sampled_from(moves))
            role = "head" if move == "return" else USUAL.get(MOVES[move].grant, "examiner")
            self.attempt(move, role, days)

    @rule(move=st.sampled_from(sorted(MOVES)), role=st.sampled_from(ROLES), days=st.integers(1, 10))
    def somebody_does_anything(self, move: str, role: str, days: int) -> None:
        self.attempt(move, role, days)

    @rule(ahead=st.integers(1, 20))
    def a_holiday_is_announced_late(self, ahead: int) -> None:
        day = self.today + timedelta(days=ahead)
        if day.year != 2026:
            return
        self.announced.add(day)
        known = builtin_year(2026)
        load_calendar_year(
            2026,
            dict(known.holidays) | dict.fromkeys(self.announced, "临时放假"),
            {d: name for d, name in known.makeup.items() if d not in self.announced},
            source="通知",
            region=self.office.organisation.region_id,
            by=SYSTEM,
            at=self.moment,
        )
        self.model.days_off = _days_off() | self.announced
        refresh_dues([self.case.pk], at=self.moment)

    def attempt(self, move: str, role: str, days: int) -> None:
        given = {"pause": {"planned_days": days}, "extend": {"days": days}}.get(move, {})
        if MOVES[move].grant == "system":
            role = "system"
        else:
            by = self.actors.get(role) or getattr(self.office, role)
            given = {**given, "by": by}
        lawful = self.model.is_lawful(move, role, self.today)
        before = self.snapshot()
        try:
            do(move, self.case, self.office, self.moment, **given)
        except DomainError as error:
            assert not lawful, (move, role, self.model, error.code, str(error))
            assert self.snapshot() == before
        else:
            assert lawful, (move, role, self.model)
            self.model.follow(move, role, self.today, given)

    def snapshot(self) -> tuple:
        row = Case.objects.filter(pk=self.case.pk).values().get()
        return row, len(entries_of(self.case.pk)), [t.pk for t in open_tasks(self.case.pk)]

    @invariant()
    def the_law_holds(self) -> None:
        """State, tasks, stored days and counted days agree with the model; one look a step."""
        case = Case.objects.with_names().with_clock().get(pk=self.case.pk)
        tasks, clock = open_tasks(case.pk), clock_of(case, self.today)
        assert case.state == self.model.state
        assert [task.kind for task in tasks] == ([self.model.link] if case.is_open else [])
        self.check_stored_days(case, tasks, clock)
        if self.model.accepted:
            self.check_counted_days(clock.legal)
        if self.model.pauses:
            self.check_pauses(case)

    def check_stored_days(self, case: Case, tasks: list[Task], clock: Clock) -> None:
        """The stored due days are the computed ones; an ended case keeps those it ended with."""
        if not case.is_open:
            return
        for name in ("acceptance", "promised", "legal", "delivery"):
            figure = getattr(clock, name)
            assert getattr(case, f"{name}_due_on") == (figure.due if figure else None), name
        if clock.current:
            assert {task.due_on for task in tasks} == {clock.current.due}

    def check_counted_days(self, figure: Figure) -> None:
        """No day is lost or counted twice."""
        due, used, left_out = self.model.limit(self.today)
        until = self.model.stopped or self.today
        assert (figure.due, figure.days_used) == (due, used)
        assert used + left_out == self.working_days(self.model.accepted, until)

    def check_pauses(self, case: Case) -> None:
        """A pause never lengthens the limit beyond its days."""
        with_pauses, _used, _left = self.model.limit(self.today)
        without, _used, _left = self.model.limit(self.today, with_pauses=False)
        told = sum(pause.days for pause in self.model.pauses)
        assert 0 <= self.working_days(without, with_pauses) <= told
        if case.is_open:  # an ended case keeps the days it ended with, whatever is announced later
            assert case.legal_due_on == with_pauses

    def working_days(self, start: date, end: date) -> int:
        span = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        return sum(day not in self.model.days_off for day in span)


def _days_off() -> set[date]:
    """Weekends of three years, and the State Council's notice for 2026."""
    first = date(2026, 1, 1)
    days = {first + timedelta(days=n) for n in range(3 * 365)}
    known = builtin_year(2026)
    return ({d for d in days if d.weekday() > 4} | set(known.holidays)) - set(known.makeup)


@pytest.mark.django_db
def test_no_sequence_of_acts_breaks_the_law():
    run_state_machine_as_test(
        LifeOfACase,
        settings=settings(
            max_examples=10,
            stateful_step_count=25,
            phases=[Phase.explicit, Phase.generate],  # shrinking against a database takes minutes
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
