"""Questions about the applicant's own case, conditions they bring, and the table of ticks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.messages import ELEMENTS, PARTS, PARTS_OF
from yimen.catalogue.rules.elements import SituationQuestion
from yimen.catalogue.rules.situation_checks import CONDITIONAL, KEY
from yimen.catalogue.rules.situation_table import Ticks, expression_of, ticks_of
from yimen.desk.forms.items.fields import Lines, text_field
from yimen.desk.forms.items.row import RowForm

MARK = "|"
EXPRESSION = 500


class Options(Lines):
    """Options, one a line: `new | 新办 | Apply for one`; the mark in front may be left out."""

    def prepare_value(self, value: Any) -> Any:
        """The options as they are typed."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f" {MARK} ".join(filter(None, option)) for option in value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else is typed than was shown."""
        return super().to_python(data) != (self.prepare_value(initial) or "")

    def to_python(self, value: Any) -> Any:
        """The options as a question keeps them; one without a mark gets the next free one."""
        lines = [line for line in str(super().to_python(value)).splitlines() if line.strip()]
        parts = [[part.strip() for part in line.split(MARK)] for line in lines]
        taken = {first for first, *rest in parts if rest and KEY.fullmatch(first)}
        free = (mark for n in range(1, 1000) if (mark := f"a{n}") not in taken)
        return [self._option(one, free) for one in parts]

    @staticmethod
    def _option(parts: list[str], free: Any) -> tuple[str, str, str]:
        if len(parts) == 1 or not KEY.fullmatch(parts[0]):
            parts = [next(free), *parts]
        mark, label, english = [*parts, ""][:3]
        return mark, label, english


class SituationRow(RowForm):
    """A question and its options."""

    text = text_field(PARTS_OF["situations", "text"], 200, required=True)
    text_en = text_field(PARTS["text_en"], 300)
    options = Options(
        label=PARTS["options"],
        required=True,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: mark | words | English words. The mark may be left out."),
    )
    help = text_field(PARTS["help"], 500)
    is_many = forms.BooleanField(label=PARTS["is_many"], required=False)
    when = text_field(
        _("Asked only where"),
        EXPRESSION,
        help_text=_("By earlier answers, such as situation.q1 == 'new'. Empty: always."),
    )


class TermRow(RowForm):
    """A condition that only some situations bring; which, is said in the table."""

    text = text_field(PARTS_OF["terms", "text"], 2000, required=True, rows=2)
    text_en = text_field(PARTS["text_en"], 2000, rows=2)


@dataclass(frozen=True, slots=True)
class Cell:
    """A tick: whether the row applies under one option of one question."""

    name: str
    value: str
    label: str
    is_ticked: bool
    begins: bool  #: the first option of its question


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a list with its ticks, or with the expression ticks cannot say."""

    name: str
    text: str
    cells: Sequence[Cell]
    free: str

    @property
    def is_always(self) -> bool:
        """Whether it applies to everybody."""
        return not self.free and not any(cell.is_ticked for cell in self.cells)


@dataclass(frozen=True, slots=True)
class TableList:
    """The rows of one list of the draft."""

    label: Any
    rows: Sequence[TableRow]


class SituationTable:
    """Which rows of the draft apply under which answers: read from the draft, or from what was
    ticked."""

    def __init__(self, content: Mapping[str, Any], data: QueryDict | None = None) -> None:
        self.content, self.data = content, data
        self.questions = [SituationQuestion.from_json(row) for row in content["situations"]]

    @property
    def width(self) -> int:
        """How many columns the table has: the row's name, the options, the expression."""
        return 2 + sum(len(question.options) for question in self.questions)

    @property
    def lists(self) -> list[TableList]:
        """The lists that have rows, each row with its ticks."""
        return [
            TableList(
                ELEMENTS[name],
                [self._row(f"{name}-{row['key']}", str(row[label]), row) for row in rows],
            )
            for name, label in CONDITIONAL.items()
            if (rows := [row for row in self.content[name] if row.get("key")])
        ]

    def _row(self, name: str, text: str, row: Mapping[str, Any]) -> TableRow:
        when = self._when(name) if self.data is not None else str(row.get("when") or "")
        ticks = ticks_of(when, self.questions)
        return TableRow(
            name, text, self._cells(name, ticks or {}), "" if ticks is not None else when
        )

    def _cells(self, name: str, ticks: Ticks) -> list[Cell]:
        return [
            Cell(f"{name}-{q.key}", value, label, value in ticks.get(q.key, ()), place == 0)
            for q in self.questions
            for place, (value, label, _english) in enumerate(q.options)
        ]

    def elements(self) -> dict[str, Any]:
        """The lists with the conditions that were ticked or written."""
        return {
            name: [
                {**row, "when": self._when(f"{name}-{row['key']}")} if row.get("key") else row
                for row in self.content[name]
            ]
            for name in CONDITIONAL
        }

    def _when(self, name: str) -> str:
        """What was written goes before what was ticked."""
        data = self.data or QueryDict()
        written = data.get(f"{name}-when", "").strip()[:EXPRESSION]
        ticks = {q.key: data.getlist(f"{name}-{q.key}") for q in self.questions}
        return written or expression_of(ticks, self.questions)
