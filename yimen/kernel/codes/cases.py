"""Which case: item code, day and the day's running number."""

from dataclasses import dataclass
from datetime import date

from yimen.kernel.codes import checks
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.items import ItemCode, ItemKind, parse_item_code
from yimen.kernel.codes.reading import check_characters, check_length, tidy

KIND = "case_number"
LAST_OF_A_DAY = 9999


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number (办件编号) in its parts."""

    value: str
    item: ItemCode
    day: date
    seq: int


def parse_case_number(value: str) -> CaseNumber:
    """The case number read and checked: item code, YYYYMMDD and four digits."""
    text = tidy(value)
    check_length(KIND, text, 43, 45)
    item = parse_item_code(text[:-12])
    check_characters(KIND, text[-12:], checks.DIGITS, start=len(text) - 12)
    return CaseNumber(text, item, _day(text[-12:-4]), int(text[-4:]))


def make_case_number(code: str, day: date, seq: int) -> str:
    """The number of the day's n-th case of an item; month and day are always two digits."""
    item = parse_item_code(code)
    if item.kind is ItemKind.BASIC:
        raise BadCode("item_code", "length", expected="31/33", length=len(item.value))
    if not 1 <= seq <= LAST_OF_A_DAY:
        raise BadCode(KIND, "sequence", found=seq)
    return f"{item.value}{day:%Y%m%d}{seq:04d}"


def _day(digits: str) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise BadCode(KIND, "day", found=digits) from None
