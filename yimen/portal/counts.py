"""Figures the portal shows to everybody: what is offered where, and the cases of a day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, F, Func, QuerySet

from yimen.cases.models import Case
from yimen.catalogue.models import ItemSearch
from yimen.catalogue.queries import (
    Filters,
    Said,
    offered_rows,
    office_names,
    published_items,
    search_items,
)
from yimen.figures.queries import (
    Figures,
    Line,
    PublicCase,
    Span,
    live_cases,
    totals,
)
from yimen.figures.queries import by_organisation as figures_of_offices
from yimen.kernel.actor import SYSTEM

HOT = 6
MOST_THEMES = 12
MOST_OFFICES = 12
SHOWN_OFFICES = 8
MINUTE = 60
FEW_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a list, and how many items it leaves."""

    value: str
    name: str
    count: int | None  #: None: too many to count


def named(
    choices: Iterable[tuple[str, str]], counted: Mapping[str, int], *, is_whole: bool
) -> list[Facet]:
    """A filter with few values: every one of them, counted where all could be counted."""
    return [
        Facet(value, name, counted.get(value, 0) if is_whole else None) for value, name in choices
    ]


def by_pace(said: Iterable[Said]) -> Mapping[str, int]:
    """How many items found are done at once, and how many by a promised day."""
    return Counter(one.pace for one in said)


def by_audience(said: Iterable[Said]) -> Mapping[str, int]:
    """How many items found are for each audience, by its code."""
    return Counter(code for one in said for code in one.audiences)


def by_theme(said: Iterable[Said], *, is_whole: bool) -> list[Facet]:
    """The themes of the items found, most first; counted where all could be counted."""
    counted = Counter(theme for one in said for theme in one.themes)
    return _most_first(counted, {theme: theme for theme in counted}, is_whole)


def by_organisation(said: Iterable[Said], *, is_whole: bool) -> list[Facet]:
    """The organisations of the items found, most first; counted where all could be counted."""
    counted = Counter(str(one.organisation) for one in said)
    names = office_names(counted)
    return _most_first(counted, names, is_whole)


def _most_first(
    counted: Mapping[str, int], names: Mapping[str, str], is_whole: bool
) -> list[Facet]:
    ordered = sorted(names, key=lambda value: (-counted[value], names[value]))
    return [Facet(value, names[value], counted[value] if is_whole else None) for value in ordered]


@dataclass(frozen=True, slots=True)
class Front:
    """What is offered in a place: by audience, by theme, by organisation."""

    audiences: Mapping[str, int]
    themes: list[Facet]
    offices: list[Facet]


def front(region: str | None) -> Front:
    """The counts of the front page, which everybody sees: made once a minute."""

    def count() -> Front:
        items = offered_rows(Filters(region=region, with_above=True))
        offices = items.order_by().values_list("organisation_id", "organisation__name")
        counted = offices.annotate(n=Count("pk")).order_by("-n", "organisation__name")
        return Front(
            audiences=dict(_unnested(items, "audiences")),
            themes=[Facet(name, name, n) for name, n in _unnested(items, "themes")[:MOST_THEMES]],
            offices=[Facet(str(pk), name, n) for pk, name, n in counted[:MOST_OFFICES]],
        )

    made: Front = cache.get_or_set(f"portal.front.{region}", count, MINUTE)  # type: ignore[assignment]
    return made


def _unnested(items: QuerySet[ItemSearch], field: str) -> Any:
    rows = items.order_by().annotate(one=Func(F(field), function="unnest"))
    return rows.values_list("one").annotate(n=Count("pk")).order_by("-n", "one")


def hot_items(region: str | None, now: datetime) -> list[Any]:
    """The items most applied for in ninety days; where there are none yet, the first on offer."""

    def find() -> list[UUID]:
        cases = Case.objects.visible_to(SYSTEM).in_region(region or "")
        cases = cases.filter(filed_at__gte=now - timedelta(days=90))
        counted = cases.values_list("item_id").annotate(n=Count("pk")).order_by("-n", "item_id")
        found = [pk for pk, _count in counted[:HOT]]
        place = Filters(region=region, with_above=True)
        rest = search_items("", place, limit=2 * HOT).items
        return [*found, *(item.pk for item in rest if item.pk not in found)][:HOT]

    wanted = cache.get_or_set(f"portal.hot.{region}", find, 10 * MINUTE) or []
    items = {item.pk: item for item in published_items().filter(pk__in=wanted)}
    return [items[pk] for pk in wanted if pk in items]


def of_day(region: str | None, day: date) -> Figures:
    """What happened to cases on a day; everybody sees it, so it is added up every few seconds."""

    def add_up() -> Figures:
        return totals(SYSTEM, Span(day, day, region or ""))

    made: Figures = cache.get_or_set(f"portal.day.{region}.{day}", add_up, FEW_SECONDS)  # type: ignore[assignment]
    return made


@dataclass(frozen=True, slots=True)
class Screen:
    """What a screen in a hall shows."""

    today: Figures
    offices: list[Line]
    cases: list[PublicCase]


def live_screen(region: str | None, today: date, mark: str) -> Screen:
    """Today, the departments with most to do, and the cases acted on last: made once for all."""

    def look() -> Screen:
        span = Span(today, today, region or "")
        offices = figures_of_offices(SYSTEM, span)[:SHOWN_OFFICES]
        return Screen(totals(SYSTEM, span), offices, live_cases(region=region or ""))

    made: Screen = cache.get_or_set(f"portal.screen.{mark}", look, FEW_SECONDS)  # type: ignore[assignment]
    return made
