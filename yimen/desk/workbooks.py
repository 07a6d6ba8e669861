"""Lists as a workbook to keep: a line of title, one of headings, then the rows."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Page:
    """A further sheet of a workbook."""

    name: str
    title: str
    headings: Sequence[str]
    lines: Iterable[Sequence[Any]]


def workbook(
    title: str, headings: Sequence[str], lines: Iterable[Sequence[Any]], *more: Page
) -> bytes:
    """An .xlsx file; what looks like a formula or a link stays text."""
    import xlsxwriter  # with the first workbook: it would make each start longer

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#DCE9F9"})
    for page in (Page("", title, headings, lines), *more):
        sheet = book.add_worksheet(page.name or None)
        sheet.write_row(0, 0, [page.title])
        sheet.write_row(1, 0, page.headings, head)
        for number, cells in enumerate(page.lines, start=2):
            sheet.write_row(number, 0, cells)
        sheet.set_column(0, len(page.headings) - 1, 20)
        sheet.freeze_panes(2, 0)
    book.close()
    return target.getvalue()
