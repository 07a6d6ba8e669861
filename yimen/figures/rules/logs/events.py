"""One row of a log as an event; or what is wrong with it, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from yimen.figures.rules.logs.mapping import LogMapping

#: How long a text may be, by what it means.
LENGTHS = {"case": 100, "activity": 200, "resource": 100, "lifecycle": 40, "channel": 100}
YEARS = range(1900, 2201)
MOMENTS = ("start", "end", "deadline", "legal_deadline")
#: A day named as a limit lasts until its end.
UNTIL = frozenset({"deadline", "legal_deadline"})
LAST = timedelta(days=1) - timedelta(microseconds=1)
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done in a case, and what its row says of the case."""

    line: int
    case: str
    activity: str
    at: datetime
    resource: str
    lifecycle: str
    start: datetime | None
    end: datetime | None
    deadline: datetime | None
    legal_deadline: datetime | None
    channel: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell of the file; the sentence for `code` is in `messages`."""

    line: int
    column: str
    code: str
    value: str = ""


class BadCell(ValueError):
    """A cell that says nothing usable; `code` says why."""

    def __init__(self, code: str) -> None:
        """Why."""
        super().__init__(code)
        self.code = code


def read_event(
    line: int, cells: Mapping[str, str], mapping: LogMapping
) -> tuple[Event | None, list[Problem]]:
    """The event of a row, given its cells by meaning; or everything that is wrong with it."""
    problems: list[Problem] = []
    found: dict[str, str | datetime | None] = {}
    columns = mapping.columns()
    for meaning in ("case", "activity", "time", "resource", "lifecycle", *MOMENTS, "channel"):
        text = cells.get(meaning, "").strip()
        try:
            found[meaning] = _value(meaning, text, mapping)
        except BadCell as bad:
            column = columns.get(meaning, meaning)
            problems.append(Problem(line, column, bad.code, text[:SHOWN]))
    if problems:
        return None, problems
    found["at"] = found.pop("time")
    found["lifecycle"] = str(found["lifecycle"]).lower()
    return Event(line=line, **found), []  # type: ignore[arg-type]


def _value(meaning: str, text: str, mapping: LogMapping) -> str | datetime | None:
    if "\0" in text:
        raise BadCell("control")
    if meaning == "time" or meaning in MOMENTS:
        if text:
            return moment(text, mapping.time_format, mapping.zone, until=meaning in UNTIL)
        if meaning == "time":
            raise BadCell("missing")
        return None
    if not text and meaning in {"case", "activity"}:
        raise BadCell("missing")
    if len(text) > LENGTHS[meaning]:
        raise BadCell("long")
    return text


@lru_cache(maxsize=4096)  # the moments of a case stand in each of its rows
def moment(text: str, form: str, zone: str, *, until: bool) -> datetime:
    """The moment a text names, in UTC; a day alone is its beginning, or as a limit its end."""
    day = _day(text)
    try:
        # the zone follows where the text names none
        then = day or (datetime.strptime(text, form) if form else datetime.fromisoformat(text))  # noqa: DTZ007
    except ValueError:
        raise BadCell("time") from None
    if then.year not in YEARS:
        raise BadCell("year")
    if then.tzinfo is None:
        then = then.replace(tzinfo=ZoneInfo(zone))
    return then.astimezone(UTC) + (LAST if day and until else timedelta())


def _day(text: str) -> datetime | None:
    """A plain day, also where moments are written in a form of their own."""
    try:
        return datetime.combine(date.fromisoformat(text), time())
    except ValueError:
        return None
