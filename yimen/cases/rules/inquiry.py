"""What an inquiry before the decision has to record."""

from dataclasses import dataclass, field
from datetime import date

from yimen.cases.rules.review import Points


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What came of it, and what its record has to hold."""

    conclusion: str
    text: str
    day: date | None = None
    place: str = ""
    inspectors: tuple[str, ...] = ()
    started_on: date | None = None
    ended_on: date | None = None
    told_on: date | None = None  # of a hearing: told of the right to one
    applied_on: date | None = None
    announced_on: date | None = None
    chair: str = ""
    points: Points = field(default_factory=dict)
