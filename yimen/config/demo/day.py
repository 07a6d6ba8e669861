"""The programme of a day of the demo city: what is to happen when. No database, no Django."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from yimen.config.demo.reading import read


@dataclass(frozen=True, slots=True)
class Cue:
    """One act: at what time of the programme, in which case, and what is said with it."""

    at: timedelta  #: since midnight of the programme
    case: str
    act: Mapping[str, Any]
    ago: int = 0  #: so many working days earlier, at that time of the clock

    @property
    def do(self) -> str:
        """Which act it is."""
        return str(self.act["do"])


@dataclass(frozen=True, slots=True)
class DueCard:
    """A warning or card a case comes to on this day, and what is done about it."""

    at: timedelta
    case: str
    rule: str
    level: int


@dataclass(frozen=True, slots=True)
class Programme:
    """The whole day."""

    opens: timedelta
    closes: timedelta
    cases: Mapping[str, Mapping[str, Any]]
    before: tuple[Cue, ...]  #: what was done on days before, in its order
    cues: tuple[Cue, ...]  #: what is done today, in its order
    cards: tuple[DueCard, ...]


@dataclass(frozen=True, slots=True)
class Pace:
    """When a time of the programme comes in truth."""

    begins: datetime
    opens: timedelta
    speed: float

    def moment(self, at: timedelta) -> datetime:
        """The moment of a time of the programme."""
        return self.begins + (at - self.opens) / self.speed


def clock_of(at: timedelta) -> str:
    """A time of the programme as a clock shows it."""
    hours, minutes = divmod(int(at.total_seconds()) // 60, 60)
    return f"{hours:02}:{minutes:02}"


@cache
def programme() -> Programme:
    """The day as data/day.toml tells it."""
    data = read("day.toml")
    cases = {row["key"]: row for row in data["case"]}
    cues = [cue for row in data["case"] for cue in _cues(row, data["courses"])]
    return Programme(
        opens=_since_midnight(data["opens"]),
        closes=_since_midnight(data["closes"]),
        cases=cases,
        before=tuple(sorted((cue for cue in cues if cue.ago), key=lambda cue: (-cue.ago, cue.at))),
        cues=tuple(sorted((cue for cue in cues if not cue.ago), key=lambda cue: cue.at)),
        cards=tuple(sorted(_cards(data["case"]), key=lambda card: card.at)),
    )


def _cues(row: Mapping[str, Any], courses: Mapping[str, Any]) -> Iterator[Cue]:
    filed = row["filed"]
    yield Cue(_since_midnight(filed["at"]), row["key"], {"do": "file"}, filed.get("ago", 0))
    for act in courses[row["course"]] if "course" in row else row["acts"]:
        told = dict(act)
        ago, at = told.pop("ago", 0), told.pop("at", "")
        after = timedelta(minutes=told.pop("after", 0))
        yield Cue(_since_midnight(at or filed["at"]) + after, row["key"], told, ago)
    for card in row.get("cards", ()):
        for do in STEPS & card.keys():
            said = {
                "do": do,
                "rule": card["rule"],
                "level": card["level"],
                "text": row["words"][do],
            }
            yield Cue(_since_midnight(card[do]), row["key"], said)


#: What is done about a card.
STEPS = frozenset({"explain", "uphold"})


def _cards(rows: list[dict[str, Any]]) -> Iterator[DueCard]:
    for row in rows:
        for card in row.get("cards", ()):
            at = _since_midnight(card["at"])
            yield DueCard(at, row["key"], card["rule"], card["level"])


def _since_midnight(clock: str) -> timedelta:
    shown = time.fromisoformat(clock)
    return timedelta(hours=shown.hour, minutes=shown.minute)
