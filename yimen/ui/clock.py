"""From a computed clock to the bar and the small calendar. Knows its attributes, not its home."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

LONGEST = 12  # months drawn; longer limits say their days in words only


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the bar in hundredths of its width."""

    kind: str  #: used | pause
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Face:
    """What the bar shows: the figure that matters, a tone, stretches of used and paused days."""

    figure: Any  #: None: no limit runs
    tone: str  #: run | near | over | paused | done
    segments: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the small calendar; day 0 is an empty place before the first or after the last."""

    day: int = 0
    kind: str = ""  #: counted | weekend | holiday | pause | start | plain
    is_due: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the small calendar, in weeks that begin on Monday."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]


def face(clock: Any) -> Face:
    """Used days from the left, pauses hatched where they fell; what is left stays empty."""
    figure = shown(clock)
    if figure is None:
        return Face(None, "run")
    until = figure.ends or clock.today
    kinds = [_stretch(day, until) for day in figure.days if day.reason in {"", "pause"}]
    if not kinds and figure.ends:
        kinds = ["used"]  # done on the very day, which is the whole limit
    return Face(figure, tone_of(clock, figure), tuple(_segments(kinds)))


def shown(clock: Any) -> Any:
    """The figure that matters now; of an ended case the one it was decided under."""
    if clock is None:
        return None
    for name in ("current", "promised", "legal", "acceptance"):
        figure = getattr(clock, name, None)
        if figure is not None:
            return figure
    return None


def tone_of(clock: Any, figure: Any) -> str:
    """One word for how the clock stands."""
    if figure.is_over:
        return "over"
    if figure.ends is not None:
        return "done"
    if clock.is_paused:
        return "paused"
    return "near" if figure.is_near else "run"


def _stretch(day: Any, until: date) -> str:
    if day.reason == "pause":
        return "pause"
    return "used" if day.day <= until else "left"


def _segments(kinds: list[str]) -> Iterator[Segment]:
    at = 0
    for kind, run in groupby(kinds):
        length = len(list(run))
        if kind != "left":
            yield Segment(kind, _percent(at, len(kinds)), _percent(length, len(kinds)))
        at += length


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def months(figure: Any, today: date) -> list[Month]:
    """The months from start to due day, each day marked as the clock took it."""
    kinds = {day.day: day.reason or "counted" for day in figure.days}
    kinds[figure.starts] = "start"
    found: list[Month] = []
    first = figure.starts.replace(day=1)
    while first <= figure.due and len(found) < LONGEST:
        weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
        found.append(
            Month(first, tuple(tuple(_cells(week, first, figure, kinds, today)) for week in weeks))
        )
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def _cells(
    week: list[date], first: date, figure: Any, kinds: dict[date, str], today: date
) -> Iterator[Cell]:
    for day in week:
        if day.month != first.month:
            yield Cell()
        else:
            yield Cell(day.day, kinds.get(day, "plain"), day == figure.due, day == today)
