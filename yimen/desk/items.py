"""What the pages about items show: sections of a version, changes, history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from yimen.catalogue.messages import CHOICES, element_label, finding_text, part_label
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import changes_of, code_names, findings_of
from yimen.catalogue.rules.content import LISTS, SIMPLE
from yimen.catalogue.rules.elements import Element
from yimen.journal.queries import entries_of
from yimen.ui.templatetags.ui import yuan

#: Parts of rows nobody reads: technical keys, and the form's own grammar.
UNSHOWN = frozenset({"key", "pattern", "min", "max"})
UNITS = {"legal_days": "legal_unit", "promised_days": "promised_unit"}
COUNTS = frozenset({"original", "copies"})  # none is not worth a word
CODED = {"item_type": "item_type", "level": "level", "result_kind": "result_kind"}

ACTS = {
    "item.added": gettext_lazy("Put on the list, first draft begun"),
    "item.drafted": gettext_lazy("New version begun"),
    "item.draft_saved": gettext_lazy("Draft changed"),
    "item.draft_discarded": gettext_lazy("Draft discarded"),
    "item.submitted": gettext_lazy("Handed in for review"),
    "item.sent_back": gettext_lazy("Sent back to its editors"),
    "item.published": gettext_lazy("Version published"),
    "item.suspended": gettext_lazy("Item suspended"),
    "item.resumed": gettext_lazy("Item in use again"),
    "item.cancelled": gettext_lazy("Item cancelled"),
}
ICONS = {
    "item.published": "done",
    "item.sent_back": "back",
    "item.submitted": "send",
    "item.suspended": "pause",
    "item.cancelled": "close",
}


@dataclass(frozen=True)
class Fact:
    """A label with its value."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A list of an item as a table."""

    label: str
    heads: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class Difference:
    """A part with what it said before and says now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeView:
    """One changed field as the reviewer reads it."""

    label: str
    differences: list[Difference]
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def is_reordered(self) -> bool:
        """Whether only the order of a list changed."""
        return not (self.differences or self.added or self.removed)


@dataclass(frozen=True)
class Happening:
    """One line of the item's history."""

    at: datetime
    title: str
    who: str
    text: str
    icon_name: str


@dataclass(frozen=True)
class FindingView:
    """One thing to put right, and where."""

    field: str
    label: str
    text: str
    is_blocking: bool

    @property
    def id(self) -> str:
        """The anchor of the field, or of the list's heading."""
        return self.field if self.field in LISTS else f"id_{self.field}"


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
        if name == "audiences":
            return "、".join(self.code("audience", one) for one in value)
        if name in CODED:
            return self.code(CODED[name], value)
        if name in {"legal_unit", "promised_unit"}:
            return str(dict(ItemVersion.Unit.choices).get(value, value))
        if name == "pace":
            return str(dict(ItemVersion.Pace.choices).get(value, value))
        return _plain(value)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (list, tuple)):
        return "、".join(_plain(one) for one in value)
    if isinstance(value, dict):
        return "；".join(f"{name}：{_plain(one)}" for name, one in value.items())
    return str(value)


def _part(name: str, value: Any) -> str:
    if name == "amount_fen":
        return yuan(value)
    if name in {"options", "options_en"}:
        return "、".join(label for _value, label in value)
    if name in COUNTS and not value:
        return ""
    if name in CHOICES:
        return str(CHOICES[name].get(value, value))
    return _plain(value)


def _parts(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: _part(name, value) for name, value in row.items() if name not in UNSHOWN}


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
    return [_section(name, content[name]) for name in LISTS if content[name]]


def _section(name: str, rows: Iterable[Mapping[str, Any]]) -> Section:
    shown = [_parts(LISTS[name].from_json(row).to_json()) for row in rows]
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


def change_views(version: ItemVersion) -> list[ChangeView]:
    """Field by field, what publishing this version would change."""
    words = Words(version.item.scheme)
    views = []
    for change in changes_of(version):
        label = element_label(change.field)
        if change.is_list:
            pairs = [pair for one in change.altered for pair in _differences(*one)]
            added = [_in_one_line(row) for row in change.added]
            removed = [_in_one_line(row) for row in change.removed]
            views.append(ChangeView(label, pairs, added, removed))
        else:
            before, after = (words.value(change.field, v) for v in (change.before, change.after))
            views.append(ChangeView(label, [Difference("", before, after)]))
    return views


def _differences(before: Element, after: Element) -> list[Difference]:
    old, new = _parts(before.to_json()), _parts(after.to_json())
    title = next(iter(new.values()))
    return [
        Difference(f"{title} · {part_label(name)}", old[name], new[name])
        for name in new
        if old[name] != new[name]
    ]


def _in_one_line(row: Element) -> str:
    first, *rest = ((name, text) for name, text in _parts(row.to_json()).items() if text)
    said = [f"{part_label(name)}：{text}" for name, text in rest]
    return "；".join([first[1], *said])


def history(item_id: UUID) -> list[Happening]:
    """What was done to an item, the newest first."""
    return [
        Happening(
            at=entry.at,
            title=str(ACTS.get(entry.kind, entry.kind)),
            who=str(entry.actor.get("name", "")),
            text=_told(entry.facts),
            icon_name=ICONS.get(entry.kind, "check"),
        )
        for entry in reversed(entries_of(item_id))
    ]


def _told(facts: Mapping[str, Any]) -> str:
    number = facts.get("number")
    version = _("Version %(number)s") % {"number": number} if number else ""
    fields = "、".join(element_label(str(name)) for name in facts.get("fields", []))
    return " · ".join(part for part in (version, fields, str(facts.get("reason", ""))) if part)


def finding_views(version: ItemVersion) -> list[FindingView]:
    """What is to be put right, blocking findings first."""
    return [
        FindingView(one.field, element_label(one.field), finding_text(one), one.is_blocking)
        for one in findings_of(version)
    ]
