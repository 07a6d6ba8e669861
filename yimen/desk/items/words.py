"""Stored values in the reader's words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from yimen.cases.rules.processes import drawn_links
from yimen.catalogue.messages import CHOICES
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import code_names
from yimen.ui.templatetags.ui import yuan

#: Parts of rows nobody reads: technical keys, and the form's own grammar.
UNSHOWN = frozenset({"key", "pattern", "min", "max", "samples"})
COUNTS = frozenset({"original", "copies", "voters", "share"})  # none is not worth a word
CODED = {"item_type": "item_type", "level": "level", "result_kind": "result_kind"}
CODED_LISTS = {"audiences": "audience", "life_events": "life_event"}


class Words:
    """Stored values in the reader's words; each code table is read once."""

    def __init__(self, scheme: str) -> None:
        self._scheme = scheme
        self._tables: dict[str, dict[str, str]] = {}

    def code(self, table: str, value: str) -> str:
        """The name of a code."""
        if table not in self._tables:
            self._tables[table] = code_names(table, self._scheme)
        return self._tables[table].get(value, value)

    def value(self, name: str, value: Any) -> str:
        """A simple element of a version."""
        if value is None:
            return ""
        if name in CODED_LISTS:
            return "、".join(self.code(CODED_LISTS[name], one) for one in value)
        if name in CHOICES:
            return str(CHOICES[name].get(value, value))
        if name in CODED:
            return self.code(CODED[name], value)
        if name in {"legal_unit", "promised_unit"}:
            return str(dict(ItemVersion.Unit.choices).get(value, value))
        if name == "drawing":
            return " → ".join(link.name for link in drawn_links(value)) if value else ""
        if name == "pace":
            return str(dict(ItemVersion.Pace.choices).get(value, value))
        return plain(value)


def plain(value: Any) -> str:
    """A value as words: lists with their signs, yes and no."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (list, tuple)):
        return "、".join(plain(one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{name}：{plain(one)}" for name, one in value.items())
    return str(value)


def part_text(name: str, value: Any) -> str:
    """A part of a row of a list."""
    if name == "amount_fen":
        return yuan(value)
    if name in {"options", "options_en"}:
        return "、".join(str(option[1]) for option in value)
    if name in {"columns", "inputs"}:
        return "、".join(str(one["label"]) for one in value)
    if name == "files":
        return "、".join(f"{CHOICES['attachment'][one['kind']]} {one['name']}" for one in value)
    if name == "lines":
        return "；".join(_line(one["tests"], one["results"]) for one in value)
    if name in COUNTS and not value:
        return ""
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    return plain(value)


def _line(tests: Iterable[str], results: Iterable[str]) -> str:
    """A line of a decision table: what has to hold, and what follows."""
    return f"{'，'.join(test or '*' for test in tests)} → {'，'.join(results)}"


def row_texts(row: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a row that people read, by name."""
    return {name: part_text(name, value) for name, value in row.items() if name not in UNSHOWN}
