"""The shape of a catalogue outside: tables with columns, and what may stand in a cell.

One shape serves the workbook and the JSON lines. It is made from the elements themselves
(`queries.exchange.shape`), so a new element travels without a word here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BETWEEN = "；"
YES, NO = "是", "否"
TRUE, FALSE = frozenset({"是", "true", "1", "yes", "√"}), frozenset({"否", "false", "0", "no", "×"})


class Unreadable(ValueError):
    """A cell that cannot be taken: a code of a sentence, and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        """What is wrong; the sentence is in `messages.imports`."""
        super().__init__(code)
        self.code, self.facts = code, facts


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds; `kind` is text, whole, maybe (a number or nothing), yes_no, many
    (some words), or json (whatever is built of parts)."""

    name: str
    label: str
    kind: str = "text"
    room: int = 0  #: most characters; 0: no end
    choices: Mapping[str, str] = field(default_factory=dict)  #: as stored → as shown
    is_needed: bool = False
    note: str = ""
    default: Any = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: the items themselves (no name), or the rows of one list of theirs."""

    name: str
    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """All tables, the items first."""

    items: Table
    lists: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """An item as it travels: who it is, and everything it says."""

    head: Mapping[str, Any]  #: code, local_code, organisation, and what tells who that is
    content: Mapping[str, Any]


# ---- as shown in a cell


def shown(column: Column, value: Any) -> str | int | None:
    """A stored value as a person reads it in a cell."""
    if value is None or (column.kind in {"json", "many"} and value == column.default):
        return None
    if column.kind == "yes_no":
        return YES if value else NO
    if column.kind == "many":
        return _joined([column.choices.get(one, one) for one in value])
    if column.kind == "json":
        return json.dumps(value, ensure_ascii=False)
    if column.kind in {"whole", "maybe"}:
        return int(value)
    return column.choices.get(value, value) or None


def _joined(words: list[str]) -> str:
    """The words side by side; as JSON where one of them would be taken for two."""
    if any(BETWEEN in word or word != word.strip() or word[:1] in {"[", ""} for word in words):
        return json.dumps(words, ensure_ascii=False)
    return BETWEEN.join(words)


def taken(column: Column, cell: Any) -> Any:
    """What a cell says, as it is stored; raises what is wrong with it."""
    text = _text(cell)
    if column.kind == "text":
        return checked(column, _choice(column, text) if column.choices else text)
    if not text.strip():
        return checked(column, column.default)
    return checked(column, _READ[column.kind](column, text.strip()))


def _text(cell: Any) -> str:
    """A cell as text: a number without the point a spreadsheet gives it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return YES if cell else NO
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _choice(column: Column, text: str) -> str:
    """What was chosen: as shown, as stored, or the code alone."""
    text = text.strip()
    if not text or text in column.choices:
        return text
    by_label = {label: value for value, label in column.choices.items()}
    first = text.split(maxsplit=1)[0]
    found = by_label.get(text) or (first if first in column.choices else None)
    if found is None:
        choices = "、".join(list(column.choices.values())[:12])
        raise Unreadable("unknown_choice_of", value=text[:60], choices=choices)
    return found


def _whole(column: Column, text: str) -> int:
    if not text.isdecimal():
        raise Unreadable("unreadable_number", value=text[:60])
    return int(text)


def _yes_no(column: Column, text: str) -> bool:
    if text.casefold() not in TRUE | FALSE:
        raise Unreadable("unreadable_yes_no", value=text[:60])
    return text.casefold() in TRUE


def _many(column: Column, text: str) -> list[str]:
    words = _json(column, text) if text.startswith("[") else text.split(BETWEEN)
    if not isinstance(words, list):
        raise Unreadable("not_a_list", value=text[:60])
    return [_choice(column, str(word)) if column.choices else str(word) for word in words]


def _json(column: Column, text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Unreadable("unreadable_parts", value=text[:60]) from None


_READ: dict[str, Any] = {
    "whole": _whole,
    "maybe": _whole,
    "yes_no": _yes_no,
    "many": _many,
    "json": _json,
}


# ---- as stored


def checked(column: Column, value: Any) -> Any:
    """A value as it is stored, if it may be; raises what is wrong with it."""
    if value == column.default and not column.is_needed and type(value) is type(column.default):
        return value  # the most of all cells
    if column.is_needed and value in (None, "", []):
        raise Unreadable("missing")
    if not _fits(column, value):
        raise Unreadable("wrong_kind", value=str(value)[:60])
    for text in value if column.kind == "many" else [value] if column.kind == "text" else []:
        if column.room and len(text) > column.room:
            raise Unreadable("too_long", length=len(text), room=column.room)
        if column.choices and text and text not in column.choices:
            choices = "、".join(list(column.choices.values())[:12])
            raise Unreadable("unknown_choice_of", value=text[:60], choices=choices)
    if column.kind in {"whole", "maybe"} and value is not None and not 0 <= value <= column.room:
        raise Unreadable("number_out_of_range", value=value, most=column.room)
    return value


def _fits(column: Column, value: Any) -> bool:
    if column.kind == "maybe":
        return value is None or (isinstance(value, int) and not isinstance(value, bool))
    if column.kind == "many":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if column.kind == "json":
        return isinstance(value, type(column.default))
    kinds: dict[str, type] = {"text": str, "whole": int, "yes_no": bool}
    return isinstance(value, kinds[column.kind]) and (
        column.kind == "yes_no" or not isinstance(value, bool)
    )
