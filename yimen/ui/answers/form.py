"""A Django form over a flat list of fields, some with parts, some with rows."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.ids import read_count
from yimen.ui.answers import blocks, leaves
from yimen.ui.answers.leaves import Leaf, is_english, said

MOST_ROWS = 50
#: The parts of answers that have several, with what they are called.
PARTS: dict[str, dict[str, Any]] = {
    "period": {"from": pgettext_lazy("period", "From"), "to": pgettext_lazy("period", "To")},
    "person": {"name": _("Name"), "document": _("Document"), "number": _("Number")},
    "organisation": {"name": _("Name of the organisation"), "uscc": _("Credit code")},
}
SHOWN_ONLY = frozenset({"section"})


class Field(Protocol):
    """What a form asks: see `catalogue.rules.elements.FormField`."""

    key: str
    label: str
    label_en: str
    kind: str
    is_required: bool
    options: Any
    options_en: Any
    help: str
    help_en: str
    unit: str
    min: int | None
    max: int | None
    columns: Any


class Sheet(Protocol):
    """Answers with somebody who judges them."""

    @property
    def answers(self) -> Mapping[str, Any]: ...
    @property
    def unasked(self) -> Sequence[str]: ...
    @property
    def holding(self) -> dict[str, Any]: ...
    def problems(self, *, strict: bool = True) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Offers:
    """What the world around a form offers: places, papers of people, files given, words."""

    say: Callable[[Any], str]  #: a problem as a sentence
    name: Callable[[Any], str]  #: which answer it is, with the row it is in
    documents: Mapping[str, Any] = field(default_factory=dict)
    regions: Callable[[int, int], leaves.Choices] = lambda _least, _most: []
    files: Mapping[str, Sequence[Any]] = field(default_factory=dict)  #: given, by key


class AnswerForm(forms.Form):
    """Answers by key; `answers` are those that hold, `is_valid` says whether all do.

    While somebody still writes (`strict=False`), what is missing is no error.
    """

    use_required_attribute = False
    sheet: Sheet

    def __init__(
        self,
        asked: Iterable[Any],
        answers: Mapping[str, Any],
        *args: Any,
        judge: Callable[[Mapping[str, Any]], Sheet],
        offers: Offers,
        strict: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = list(asked)
        self.judge, self.offers, self.strict = judge, offers, strict
        self.given = answers
        self.sheet = judge(answers)
        self.row_counts: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.at = ""  #: the row or question that was just changed, which gets the focus
        for one in self.asked:
            if one.kind not in SHOWN_ONLY:
                self._add(one, one.key, answers.get(one.key))

    def _add(self, one: Field, name: str, answer: Any) -> None:
        """The entries of one field, under its name, with what was answered."""
        if one.kind in PARTS:
            known = answer if isinstance(answer, Mapping) else {}
            for part, label in PARTS[one.kind].items():
                self._leaf(f"{name}-{part}", _part(one, part, self.offers), known.get(part), label)
        elif one.kind == "table":
            rows = answer if isinstance(answer, list) else []
            count = self._row_count(one, name, rows)
            self.row_counts[name] = count
            self._leaf(name, {"widget": forms.HiddenInput()}, count, said(one, "label"))
            for n in range(count):
                row = rows[n] if n < len(rows) else {}
                for column in one.columns:
                    self._add(column, f"{name}-{n}-{column.key}", row.get(column.key))
        else:
            label = said(one, "label")
            label = f"{label}（{one.unit}）" if one.unit else label
            made = self._leaf(name, _entry(one, self.offers), answer, label)
            made.required, made.help_text = one.is_required, said(one, "help")

    def _leaf(self, name: str, facts: dict[str, Any], answer: Any, label: Any) -> Leaf:
        made = Leaf(**facts, label=label)
        self.fields[name] = made
        self.initial[name] = made.show(answer)
        return made

    def _row_count(self, one: Field, name: str, rows: Sequence[Any]) -> int:
        typed = read_count(self.data.get(self.add_prefix(name))) if self.is_bound else None
        least = max(one.min or 0, 1) if one.is_required else (one.min or 0)
        count = max(len(rows), least) if typed is None else typed
        return min(count, one.max or MOST_ROWS, MOST_ROWS)

    def clean(self) -> dict[str, Any]:
        """Read the answers from their entries and have them judged."""
        typed = {one.key: self._read(one, one.key) for one in self.asked if _is_written(one)}
        kept = {one.key: self.given[one.key] for one in self._files() if one.key in self.given}
        self.sheet = self.judge({**typed, **kept})
        for problem in self.sheet.problems(strict=self.strict):
            self.add_error(self._place(problem.path), self.offers.say(problem))
        return self.cleaned_data

    def _files(self) -> list[Any]:
        return [one for one in self.asked if one.kind == "file"]

    def _read(self, one: Field, name: str) -> Any:
        if one.kind in PARTS:
            return {part: self.cleaned_data.get(f"{name}-{part}") for part in PARTS[one.kind]}
        if one.kind == "table":
            return [
                {
                    column.key: self._read(column, f"{name}-{n}-{column.key}")
                    for column in one.columns
                }
                for n in range(self.row_counts[name])
            ]
        return self.cleaned_data.get(name)

    def _place(self, path: str) -> str | None:
        """The entry at which a problem is told: the first one of an answer with parts."""
        name = entry_name(path)
        if name in self.fields:
            return name
        return next((one for one in self.fields if one.startswith(f"{name}-")), None)

    @property
    def found(self) -> list[dict[str, str]]:
        """Each error with the id of its entry, for the summary on top."""
        if not self.is_bound:
            return []
        listed = [
            {
                "id": f"id_{self._place(problem.path)}",
                "label": self.offers.name(problem),
                "text": self.offers.say(problem),
            }
            for problem in self.sheet.problems(strict=self.strict)
        ]
        return listed + [
            {"id": f"id_{name}", "label": str(self[name].label), "text": text}
            for name, text in self.refused.items()
        ]

    def refuse(self, errors: Mapping[str, str], *, at: str = "") -> None:
        """Say what else was refused, by entry; the focus goes to `at`."""
        self.refused = dict(errors)
        for name, text in errors.items():
            self.add_error(name, text)
        self.at = at

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that hold as far as they go, as they are kept."""
        keys = {one.key for one in self.asked if _is_written(one)}
        return {key: answer for key, answer in self.sheet.holding.items() if key in keys}

    @property
    def uploads(self) -> dict[str, list[Any]]:
        """The files chosen just now, by field."""
        found = {one.key: list(self.cleaned_data.get(one.key) or []) for one in self._files()}
        return {key: chosen for key, chosen in found.items() if chosen}

    @property
    def unasked(self) -> list[str]:
        """What is not asked for as things stand, by the names of entries."""
        return [entry_name(path) for path in self.sheet.unasked]

    @property
    def file_names(self) -> str:
        """The names of entries that take files, for what is not to be sent while somebody types."""
        return ",".join(self.add_prefix(one.key) for one in self._files())

    @property
    def sections(self) -> list[blocks.Section]:
        """The form as it is drawn."""
        return blocks.sections(self)


