"""Lists as a workbook to keep: a line of title, one of headings, then the rows."""

import io
from collections.abc import Iterable, Sequence
from typing import Any


def workbook(title: str, headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """An .xlsx file of one sheet; what looks like a formula or a link stays text."""
    import xlsxwriter  # with the first workbook: it would make each start longer

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet, head = book.add_worksheet(), book.add_format({"bold": True, "bg_color": "#DCE9F9"})
    sheet.write_row(0, 0, [title])
    sheet.write_row(1, 0, headings, head)
    for number, cells in enumerate(lines, start=2):
        sheet.write_row(number, 0, cells)
    sheet.set_column(0, len(headings) - 1, 20)
    sheet.freeze_panes(2, 0)
    book.close()
    return target.getvalue()
