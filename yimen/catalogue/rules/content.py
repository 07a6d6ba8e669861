"""What a version says, as one value: stored, copied, compared."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from json import dumps
from typing import Any

from yimen.catalogue.rules.elements import (
    Basis,
    Condition,
    Element,
    Fee,
    FormField,
    Link,
    Material,
    Place,
    Question,
    SituationQuestion,
)
from yimen.catalogue.rules.rulings import Checkpoint, Ruling

SIMPLE: tuple[str, ...] = (
    "name",
    "name_en",
    "short_name",
    "item_type",
    "level",
    "audiences",
    "themes",
    "life_events",
    "pace",
    "legal_days",
    "legal_unit",
    "promised_days",
    "promised_unit",
    "limit_note",
    "visits",
    "visits_note",
    "is_online",
    "prereview_days",
    "online_depth",
    "is_express",
    "is_pay_online",
    "result_kind",
    "result_name",
    "result_sample",
    "validity_months",
    "conditions",
    "consult_phone",
    "complaint_phone",
)
LISTS: dict[str, type[Element]] = {
    "bases": Basis,
    "situations": SituationQuestion,
    "terms": Condition,
    "materials": Material,
    "fees": Fee,
    "questions": Question,
    "places": Place,
    "links": Link,
    "form": FormField,
    "checkpoints": Checkpoint,
    "rulings": Ruling,
}
#: Everything a version says; a new draft begins as a copy of it.
CONTENT: tuple[str, ...] = (*SIMPLE, *LISTS, "drawing", "remainder")


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs between two versions.

    For a list `added`, `removed` and `altered` (before, after) hold its rows.
    """

    field: str
    before: Any
    after: Any
    added: tuple[Element, ...] = ()
    removed: tuple[Element, ...] = ()
    altered: tuple[tuple[Element, Element], ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the field is a list of elements."""
        return self.field in LISTS


def stored(elements: Mapping[str, Any]) -> dict[str, Any]:
    """The content as it is stored: elements become JSON; a name nobody knows is a mistake."""
    unknown = set(elements) - set(CONTENT)
    if unknown:
        raise KeyError(f"no such element: {sorted(unknown)}")
    return {
        name: [_row(name, row) for row in value] if name in LISTS else value
        for name, value in elements.items()
    }


def _row(name: str, row: Element | Mapping[str, Any]) -> dict[str, Any]:
    element = row if isinstance(row, Element) else LISTS[name].from_json(row)
    return element.to_json()


def with_keys(
    rows: Iterable[Mapping[str, Any]], *, prefix: str, used: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The rows with a new key for each that had none (m1, m2, …); keys once used stay used."""
    kept = [dict(row) for row in rows]
    taken = {row["key"] for row in kept if row.get("key")} | set(used)
    fresh = (key for n in count(1) if (key := f"{prefix}{n}") not in taken)
    for row in kept:
        row["key"] = row.get("key") or next(fresh)
    return kept


def with_known_keys(
    rows: Iterable[Mapping[str, Any]], before: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows with the keys that rows of the same name had before; the n-th keeps the n-th's."""
    known: dict[str, list[str]] = {}
    for row in before:
        known.setdefault(row["name"], []).append(row["key"])
    return [
        {**row, "key": row.get("key") or (keys.pop(0) if (keys := known.get(row["name"])) else "")}
        for row in rows
    ]


def digest(content: Mapping[str, Any]) -> str:
    """A fingerprint of content: the same content gives the same, in whatever order of names."""
    return sha256(dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Field by field what differs, in the order of the item page.

    A part of a row that was not stored says the same as its default.
    """
    found = [
        _list_change(name, before.get(name) or [], after.get(name) or [])
        if name in LISTS
        else Change(name, before.get(name), after.get(name))
        for name in CONTENT
        if (before.get(name) or None) != (after.get(name) or None)
    ]
    return [change for change in found if not change.is_list or change.before != change.after]


def _list_change(name: str, before: Sequence[Any], after: Sequence[Any]) -> Change:
    """Rows are the same row if they share a key, or, without keys, what names them."""
    kind = LISTS[name]
    old = {key: kind.from_json(row) for key, row in _by_identity(before).items()}
    new = {key: kind.from_json(row) for key, row in _by_identity(after).items()}
    return Change(
        name,
        list(old.values()),
        list(new.values()),
        added=tuple(row for key, row in new.items() if key not in old),
        removed=tuple(row for key, row in old.items() if key not in new),
        altered=tuple(
            (old[key], row) for key, row in new.items() if key in old and old[key] != row
        ),
    )


def _by_identity(rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], Mapping[str, Any]]:
    """The rows by what names them; doubles by their turn."""
    named: dict[tuple[str, int], Mapping[str, Any]] = {}
    turns = Counter[str]()
    for row in rows:
        name = _identity(row)
        turns[name] += 1
        named[name, turns[name]] = row
    return named


def _identity(row: Mapping[str, Any]) -> str:
    for name in ("key", "question", "law", "name"):
        if row.get(name):
            return f"{row[name]} {row['article']}" if name == "law" else str(row[name])
    return dumps(row, ensure_ascii=False, sort_keys=True)
