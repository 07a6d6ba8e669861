"""A version as facts and tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from yimen.catalogue.messages import element_label, part_label
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.content import LISTS, SIMPLE
from yimen.desk.items.words import Words, row_texts

MOST_COLUMNS = 6
UNITS = {"legal_days": "legal_unit", "promised_days": "promised_unit"}


@dataclass(frozen=True)
class Fact:
    """A label with its value."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A list of an item as a table; one with too many columns for a page is read row by row."""

    label: str
    heads: list[str]
    rows: list[list[str]]

    @property
    def is_wide(self) -> bool:
        """Whether a table of it would not fit."""
        return len(self.heads) > MOST_COLUMNS

    @property
    def entries(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Each row by its first column, with what else it says."""
        return [
            (first, [pair for pair in zip(self.heads[1:], rest, strict=True) if pair[1]])
            for first, *rest in self.rows
        ]


def facts(version: ItemVersion) -> list[Fact]:
    """The simple elements of a version, those that say something."""
    words = Words(version.item.scheme)
    content = version.content()
    return [
        Fact(element_label(name), text, note=_unit(words, content, name))
        for name in SIMPLE
        if name not in UNITS.values() and (text := words.value(name, content[name]))
    ]


def _unit(words: Words, content: Mapping[str, Any], name: str) -> str:
    return words.value(UNITS[name], content[UNITS[name]]) if name in UNITS else ""


def sections(version: ItemVersion) -> list[Section]:
    """The lists of a version as tables; columns nobody filled are left out."""
    content = version.content()
    links = {link["key"]: link["name"] for link in content["links"]}
    return [_section(name, content[name], links) for name in LISTS if content[name]]


def _section(name: str, rows: Iterable[Mapping[str, Any]], links: Mapping[str, str]) -> Section:
    shown = [row_texts(LISTS[name].from_json(row).to_json()) for row in rows]
    for row in shown:
        if "link" in row:
            row["link"] = links.get(row["link"], row["link"])
    english = _is_english()
    columns = [
        part
        for part in shown[0]
        if any(row[part] for row in shown) and (english or not part.endswith("_en"))
    ]
    heads = [part_label(part, name) for part in columns]
    return Section(element_label(name), heads, [[row[part] for part in columns] for row in shown])


def _is_english() -> bool:
    return (get_language() or "").startswith("en")
