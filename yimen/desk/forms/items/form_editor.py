"""A form being edited: read from the page, changed by a button, drawn again.

The page carries the whole form as it stands now; it is saved in the draft by one button at the end.
A field is named by its place: `members`, or `members/name` for a column of a table.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from django.core.exceptions import BadRequest

from yimen.catalogue.rules.elements import FIELD_KINDS, FormField
from yimen.catalogue.rules.form_quality import COLUMN_KINDS
from yimen.desk.forms.items.form_conditions import as_condition
from yimen.desk.forms.items.form_properties import PropertyForm
from yimen.kernel.ids import read_count

MOST_FIELDS = 200
OPTION_PARTS = ("value", "label", "label_en")


@dataclass(frozen=True)
class Working:
    """The form as it stands on the page, and the field that is open beside it."""

    fields: tuple[FormField, ...]
    at: str = ""
    taken: frozenset[str] = frozenset()  #: keys that belong to fields of some version already
    form: PropertyForm | None = None  #: as it was typed, where something in it is wrong
    said: tuple[str, dict[str, Any]] = ("", {})  #: what a button did, as a code and its facts
    focus: str = ""  #: the button or field that gets the focus

    @property
    def open(self) -> FormField | None:
        """The field whose properties are shown."""
        return next((one for place, one in self.places if place == self.at), None)

    @property
    def places(self) -> list[tuple[str, FormField]]:
        """Every field and column with its place, in the order of the list."""
        found = []
        for one in self.fields:
            found.append((one.key, one))
            found += [(f"{one.key}/{column.key}", column) for column in one.columns]
        return found

    def replaced(self, rows: Sequence[FormField], *, at: str | None = None) -> "Working":
        """The working copy with other rows where the open field stands."""
        table, _slash, _column = self.at.rpartition("/")
        if not table:
            return replace(self, fields=tuple(rows), at=self.at if at is None else at)
        fields = tuple(
            replace(one, columns=tuple(rows)) if one.key == table else one for one in self.fields
        )
        return replace(self, fields=fields, at=self.at if at is None else f"{table}/{at}")

    @property
    def siblings(self) -> tuple[FormField, ...]:
        """The rows the open field is one of: the form, or the columns of its table."""
        table, _slash, _column = self.at.rpartition("/")
        if not table:
            return self.fields
        return next((one.columns for one in self.fields if one.key == table), ())

    @property
    def key(self) -> str:
        """The key of the open field."""
        return self.at.rpartition("/")[2]


def working(fields: Iterable[FormField], at: str, taken: frozenset[str]) -> Working:
    """A form to begin with, open at a field or at its first."""
    rows = tuple(fields)
    made = Working(rows, at, taken)
    return made if made.open or not rows else replace(made, at=rows[0].key)


def read(data: Any, taken: frozenset[str]) -> Working:
    """The form as the page sent it, with what was typed about the open field."""
    try:
        rows = json.loads(data["working"])
        fields = tuple(FormField.from_json(row) for row in rows)
        made = Working(fields[:MOST_FIELDS], str(data.get("at", "")), taken)
        is_known = all(one.kind in FIELD_KINDS for _place, one in made.places)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRequest("no form") from error
    if not is_known:
        raise BadRequest("no such kind")
    return _with_properties(made, data)


def _with_properties(now: Working, data: Any) -> Working:
    one = now.open
    if one is None or "p-label" not in data:
        return now
    form = PropertyForm(data, one=one, is_key_fixed=one.key in now.taken, taken=_keys(now))
    form.is_valid()
    changed = replace(one, **form.said, options=_options(data, 1), options_en=_options(data, 2))
    if one.kind not in {"choice", "many"}:
        changed = replace(changed, options=one.options, options_en=one.options_en)
    rows = tuple(changed if row.key == one.key else row for row in now.siblings)
    return replace(now.replaced(rows, at=changed.key), form=form if form.errors else None)


def _keys(now: Working) -> frozenset[str]:
    return now.taken | {one.key for _place, one in now.places}


def _options(data: Any, part: int) -> tuple[tuple[str, str], ...]:
    """The options as typed: their values with the labels in one language."""
    lists = [data.getlist(f"option-{name}") for name in OPTION_PARTS]
    rows = list(zip(*lists, strict=False))
    if part == 2 and not any(row[2].strip() for row in rows):
        return ()
    return tuple((row[0].strip(), row[part].strip()) for row in rows)


def changed(now: Working, data: Any, questions: Sequence[Any]) -> Working:
    """The form after a button was pressed."""
    do, _colon, where = str(data.get("do", "")).partition(":")
    if do == "open":
        return replace(now, at=where, form=None, focus="p-label")
    if do in {"option_add", "option_remove"}:
        return _option_changed(now, do, where)
    if do == "condition":
        return _with_condition(now, data, questions)
    act = ACTS.get(do)
    return act(now, data) if act and now.form is None else now


def _add(now: Working, data: Any) -> Working:
    """A new field after the open one, or after the table whose column is open."""
    kind = str(data.get("kind", ""))
    if kind not in FIELD_KINDS or len(now.fields) >= MOST_FIELDS:
        return now
    after = now.at.partition("/")[0]
    made = FormField(_fresh(now, kind), "", kind=kind, is_required=kind != "section")
    place = next((n for n, one in enumerate(now.fields, 1) if one.key == after), len(now.fields))
    fields = (*now.fields[:place], made, *now.fields[place:])
    return replace(now, fields=fields, at=made.key, said=("added", {}), focus="p-label")


def _add_column(now: Working, data: Any) -> Working:
    kind, table = str(data.get("column_kind", "")), now.at.partition("/")[0]
    if kind not in COLUMN_KINDS:
        return now
    made = FormField(_fresh(now, kind), "", kind=kind)
    fields = tuple(
        replace(one, columns=(*one.columns, made)) if one.key == table else one
        for one in now.fields
    )
    at = f"{table}/{made.key}"
    return replace(now, fields=fields, at=at, said=("added", {}), focus="p-label")


def _copy(now: Working, data: Any) -> Working:
    one, rows = now.open, now.siblings
    if one is None:
        return now
    made = replace(one, key=_fresh(now, one.key.rstrip("_0123456789") or one.kind))
    place = rows.index(one) + 1
    return replace(
        now.replaced((*rows[:place], made, *rows[place:]), at=made.key),
        said=("copied", {"label": one.label}),
        focus="p-label",
    )


def _remove(now: Working, data: Any) -> Working:
    one, rows = now.open, now.siblings
    if one is None:
        return now
    place = rows.index(one)
    left = (*rows[:place], *rows[place + 1 :])
    said = ("removed", {"label": one.label})
    if left:
        at = left[min(place, len(left) - 1)].key
        return replace(now.replaced(left, at=at), said=said, focus="open")
    table = now.at.partition("/")[0] if "/" in now.at else ""
    return replace(now.replaced(left, at=""), at=table, said=said, focus="open")


def _move(now: Working, step: int) -> Working:
    one, rows = now.open, list(now.siblings)
    if one is None:
        return now
    place = rows.index(one)
    to = place + step
    focus = "up" if step < 0 else "down"
    if not 0 <= to < len(rows):
        return replace(now, said=("at_end", {"label": one.label}), focus=focus)
    rows[place], rows[to] = rows[to], rows[place]
    facts = {"label": one.label, "place": to + 1, "count": len(rows)}
    return replace(now.replaced(rows), said=("moved", facts), focus=focus)


ACTS: Mapping[str, Any] = {
    "add": _add,
    "column": _add_column,
    "copy": _copy,
    "remove": _remove,
    "up": lambda now, _data: _move(now, -1),
    "down": lambda now, _data: _move(now, 1),
}


def _option_changed(now: Working, do: str, where: str) -> Working:
    one = now.open
    if one is None:
        return now
    if do == "option_add":
        value = next(v for n in count(1) if (v := f"o{n}") not in dict(one.options))
        options, focus = (*one.options, (value, "")), f"option-{len(one.options)}"
    else:
        place = read_count(where)
        options = tuple(pair for n, pair in enumerate(one.options) if n != place)
        focus = "option_add"
    kept = {value for value, _label in options}
    english = tuple(pair for pair in one.options_en if pair[0] in kept)
    made = replace(one, options=options, options_en=english)
    rows = tuple(made if row.key == one.key else row for row in now.siblings)
    return replace(now.replaced(rows), focus=focus)


def _with_condition(now: Working, data: Any, questions: Sequence[Any]) -> Working:
    """Write the condition that was picked; a second one must hold too."""
    one = now.open
    said = as_condition(data, [field for _place, field in now.places], questions)
    if one is None or not said:
        return replace(now, focus="condition")
    when = f"{one.when} and {said}" if one.when.strip() else said
    rows = tuple(replace(one, when=when) if row.key == one.key else row for row in now.siblings)
    return replace(now.replaced(rows), said=("condition", {}), focus="p-when")


def _fresh(now: Working, stem: str) -> str:
    """A key nobody has and nobody had."""
    keys = _keys(now)
    return next(key for n in count(1) if (key := f"{stem}_{n}") not in keys)
