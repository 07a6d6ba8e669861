"""Reading items that travelled, from a workbook or from JSON lines: records, or what is wrong."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yimen.catalogue.rules.content import LISTS
from yimen.catalogue.rules.records import Authority, ItemRecord, Problem
from yimen.catalogue.rules.shape import Column, Exported, Shape, Table, Unreadable, checked, taken
from yimen.kernel.codes import BadCode, ItemCode, parse_item_code

FORMAT = "yimen-item"
EXAMPLE = "示例"
FIRST_ROW = 3  #: names, headings, then rows
HEAD = ("code", "local_code", "organisation", "office_name", "office_code")

Read = tuple[ItemRecord | None, list[Problem]]
Grid = Sequence[Sequence[Any]]
Known = dict[str, list[dict[str, Any]]]  #: lists looked at before, by what they say
KNOWN = 5000  #: lists that are remembered


def letters(number: int) -> str:
    """A column as a spreadsheet calls it: 0 is A, 26 is AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


# ---- one JSON object a line


def to_line(item: Exported) -> str:
    """An item as a line."""
    return json.dumps({"format": FORMAT, **item.head, "content": item.content}, ensure_ascii=False)


def read_lines(lines: Iterable[str | bytes], shape: Shape) -> Iterator[Read]:
    """Every line that is not blank, as a record or the reasons why it is none."""
    seen: dict[str, int] = {}
    known: Known = {}
    for number, text in enumerate(lines, start=1):
        if text.strip():
            record, problems = read_item(number, said_in(text), shape, known)
            yield _once(record, problems, seen, number)


@dataclass(slots=True)
class _Wrong:
    """What is wrong with one line, as it is found."""

    number: int
    item: str
    problems: list[Problem] = field(default_factory=list)

    def __call__(self, name: str, code: str, **facts: object) -> None:
        self.problems.append(Problem(self.number, self.item, name, code, facts, True))

    def count(self) -> int:
        """How much was found so far."""
        return len(self.problems)


def said_in(text: str | bytes) -> dict[str, Any]:
    """The JSON object of a line; empty where it is none."""
    try:
        said = json.loads(text)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def read_item(number: int, fields: Mapping[str, Any], shape: Shape, known: Known) -> Read:
    """What a line says as a record, or what is wrong; `known` remembers lists looked at before."""
    if not isinstance(fields.get("content"), dict):
        return None, [Problem(number, "", "", "not_json", {}, True)]
    item = str(fields.get("code") or "")
    wrong = _Wrong(number, item)
    code = _code(item, lambda code, **facts: wrong("code", code, **facts))
    content = _content(fields["content"], shape, known, wrong)
    if code is None or wrong.problems:
        return None, wrong.problems
    return _record(number, code, fields, content), wrong.problems


def _content(given: Mapping[str, Any], shape: Shape, known: Known, wrong: Any) -> dict[str, Any]:
    """The content a line gives, column by column checked; a name nobody knows is wrong."""
    columns = {c.name: c for c in shape.items.columns if c.name not in HEAD}
    lists = {table.name: table for table in shape.lists}
    content: dict[str, Any] = {}
    for name, value in given.items():
        if name in columns:
            content[name] = _checked(columns[name], value, name, wrong)
        elif name in lists:
            content[name] = _rows_once(lists[name], value, known, wrong)
        else:
            wrong(name, "unknown_field")
    for column in columns.values():
        if column.is_needed and column.name not in given:
            wrong(column.name, "missing")
    return content


def _rows_once(table: Table, value: Any, known: Known, wrong: Any) -> list[dict[str, Any]]:
    """The rows of a list; most items of a province say the same, which is looked at once."""
    key = f"{table.name} {value}"
    if key not in known:
        before = wrong.count()
        rows = _rows(table, value, wrong)
        if wrong.count() > before:
            return rows
        if len(known) >= KNOWN:
            known.clear()
        known[key] = rows
    return [dict(row) for row in known[key]]