def entry_name(path: str) -> str:
    """The name of the entry at a path: members[2].number is members-2-number."""
    return re.sub(r"\[(\d+)\]", r"-\1", path).replace(".", "-")


def with_row(data: Any, key: str) -> Any:
    """What was typed, with one more row in a table."""
    more = data.copy()
    if (count := read_count(data.get(key))) is not None:
        more[key] = str(min(count + 1, MOST_ROWS))
    return more


def last_row(data: Any, table: str, entry: str) -> str:
    """Where the row just added to a table is, for the focus."""
    count = read_count(data.get(entry))
    return f"{table}-{count - 1}" if count else ""


def without_row(data: Any, place: str) -> Any:
    """What was typed, without one row of a table; the rows after it move up."""
    key, _dash, said = place.rpartition("-")
    count, row = read_count(data.get(key)), read_count(said)
    if count is None or row is None or row >= count:
        return data
    less = data.copy()
    for name in [name for name in less if re.match(rf"{re.escape(key)}-\d+-", name)]:
        n, rest = name[len(key) + 1 :].split("-", 1)
        values = less.pop(name)
        if int(n) != row:
            less.setlist(f"{key}-{int(n) - (int(n) > row)}-{rest}", values)
    less[key] = str(int(count) - 1)
    return less


def _is_written(one: Any) -> bool:
    return one.kind not in SHOWN_ONLY and one.kind != "file"


def _options(one: Any) -> leaves.Choices:
    labels = dict(one.options_en) if is_english() else {}
    return [(value, labels.get(value) or label) for value, label in one.options]


def _entry(one: Any, offers: Offers) -> dict[str, Any]:
    """The widget of a field without parts, and how it is read and shown."""
    if one.kind in {"choice", "many"}:
        return (leaves.choice if one.kind == "choice" else leaves.many)(_options(one))
    if one.kind == "region":
        return leaves.listed(offers.regions(one.min or 1, one.max or 5))
    if one.kind == "file":
        return leaves.files(several=one.max != 1)
    return ENTRIES.get(one.kind, leaves.text())()


def _part(one: Any, part: str, offers: Offers) -> dict[str, Any]:
    if one.kind == "period":
        return leaves.date()
    if part == "document":
        papers = list(offers.documents.items())
        return {"widget": forms.Select(choices=papers)}
    is_person = one.kind == "person" and part == "name"
    return leaves.text(autocomplete="name" if is_person else "off")()


ENTRIES: dict[str, Callable[[], dict[str, Any]]] = {
    "long_text": leaves.long_text,
    "number": leaves.number,
    "money": leaves.money,
    "date": leaves.date,
    "yes_no": leaves.yes_no,
    "phone": leaves.text(type="tel", autocomplete="tel"),
    "resident_id": leaves.text(autocomplete="off", spellcheck="false"),
    "uscc": leaves.text(autocomplete="off", spellcheck="false"),
    "declaration": leaves.tick,
}
