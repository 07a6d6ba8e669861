"""The list of powers and services over all departments and levels (权力清单), and what is owed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Count, F, Func, Q, QuerySet, Value, When

from yimen.catalogue.errors import NotOnOffer
from yimen.catalogue.models import BasicItem, ServiceItem
from yimen.catalogue.queries.offer import HEAVY

PAGE = 20

#: Guangdong numbers two types otherwise than the national standard: whose list is read over all
#: provinces needs one number for one thing.
NATIONAL_TYPE = Case(
    When(basic_code__startswith="44", current__item_type="20", then=Value("10")),
    When(basic_code__startswith="44", current__item_type="21", then=Value("20")),
    default=F("current__item_type"),
    output_field=CharField(),
)
#: What an item is counted by, filter by filter; arrays are counted value by value.
COLUMNS = {
    "item_type": "national_type",
    "level": "current__level",
    "region": "organisation__region_id",
    "organisation": "organisation_id",
    "audience": "current__audiences",
    "theme": "current__themes",
    "life_event": "current__life_events",
}
ARRAYS = frozenset({"audience", "theme", "life_event"})
NAMES = {"region": "organisation__region__name", "organisation": "organisation__name"}


@dataclass(frozen=True, slots=True)
class PowerFilter:
    """By what the list is narrowed; empty means any."""

    text: str = ""
    place: str = ""  #: digits a region's code begins with: a city holds its counties
    item_type: str = ""
    level: str = ""
    region: str = ""
    organisation: UUID | None = None
    audience: str = ""
    theme: str = ""
    life_event: str = ""

    def items(self) -> QuerySet[ServiceItem]:
        """The items on the list within it."""
        items: QuerySet[ServiceItem] = ServiceItem.objects.listed()
        items = items.annotate(national_type=NATIONAL_TYPE)
        for word in self.text.split():
            named = Q(current__name__icontains=word) | Q(code__istartswith=word)
            items = items.filter(named | Q(organisation__name__icontains=word))
        if self.place:
            items = items.filter(organisation__region__code__startswith=self.place)
        for name, column in COLUMNS.items():
            value = getattr(self, name)
            if value and name in ARRAYS:
                items = items.filter(**{f"{column}__contains": [value]})
            elif value:
                items = items.filter(**{column: value})
        return items


@dataclass(frozen=True, slots=True)
class PowerPage:
    """A page of the list; rows carry `basic`, their line in the basic directory, or None."""

    rows: list[Any]
    has_more: bool
    count: int


def power_list(narrowed: PowerFilter, *, start: int = 0, limit: int = PAGE) -> PowerPage:
    """The list by organisation and code."""
    items = narrowed.items()
    rows = items.select_related("current", "organisation__region").defer(*HEAVY)
    ordered = rows.order_by("organisation__path", "code")[start : start + limit + 1]
    found = with_basics(ordered)
    return PowerPage(found[:limit], len(found) > limit, items.count())


def with_basics(items: Iterable[Any]) -> list[Any]:
    """The items, each with its line in the basic directory."""
    rows = list(items)
    codes = {item.basic_code for item in rows}
    basics = {one.code: one for one in BasicItem.objects.filter(code__in=codes, is_listed=True)}
    for item in rows:
        item.basic = basics.get(item.basic_code)
    return rows


def power_counts(narrowed: PowerFilter, name: str) -> list[tuple[str, str, int]]:
    """For one filter, each value with its name where it has one of its own, and how many items
    it would leave while all other filters stay."""
    none: dict[str, Any] = {name: None if name == "organisation" else ""}
    others = replace(narrowed, **none).items()
    rows = others.order_by()
    if name in ARRAYS:
        rows = rows.annotate(value=Func(F(COLUMNS[name]), function="unnest"))
        counted = rows.values_list("value").annotate(n=Count("pk")).order_by("-n", "value")
        return [(value, value, n) for value, n in counted]
    rows = rows.annotate(value=F(COLUMNS[name]), label=F(NAMES.get(name, COLUMNS[name])))
    counted = rows.values_list("value", "label").annotate(n=Count("pk")).order_by("-n", "label")
    return [(str(value), str(label), n) for value, label, n in counted]


def listed_power(code: str) -> ServiceItem:
    """The entry of the list with that code, with its line in the basic directory."""
    items = ServiceItem.objects.listed().annotate(national_type=NATIONAL_TYPE)
    found = items.select_related("current", "organisation__region").filter(code=code)
    rows = with_basics(found)
    if not rows:
        raise NotOnOffer(code=code)
    item: ServiceItem = rows[0]
    return item
