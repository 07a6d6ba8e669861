"""What comes out of the clock: figures that carry their own explanation."""

from dataclasses import dataclass
from datetime import date

from yimen.cases.rules.facts import Limit

NEAR_DAYS = 2  # so many days left, or fewer: due soon


@dataclass(frozen=True, slots=True)
class Day:
    """One day between start and due day: counted, or left out for a reason."""

    day: date
    reason: str = ""  # "" counted; weekend, holiday, pause
    name: str = ""  # the holiday's name, or the kind of the pause

    @property
    def is_counted(self) -> bool:
        """Whether the day uses up the limit."""
        return not self.reason


@dataclass(frozen=True, slots=True)
class PauseReport:
    """What one special procedure did to the clock."""

    kind: str
    started: date
    planned_days: int
    planned_end: date
    ended: date | None
    actual_days: int  # working days so far
    left_out_days: int  # of these, how many the limit was lengthened by

    @property
    def is_open(self) -> bool:
        """Whether the procedure still runs."""
        return self.ended is None

    @property
    def over_days(self) -> int:
        """Working days beyond what the applicant was told: they count again."""
        return self.actual_days - self.left_out_days


@dataclass(frozen=True, slots=True)
class Figure:
    """One limit at work: from when, until when, how much is used, and why."""

    name: str  # acceptance, supplement, promised, legal, delivery, or a link
    article: str
    limit: Limit
    starts: date  # the day the law begins with; not itself counted
    due: date
    ends: date | None  # the day the thing was done, if it was
    days_used: int
    days_left: int
    days_over: int
    is_over: bool
    provisional: bool  # the due day depends on a calendar not yet published
    extension_days: int = 0
    days: tuple[Day, ...] = ()  # every day after the start up to the due day
    pauses: tuple[PauseReport, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether the thing is still to be done."""
        return self.ends is None

    @property
    def is_near(self) -> bool:
        """Whether two days or fewer are left."""
        return self.is_running and not self.is_over and self.days_left <= NEAR_DAYS

    @property
    def days_total(self) -> int:
        """How many days the limit gives, extension included."""
        return sum(day.is_counted for day in self.days)

    @property
    def counted(self) -> tuple[date, ...]:
        """The days that use up the limit."""
        return tuple(day.day for day in self.days if day.is_counted)

    @property
    def left_out(self) -> tuple[Day, ...]:
        """The days that do not, each with its reason."""
        return tuple(day for day in self.days if not day.is_counted)

    @property
    def left_out_counts(self) -> tuple[tuple[str, str, int], ...]:
        """How many days were left out for each reason, as (reason, name, days)."""
        counts: dict[tuple[str, str], int] = {}
        for day in self.left_out:
            key = (day.reason, day.name if day.reason != "weekend" else "")
            counts[key] = counts.get(key, 0) + 1
        return tuple((reason, name, days) for (reason, name), days in counts.items())


@dataclass(frozen=True, slots=True)
class Clock:
    """All limits of a case as they stand on a day, and the one that matters now."""

    today: date
    prereview: Figure | None = None
    originals: Figure | None = None
    acceptance: Figure | None = None
    supplement: Figure | None = None
    promised: Figure | None = None
    legal: Figure | None = None
    delivery: Figure | None = None
    links: tuple[Figure, ...] = ()
    pauses: tuple[PauseReport, ...] = ()
    current: Figure | None = None
    is_deemed: bool = False

    @property
    def is_paused(self) -> bool:
        """Whether a special procedure runs now."""
        return any(pause.is_open for pause in self.pauses)

    @property
    def pause_over(self) -> bool:
        """Whether a special procedure took longer than the applicant was told."""
        return any(pause.over_days for pause in self.pauses)

    @property
    def is_over(self) -> bool:
        """Whether what matters now is late."""
        return self.current is not None and self.current.is_over

    @property
    def is_near(self) -> bool:
        """Whether what matters now is due within two days."""
        return self.current is not None and self.current.is_near
