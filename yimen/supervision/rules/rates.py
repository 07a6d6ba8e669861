"""Offices measured by their peers: how large a part of their cases goes a way that others' do not.

A rate needs numbers: of fewer cases than the threshold's `least`, here or at the peers together, no
rate is made; below `floor` per cent nothing is remarkable, however little the others have.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from yimen.supervision.rules.conduct import Measure


@dataclass(frozen=True, slots=True)
class Tally:
    """Of so many cases of a type of item an office had in a period, so many went this way."""

    organisation: UUID
    region: str
    item_type: str
    of: str  #: declined | given_up | returned
    part: int
    total: int


@dataclass(frozen=True, slots=True)
class Rate:
    """An office's rate beside that of its peers: the other offices of the place, same type."""

    tally: Tally
    part: int = 0  #: of the peers together
    total: int = 0


@dataclass(frozen=True, slots=True)
class Remarkable:
    """A rate that reaches a level."""

    tally: Tally
    level: int
    measure: Measure = field(compare=False)


def remarkable(
    tallies: Iterable[Tally], threshold: Mapping[str, Any], period: str
) -> Iterator[Remarkable]:
    """The offices whose rate is so many per cent of their peers', or more."""
    places: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    digits = int(threshold.get("digits", 4))
    for tally in tallies:
        if tally.of == threshold["of"]:
            places[tally.region[:digits], tally.item_type].append(tally)
    for group in places.values():
        part, total = sum(t.part for t in group), sum(t.total for t in group)
        for tally in group:
            rate = Rate(tally, part - tally.part, total - tally.total)
            if is_far_over(rate, threshold):
                yield Remarkable(tally, int(threshold["level"]), _measure(rate, period))


def is_far_over(rate: Rate, threshold: Mapping[str, Any]) -> bool:
    """Whether enough cases here and there give a rate, and it is so far over theirs."""
    own, least = rate.tally, int(threshold["least"])
    if own.total < least or rate.total < least:
        return False
    is_high = own.part * 100 >= int(threshold["floor"]) * own.total
    # own.part / own.total >= value % of rate.part / rate.total, in whole numbers
    return is_high and (
        own.part * rate.total * 100 >= int(threshold["value"]) * rate.part * own.total
    )


def _measure(rate: Rate, period: str) -> Measure:
    own = rate.tally
    facts = {
        "period": period,
        "part": own.part,
        "total": own.total,
        "percent": round(100 * own.part / own.total),
        "peers": round(100 * rate.part / rate.total),
        "item_type": own.item_type,
    }
    return Measure(own.of, own.part, f"{period}:{own.item_type}", facts)


def month_before(day: date) -> tuple[date, date]:
    """The first day of the month before, and of this one: the last period that is over."""
    this = day.replace(day=1)
    return (this - timedelta(days=1)).replace(day=1), this
