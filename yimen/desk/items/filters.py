"""The filters of the list of items."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy, pgettext_lazy

from yimen.catalogue.messages import element_label
from yimen.catalogue.queries import code_names

#: Elements by which the list is narrowed, and the code table of their values.
TABLES = {
    "item_type": "item_type",
    "level": "level",
    "audiences": "audience",
    "life_events": "life_event",
}


@dataclass(frozen=True)
class Filter:
    """A filter of the list that is also a count."""

    word: str
    link: str
    count: int
    is_current: bool


FILTERS = (
    ("in_use", pgettext_lazy("item status", "In use")),
    ("draft", gettext_lazy("Being drafted")),
    ("in_review", gettext_lazy("Waiting for review")),
    ("new", gettext_lazy("Never published")),
    ("suspended", pgettext_lazy("item status", "Suspended")),
    ("cancelled", pgettext_lazy("item status", "Cancelled")),
)


def filters(counts: Mapping[str, int], state: str) -> list[Filter]:
    """The filters of the list; the one in force leads back to all."""
    return [
        Filter(
            str(word),
            address("desk:item_list", state="" if value == state else value),
            counts.get(value, 0),
            value == state,
        )
        for value, word in FILTERS
    ]


def address(name: str, **query: str) -> str:
    """The address of a list with its filters."""
    said = urlencode({key: value for key, value in query.items() if value})
    return f"{reverse(name)}?{said}" if said else reverse(name)


@dataclass(frozen=True)
class Menu:
    """An element to narrow the list by: its values, and the one chosen."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    chosen: str


def chosen(said: Mapping[str, str]) -> dict[str, str]:
    """By which elements the address narrows the list; what is no code is left out."""
    wanted = {name: said.get(name, "") for name in TABLES}
    known = {name: code_names(TABLES[name]) for name, value in wanted.items() if value}
    return {name: value for name, value in wanted.items() if value in known.get(name, {})}


def menus(wanted: Mapping[str, str]) -> list[Menu]:
    """The elements the list can be narrowed by."""
    return [
        Menu(name, element_label(name), list(code_names(table).items()), wanted.get(name, ""))
        for name, table in TABLES.items()
    ]
