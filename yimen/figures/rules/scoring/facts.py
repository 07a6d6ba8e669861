"""What happened to a department, window or officer in a month, as far as it is scored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ref:
    """What stands behind a line: a card, a case, a version of an item, a mark, another line."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class CardFact:
    """A card that stands."""

    id: UUID
    level: int
    watched: str
    code: str
    at: datetime  #: when the level was reached
    case: UUID | None = None
    officer: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case decided in the month."""

    id: UUID
    version: UUID
    at: datetime  #: when it was decided
    is_early: bool | None = None  #: before the promised day; nothing was promised: None
    promised_days: int | None = None
    legal_days: int | None = None
    due: int = 0  #: data a finished case should have
    missing: int = 0  #: of these, what it has not


@dataclass(frozen=True, slots=True)
class Accepted:
    """A case whose application was accepted in the month."""

    id: UUID
    is_same_day: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """What a supervisor entered by hand."""

    id: UUID
    key: str  #: of the line it belongs to
    points: int  #: as they count: taken off is below nought


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """Everything of one month that is scored."""

    cards: tuple[CardFact, ...] = ()
    cases: tuple[CaseFact, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a measure came to, and what it was counted from."""

    value: int
    refs: tuple[Ref, ...] = ()