def _rows(table: Table, value: Any, wrong: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        wrong(table.name, "not_a_list", value=str(value)[:60])
        return []
    columns = {column.name: column for column in table.columns if column.name != "item"}
    rows = []
    for number, given in enumerate(value, start=1):
        place = f"{table.name}[{number}]"
        for name in given.keys() - columns.keys():
            wrong(f"{place}.{name}", "unknown_field")
        row = {name: given.get(name, column.default) for name, column in columns.items()}
        taken_row = {n: _checked(columns[n], v, f"{place}.{n}", wrong) for n, v in row.items()}
        if (element := _element(table.name, taken_row)) is None:
            wrong(place, "wrong_kind", value=str(given)[:60])
        else:
            rows.append(element)
    return rows


def _element(name: str, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """A row of a list as it is stored; None where its parts are not built as they should be."""
    try:
        return LISTS[name].from_json(row).to_json()
    except (TypeError, ValueError, KeyError, AttributeError):
        return None


def _checked(column: Column, value: Any, place: str, wrong: Any) -> Any:
    try:
        return checked(column, value)
    except Unreadable as error:
        wrong(place, error.code, **error.facts)
        return column.default


# ---- a workbook


@dataclass(slots=True)
class _Sheet:
    """One sheet being read: where its columns are, and what was wrong so far."""

    table: Table
    grid: Grid
    problems: list[Problem] = field(default_factory=list)

    def columns(self) -> list[tuple[int, Column]]:
        """The columns of the table where the first row names them."""
        known = {column.name: column for column in self.table.columns}
        names = [str(cell or "").strip() for cell in self.grid[0]] if self.grid else []
        for place, name in enumerate(names):
            if name and name not in known:
                self.wrong(1, place, "", "unknown_column", value=name[:60])
        return [(place, known[name]) for place, name in enumerate(names) if name in known]

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each row that says something, by its number; the example is passed over."""
        columns = self.columns()
        code_at = next((at for at, column in columns if column.name in {"code", "item"}), None)
        if code_at is None:
            self.wrong(1, 0, "", "no_code_column")
            return
        for number, row in enumerate(self.grid[FIRST_ROW - 1 :], start=FIRST_ROW):
            code = str(row[code_at] if code_at < len(row) else "").strip()
            if code.startswith(EXAMPLE) or not any(str(cell).strip() for cell in row):
                continue
            yield number, self._row(number, row, columns, code)

    def _row(
        self, number: int, row: Sequence[Any], columns: list[tuple[int, Column]], code: str
    ) -> dict[str, Any]:
        values = {}
        for place, column in columns:
            try:
                values[column.name] = taken(column, row[place] if place < len(row) else None)
            except Unreadable as error:
                self.wrong(number, place, code, error.code, column=column, **error.facts)
                values[column.name] = column.default
        return values

    def wrong(
        self,
        row: int,
        place: int,
        item: str,
        code: str,
        *,
        column: Column | None = None,
        **facts: object,
    ) -> None:
        """Note what is wrong, with the address of the cell."""
        label = column.label if column else ""
        where = letters(place)
        one = Problem(row, item, label, code, facts, True, self.table.label, where)
        self.problems.append(one)


def read_workbook(grids: Mapping[str, Grid], shape: Shape) -> Iterator[Read]:
    """Every row of the first table as a record, with its rows of the others, or what is wrong."""
    main = _Sheet(shape.items, grids.get(shape.items.label, ()))
    if not main.grid:
        yield None, [Problem(1, "", "", "no_sheet", {"name": shape.items.label}, True)]
        return
    heads = list(main.rows())
    codes = {head["code"] for _, head in heads}
    parts, problems = _parts(grids, shape, codes)
    waiting = [*main.problems, *problems]  # told with the first item: they are no item's own
    seen: dict[str, int] = {}
    for number, head in heads:
        record, found = _item(number, head, parts, shape)
        record, found = _once(record, found, seen, number, sheet=shape.items.label)
        yield record, [*waiting, *found]
        waiting = []
    if waiting:
        yield None, waiting


def _parts(
    grids: Mapping[str, Grid], shape: Shape, codes: set[str]
) -> tuple[dict[str, dict[str, list[dict[str, Any]]]], list[Problem]]:
    """The rows of every list that has a sheet, by item."""
    parts: dict[str, dict[str, list[dict[str, Any]]]] = {}
    problems: list[Problem] = []
    for table in shape.lists:
        if not grids.get(table.label):
            continue
        sheet = _Sheet(table, grids[table.label])
        by_item: dict[str, list[dict[str, Any]]] = {}
        for number, row in sheet.rows():
            item = row.pop("item", "")
            if item not in codes:
                sheet.wrong(number, 0, item, "no_such_item", value=item[:60])
            missing = {c.name: c.default for c in table.columns if c.name != "item"}
            if (element := _element(table.name, {**missing, **row})) is None:
                sheet.wrong(number, 0, item, "unreadable_parts", value=item[:60])
            else:
                by_item.setdefault(item, []).append(element)
        parts[table.name] = by_item
        problems += sheet.problems
    return parts, problems


def _item(
    number: int,
    head: Mapping[str, Any],
    parts: Mapping[str, Mapping[str, list[dict[str, Any]]]],
    shape: Shape,
) -> Read:
    problems: list[Problem] = []
    label = shape.items.label

    def wrong(code: str, **facts: object) -> None:
        problems.append(Problem(number, head["code"], "", code, facts, True, label, "A"))

    code = _code(head["code"], wrong)
    if code is None:
        return None, problems
    content = {name: value for name, value in head.items() if name not in HEAD}
    content |= {name: rows.get(head["code"], []) for name, rows in parts.items()}
    return _record(number, code, head, content, sheet=label), problems


# ---- both


def _code(text: str, wrong: Any) -> ItemCode | None:
    if not text:
        return None  # told already where the cell was read
    try:
        code = parse_item_code(text)
    except BadCode as error:
        wrong("bad_code", value=text[:60], why=error)
        return None
    if not code.department:
        wrong("basic_code", value=text)
        return None
    return code


def _record(
    number: int,
    code: ItemCode,
    head: Mapping[str, Any],
    content: Mapping[str, Any],
    *,
    sheet: str = "",
) -> ItemRecord:
    regions = tuple((str(one), str(name)) for one, name in head.get("regions") or ())
    authority = Authority(
        str(head.get("office_code") or ""),
        str(head.get("office_name") or ""),
        regions,
        str(head.get("organisation") or ""),
    )
    given = {"item_type": code.item_type, "level": code.level, **content}
    local = str(head.get("local_code") or "")
    return ItemRecord(number, code.value, code.basic, local, authority, given, sheet=sheet)


def _once(
    record: ItemRecord | None,
    problems: list[Problem],
    seen: dict[str, int],
    number: int,
    *,
    sheet: str = "",
) -> Read:
    if record is not None and (first := seen.setdefault(record.code, number)) != number:
        facts = {"first": first}
        problems.append(
            Problem(number, record.code, "", "twice", facts, True, sheet, "A" if sheet else "")
        )
    return record, problems
