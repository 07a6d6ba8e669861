"""What runs under a limit in a case, from its beginning to its end: pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.kernel.workdays import WorkCalendar
from yimen.supervision.rules.levels import Moment, Run, Threshold, moments


@dataclass(frozen=True, slots=True)
class Lengthened:
    """That the limits were made longer at a moment, and what they were until then."""

    at: datetime
    before: Mapping[str, Run]


@dataclass(frozen=True, slots=True)
class Term:
    """Acceptance, decision, a link, a special procedure …: one thing a rule can watch."""

    watched: str
    key: str  #: tells it from others of its kind in the case
    start: datetime
    done: datetime | None
    runs: Mapping[str, Run]  #: by the name a threshold gives the limit
    lengthened: Lengthened | None = None
    office: UUID | None = None  #: whose it is, where it is not the office that has the case
    facts: Mapping[str, Any] = field(default_factory=dict)


def moments_of(
    term: Term, thresholds: Iterable[Threshold], precision: str, calendar: WorkCalendar
) -> list[Moment]:
    """When each level is reached; what was reached before a limit was lengthened stays reached."""
    thresholds = list(thresholds)
    found = {one.level: one for one in moments(thresholds, term.runs, precision, calendar)}
    if term.lengthened:
        before = moments(thresholds, term.lengthened.before, precision, calendar)
        found |= {one.level: one for one in before if one.at <= term.lengthened.at}
    return [found[level] for level in sorted(found)]
