"""The one truth about the answers to a form, for portal, desk, cases and API.

Absent is not empty. A key that is absent was never asked, or not yet answered; None was asked and
left empty; no, none, zero and an empty list are answers. What the conditions do not ask for is
no answer, whatever was typed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from yimen.catalogue.rules.conditions import met
from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_kinds import (
    UNANSWERED,
    fact,
    gaps,
    is_empty,
    tidied,
    troubles,
)

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer: where (`members[2].number`), why, and the words for it."""

    path: str
    code: str
    field: FormField
    column: FormField | None = None
    row: int | None = None  #: from 0

    @property
    def key(self) -> str:
        """The field it is in."""
        return self.field.key


@dataclass(frozen=True, slots=True)
class _Place:
    """A field where it stands: in the form, or as a column in a row of a table."""

    field: FormField
    path: str
    answer: Any
    facts: Mapping[str, Any]  #: of all that stands before it
    is_asked: bool
    table: FormField | None = None
    row: int | None = None

    def problem(self, below: str, code: str) -> Problem:
        return Problem(
            self.path + below,
            code,
            self.table or self.field,
            self.field if self.table else None,
            self.row,
        )


class AnswerSheet:
    """A form, the answers given to it so far, and the situation they were given in."""

    def __init__(
        self,
        fields: Iterable[FormField],
        answers: Answers,
        situation: Answers | None = None,
        *,
        today: date,
    ) -> None:
        self.fields = list(fields)
        self.answers = tidy(self.fields, answers)
        self.today = today
        self._facts = {"situation": dict(situation or {}), "today": today.isoformat()}
        self._places = list(self._walk(self.fields, self.answers, self._facts))

    def _walk(
        self,
        fields: Sequence[FormField],
        answers: Answers,
        facts: dict[str, Any],
        table: FormField | None = None,
        row: int | None = None,
        path: str = "",
    ) -> Iterator[_Place]:
        """Every field in order; what is asked becomes a fact for what comes after."""
        is_open = True
        for field in fields:
            if field.kind == "section":
                is_open = met(field.when, facts, undecided=False)
            asked = is_open and met(field.when, facts, undecided=False)
            answer = answers.get(field.key)
            yield _Place(field, path + field.key, answer, facts, asked, table, row)
            if field.kind == "table" and asked and _is_rows(answer):
                for n, cells in enumerate(answer):
                    seen = {**facts}
                    under = f"{field.key}[{n}]."
                    yield from self._walk(field.columns, cells, seen, field, n, under)
            if asked and field.key in answers and field.kind not in UNANSWERED:
                facts[field.key] = self._fact(field, answer, facts)

    def _fact(self, field: FormField, answer: Any, facts: Mapping[str, Any]) -> Any:
        if field.kind == "table" and _is_rows(answer):
            return [self._row(field, cells, facts) for cells in answer]
        return fact(field, answer)

    def _row(self, field: FormField, cells: Answers, facts: Mapping[str, Any]) -> dict[str, Any]:
        """What a row says: only the columns that are asked in it."""
        seen = dict(facts)
        for column in field.columns:
            if met(column.when, seen, undecided=False) and column.key in cells:
                seen[column.key] = fact(column, cells[column.key])
            else:
                seen.pop(column.key, None)
        return {c.key: seen[c.key] for c in field.columns if c.key in seen and c.key in cells}

    @property
    def facts(self) -> dict[str, Any]:
        """What expressions see: the answers asked for, `situation` and `today`."""
        return dict(self._facts)

    @property
    def unasked(self) -> list[str]:
        """The paths of fields and cells whose conditions are not met."""
        return [place.path for place in self._places if not place.is_asked]

    @property
    def asked(self) -> dict[str, Any]:
        """The answers that are kept when the application is handed in."""
        gone = set(self.unasked)
        return {
            field.key: self._asked_rows(field, self.answers[field.key], gone)
            for field in self.fields
            if field.key in self.answers and field.key not in gone
        }

    def _asked_rows(self, field: FormField, answer: Any, gone: set[str]) -> Any:
        if field.kind != "table" or not _is_rows(answer):
            return answer
        return [
            {key: cell for key, cell in row.items() if f"{field.key}[{n}].{key}" not in gone}
            for n, row in enumerate(answer)
        ]

    def problems(self, *, strict: bool = True) -> list[Problem]:
        """What is wrong with the answers, in the order of the form.

        While somebody still writes (not strict), what is missing is not wrong yet.
        """
        found = []
        for place in self._places:
            if place.is_asked and place.field.kind not in UNANSWERED:
                found += list(self._problems_at(place, strict=strict))
        return found

    @property
    def holding(self) -> dict[str, Any]:
        """The answers that hold as far as they go: what a draft keeps while somebody writes."""
        return without(self.answers, [problem.path for problem in self.problems(strict=False)])

    def _problems_at(self, place: _Place, *, strict: bool) -> Iterator[Problem]:
        field, answer = place.field, place.answer
        wrong = [] if is_empty(answer) else list(troubles(field, answer, self.today))
        if strict:
            said = {below for below, _code in wrong}
            lacking = [] if "" in said else list(gaps(field, answer))
            wrong += [(below, code) for below, code in lacking if below not in said]
        for below, code in wrong:
            yield place.problem(below, code)
        if strict and not wrong and not is_empty(answer) and self._breaks_check(place):
            yield place.problem("", "check")

    def _breaks_check(self, place: _Place) -> bool:
        """Whether the field's check is violated; one that cannot be decided yet is not."""
        if not place.field.check:
            return False
        facts = self.facts
        if place.table is not None and place.row is not None:
            facts |= facts[place.table.key][place.row]
        return not met(place.field.check, facts, undecided=True)


def problems(
    fields: Iterable[FormField],
    answers: Answers,
    situation: Answers | None = None,
    *,
    today: date,
    strict: bool = True,
) -> list[Problem]:
    """What is wrong with answers to a form: strictly when handed in, leniently while written."""
    return AnswerSheet(fields, answers, situation, today=today).problems(strict=strict)


def tidy(fields: Iterable[FormField], answers: Answers) -> dict[str, Any]:
    """The answers to fields of this form in canonical form; what the form does not ask goes."""
    kept: dict[str, Any] = {}
    for field in fields:
        if field.key not in answers or field.kind in UNANSWERED:
            continue
        answer = answers[field.key]
        if field.kind == "table" and _is_rows(answer):
            kept[field.key] = [tidy(field.columns, row) for row in answer]
        else:
            kept[field.key] = tidied(field, answer)
    return kept


def without(answers: Answers, paths: Iterable[str]) -> dict[str, Any]:
    """The answers without those at the paths: a wrong cell goes alone, its row stays."""
    gone = set(paths)
    kept: dict[str, Any] = {}
    for key, answer in answers.items():
        if key in gone:
            continue
        if isinstance(answer, Mapping):
            kept[key] = {n: v for n, v in answer.items() if f"{key}.{n}" not in gone}
        elif _is_rows(answer) and answer:
            kept[key] = [_row_without(row, gone, f"{key}[{n}]") for n, row in enumerate(answer)]
        else:
            kept[key] = answer
    return kept


def _row_without(row: Answers, gone: set[str], path: str) -> dict[str, Any]:
    """Cells of several parts lose only the part."""
    under = f"{path}."
    return without(row, {one.removeprefix(under) for one in gone if one.startswith(under)})


def _is_rows(answer: Any) -> TypeGuard[list[Mapping[str, Any]]]:
    return isinstance(answer, list) and all(isinstance(row, Mapping) for row in answer)
