"""The workbook: written so that an editor sees what belongs where, read without trust."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import IO, Any

from python_calamine import CalamineError, CalamineWorkbook

from yimen.catalogue.rules.exchange import EXAMPLE, FIRST_ROW, Grid, letters
from yimen.catalogue.rules.shape import Column, Exported, Shape, Table, shown

CELL = 32_767  #: characters a cell of a spreadsheet holds
LONG_TEXTS = "长文本"  #: the sheet of those that are longer, in pieces
POINTER = re.compile(rf"→{LONG_TEXTS} (\d+)")
LISTS = "选项"  #: the sheet of what drop-downs offer
ROWS = 1_048_576
DROPPED = 5000  #: rows that have drop-downs
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 50_000_000, 400_000_000, 300
#: A text that begins so is a formula to whoever copies it elsewhere.
FORMULA = ("=", "+", "-", "@", "\t")


class BadWorkbook(ValueError):
    """The file is no workbook that may be opened; `code` says why."""

    def __init__(self, code: str) -> None:
        """Why; the sentence is in `messages.imports`."""
        super().__init__(code)
        self.code = code


# ---- writing


class Writer:
    """One workbook being written, row by row; nothing is held but the row."""

    def __init__(self, target: IO[bytes], shape: Shape) -> None:
        """Begin the sheets with their headings."""
        import xlsxwriter  # with the first workbook: it would make each start longer

        options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
        self.book = xlsxwriter.Workbook(target, options)
        self.shape = shape
        self.text = self.book.add_format({"num_format": "@", "valign": "top"})
        self.quoted = self.book.add_format(
            {"num_format": "@", "valign": "top", "quote_prefix": True}
        )
        self.head = self.book.add_format(
            {"bold": True, "bg_color": "#DCE9F9", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.grey = self.book.add_format({"italic": True, "font_color": "#6B7686"})
        self.sheets = {
            table.name: self.book.add_worksheet(table.label)
            for table in (shape.items, *shape.lists)
        }
        self.rows = dict.fromkeys(self.sheets, FIRST_ROW - 1)
        self.long = self.book.add_worksheet(LONG_TEXTS)
        self.long.write_row(0, 0, ["number", "text"])
        self.long_rows, self.long_count = 1, 0
        self.lists = self.book.add_worksheet(LISTS)
        self.offered: list[list[str]] = []
        for table in (shape.items, *shape.lists):
            self._headings(table)

    def _headings(self, table: Table) -> None:
        sheet = self.sheets[table.name]
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(1, 32)
        for place, column in enumerate(table.columns):
            width = 34 if place == 0 else 14 if column.choices or column.kind != "text" else 24
            sheet.set_column(place, place, width, self.text)
            sheet.write_string(0, place, column.name)
        for place, column in enumerate(table.columns):  # a row is done once the next begins
            star = "＊" if column.is_needed else ""
            sheet.write_string(1, place, star + column.label, self.head)
            if column.note:
                sheet.write_comment(1, place, column.note, {"x_scale": 2, "y_scale": 1.4})
            self._drop_down(sheet, place, column)
        sheet.freeze_panes(FIRST_ROW - 1, 1)

    def _drop_down(self, sheet: Any, place: int, column: Column) -> None:
        words = list(column.choices.values()) if column.kind == "text" else []
        words = ["是", "否"] if column.kind == "yes_no" else words
        if not words:
            return
        letter = letters(len(self.offered))
        self.offered.append(words)
        source = f"={LISTS}!${letter}$1:${letter}${len(words)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(FIRST_ROW - 1, place, FIRST_ROW - 1 + DROPPED, place, rule)

    def example(self, item: Exported) -> None:
        """One grey row in each sheet that is passed over when the workbook is read."""
        self.add(Exported({**item.head, "code": EXAMPLE}, item.content), style=self.grey)

    def add(self, item: Exported, *, style: Any = None) -> None:
        """One item, in all sheets."""
        self._row(self.shape.items, {**item.head, **item.content}, style)
        for table in self.shape.lists:
            for row in item.content.get(table.name) or ():
                self._row(table, {**row, "item": item.head["code"]}, style)

    def _row(self, table: Table, values: Mapping[str, Any], style: Any) -> None:
        number = self.rows[table.name]
        if number >= ROWS:
            raise BadWorkbook("too_many_rows")
        self.rows[table.name] += 1
        sheet = self.sheets[table.name]
        for place, column in enumerate(table.columns):
            cell = shown(column, values.get(column.name, column.default))
            if isinstance(cell, int):
                sheet.write_number(number, place, cell, style)
            elif cell is not None:
                text = cell if len(cell) <= CELL else self._long(cell)
                quoted = self.quoted if text.startswith(FORMULA) else None
                sheet.write_string(number, place, text, style or quoted or self.text)

    def _long(self, text: str) -> str:
        """Keep a text no cell has room for in pieces, and say where."""
        self.long_count += 1
        for start in range(0, len(text), CELL):
            self.long.write_number(self.long_rows, 0, self.long_count)
            self.long.write_string(self.long_rows, 1, text[start : start + CELL])
            self.long_rows += 1
        return f"→{LONG_TEXTS} {self.long_count}"

    def close(self) -> None:
        """Write the file."""
        for number, row in enumerate(zip_longest(*self.offered)):
            for place, word in enumerate(row):
                if word is not None:
                    self.lists.write_string(number, place, word)
        self.lists.hide()
        if not self.long_count:
            self.long.hide()
        self.book.close()


def write_workbook(target: IO[bytes], items: Iterable[Exported], shape: Shape) -> None:
    """All items as a workbook."""
    writer = Writer(target, shape)
    for item in items:
        writer.add(item)
    writer.close()


def write_template(target: IO[bytes], example: Exported, shape: Shape) -> None:
    """An empty workbook with one example."""
    writer = Writer(target, shape)
    writer.example(example)
    writer.close()


# ---- reading


def open_workbook(data: bytes) -> dict[str, Grid]:
    """The sheets of a workbook as rows of values; formulas count as what they last showed."""
    _look_at(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
            if name != LISTS
        }
    except (CalamineError, ValueError, OSError):
        raise BadWorkbook("damaged") from None
    return _with_long_texts(grids)


def _look_at(data: bytes) -> None:
    """Refuse what is no workbook, or would unpack to more than there is room for."""
    if len(data) > MOST_BYTES:
        raise BadWorkbook("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            names, sizes = set(parts.namelist()), [part.file_size for part in parts.infolist()]
    except zipfile.BadZipFile:
        raise BadWorkbook("not_a_workbook") from None
    if "xl/workbook.xml" not in names:
        raise BadWorkbook("not_a_workbook")
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise BadWorkbook("too_large")


def _with_long_texts(grids: dict[str, Any]) -> dict[str, Grid]:
    """The long texts back in the cells that point to them."""
    texts: dict[str, str] = {}
    for number, piece in (row[:2] for row in grids.pop(LONG_TEXTS, [])[1:] if len(row) > 1):
        key = str(int(number)) if isinstance(number, float) else str(number)
        texts[key] = texts.get(key, "") + str(piece)
    if not texts:
        return grids

    def whole(cell: Any) -> Any:
        pointer = POINTER.fullmatch(cell) if isinstance(cell, str) else None
        return texts.get(pointer[1], cell) if pointer else cell

    return {name: [[whole(cell) for cell in row] for row in grid] for name, grid in grids.items()}
