"""What goes into the clock: the facts of a case by day, and the limits of its item version."""

from dataclasses import dataclass
from datetime import date

WORKING_DAYS, NATURAL_DAYS, MONTHS = "working_days", "natural_days", "months"

ACCEPTANCE = "licensing_law.32"
DECISION = "licensing_law.42"
DELIVERY = "licensing_law.44"
PROMISE = "business_environment.36"
ITEM = "item"  # the limit the item itself states: its own law, or its place on the list
INSTANT = "instant"
GREEN = "green"  # what the green channel aims at


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days or months, and the article that says so."""

    amount: int
    unit: str = WORKING_DAYS
    article: str = ITEM


@dataclass(frozen=True, slots=True)
class Limits:
    """What the item version and the law allow: to accept, to decide, to deliver."""

    legal: Limit | None = None
    promised: Limit | None = None
    prereview: Limit | None = None  # planned by the office, no limit of law
    acceptance: Limit = Limit(5, article=ACCEPTANCE)
    delivery: Limit = Limit(10, article=DELIVERY)
    is_instant: bool = False  # 即办: decided on the day of acceptance


@dataclass(frozen=True, slots=True)
class Stop:
    """A special procedure (art. 45): from when, how long the applicant was told, until when."""

    kind: str
    started: date
    planned_days: int
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A one-time notice of what is missing (art. 32), and when it was answered."""

    asked: date
    answer_by: date
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """Working days added by the head of the authority (art. 42), and the day he did."""

    days: int
    on: date


@dataclass(frozen=True, slots=True)
class LinkRun:
    """A link of the process: its working days, the day it opened, the day it closed."""

    link: str
    days: int
    opened: date
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What happened to a case, by day."""

    filed: date | None = None
    prereviewed: date | None = None  # passed online, originals awaited
    originals_by: date | None = None
    completed: date | None = None  # all materials received: filed, or supplemented
    supplements: tuple[Asked, ...] = ()
    accepted: date | None = None
    is_deemed: bool = False
    pauses: tuple[Stop, ...] = ()
    extension: Extension | None = None
    decided: date | None = None
    delivered: date | None = None
    ended: date | None = None
    links: tuple[LinkRun, ...] = ()
