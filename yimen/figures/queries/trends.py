"""Figures over days and months, of regions and organisations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from yimen.figures.models import CardTally, CaseTally
from yimen.figures.rules import percent
from yimen.kernel.actor import Actor
from yimen.orgs.models import Organisation, Region
from yimen.supervision.states import Level


@dataclass(frozen=True, slots=True)
class Span:
    """Which days, which place, which organisation (with its parts): what figures are asked for."""

    since: date
    until: date
    region: str = ""  #: prefix of region codes
    path: str = ""  #: organisation path prefix
    item_type: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums of what happened to cases."""

    filed: int = 0
    filed_online: int = 0
    accepted: int = 0
    deemed: int = 0
    declined: int = 0
    withdrawn: int = 0
    terminated: int = 0
    decided: int = 0
    refused: int = 0
    with_promise: int = 0
    late_promise: int = 0
    early: int = 0
    with_law: int = 0
    late_law: int = 0
    delivered: int = 0
    with_delivery: int = 0
    late_delivery: int = 0
    concluded: int = 0

    @property
    def on_time(self) -> float | None:
        """按时办结率: percent of the decided that kept the promised days."""
        return percent(self.with_promise - self.late_promise, self.with_promise)

    @property
    def within_law(self) -> float | None:
        """Percent of the decided that kept the days of the law."""
        return percent(self.with_law - self.late_law, self.with_law)

    @property
    def ahead(self) -> float | None:
        """提前办结率: percent of the decided that came before the promised day."""
        return percent(self.early, self.with_promise)

    @property
    def online(self) -> float | None:
        """网办率: percent of the filed for which nobody came to a window."""
        return percent(self.filed_online, self.filed)


@dataclass(frozen=True, slots=True)
class CardSums:
    """Sums of what happened to cards of a level."""

    level: int
    made: int = 0
    issued: int = 0
    withdrawn: int = 0
    dropped: int = 0

    @property
    def level_name(self) -> str:
        """What the level is called."""
        return str(Level(self.level).label)

    @property
    def standing(self) -> int:
        """What stands against the unit of what was issued."""
        return self.issued - self.withdrawn


@dataclass(frozen=True, slots=True)
class Line:
    """One day, month, region or organisation with its figures."""

    key: Any
    name: str
    figures: Figures


MEASURES = tuple(field.name for field in fields(Figures))
_SUMS = {f"n_{name}": Sum(name) for name in MEASURES}


def totals(actor: Actor, span: Span) -> Figures:
    """All of it together."""
    return _figures(tallies(actor, span).aggregate(**_SUMS))


def by_day(actor: Actor, span: Span) -> list[Line]:
    """Day by day; a day on which nothing happened is not there."""
    return _grouped(actor, span, key=F("day"), name=str)


def by_month(actor: Actor, span: Span) -> list[Line]:
    """Month by month, each named by its first day."""
    return _grouped(actor, span, key=TruncMonth("day"), name="{:%Y-%m}".format)


def by_organisation(actor: Actor, span: Span) -> list[Line]:
    """By organisation, those with most to do first."""
    lines = _grouped(actor, span, key=F("organisation_id"), name=str)
    names = Organisation.objects.in_bulk([line.key for line in lines])
    return _most_first(Line(x.key, names[x.key].name, x.figures) for x in lines)


def by_region(actor: Actor, span: Span) -> list[Line]:
    """By the region of the organisation, those with most to do first."""
    lines = _grouped(actor, span, key=F("organisation__region_id"), name=str)
    names = Region.objects.in_bulk([line.key for line in lines])
    return _most_first(Line(x.key, names[x.key].name, x.figures) for x in lines)


def cards_by_level(actor: Actor, span: Span) -> list[CardSums]:
    """Cards of each level that was touched in these days."""
    rows = _spanned(CardTally.objects.visible_to(actor), span).values("level").order_by("level")
    sums = {f"n_{name}": Sum(name) for name in CardTally.MEASURES}
    return [
        CardSums(row["level"], **{name: row[f"n_{name}"] for name in CardTally.MEASURES})
        for row in rows.annotate(**sums)
    ]


def tallies(actor: Actor, span: Span) -> QuerySet[CaseTally]:
    """The rows of a span, as far as the actor may see them."""
    found: QuerySet[CaseTally] = _spanned(CaseTally.objects.visible_to(actor), span)
    return found.filter(item_type=span.item_type) if span.item_type else found


def _spanned(found: Any, span: Span) -> Any:
    found = found.between(span.since, span.until).in_region(span.region)
    return found.filter(organisation__path__startswith=span.path) if span.path else found


def _grouped(actor: Actor, span: Span, *, key: Any, name: Callable[[Any], str]) -> list[Line]:
    rows: Any = (
        tallies(actor, span).annotate(key=key).values("key").order_by("key").annotate(**_SUMS)
    )
    return [Line(row["key"], name(row["key"]), _figures(row)) for row in rows]


def _figures(row: dict[str, Any]) -> Figures:
    return Figures(**{name: row[f"n_{name}"] or 0 for name in MEASURES})


def _most_first(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda x: (-(x.figures.accepted + x.figures.concluded), x.name))
