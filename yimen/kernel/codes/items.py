"""What is offered: the codes of GB/T 39554.1 (C0109.1) as provinces publish them."""

from dataclasses import dataclass
from enum import StrEnum

from yimen.kernel.codes import checks
from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.organisations import parse_uscc
from yimen.kernel.codes.reading import check_characters, check_length, tidy

KIND = "item_code"
BASIC_LENGTH = 12
DEPARTMENT_LENGTH = 18


class ItemKind(StrEnum):
    """Which of the three codes it is."""

    BASIC = "basic"  #: 基本编码, of the catalogue
    IMPLEMENTATION = "implementation"  #: 实施编码, of one authority
    HANDLING = "handling"  #: 业务办理项编码, a variant of it


class SubKind(StrEnum):
    """What the last three characters of the basic code say."""

    NO_SUB_ITEM = "no_sub_items"  #: 000
    MAIN_ITEM = "main_with_sub_items"  #: 00Y
    SUB_ITEM = "sub_item"  #: 001 …


_SUB_KINDS = {"000": SubKind.NO_SUB_ITEM, "00Y": SubKind.MAIN_ITEM}


@dataclass(frozen=True, slots=True)
class ItemCode:
    """An item's code in its parts; the parts of the authority are empty in a basic code."""

    value: str
    kind: ItemKind
    basic: str  #: twelve characters
    prefix: str  #: 00 national, or a province
    item_type: str  #: 事项类型; its meaning differs by province
    department_digits: str  #: their meaning differs by province
    main: str
    sub: str
    department: str = ""  #: the authority's eighteen characters
    level: str = ""  #: 行使层级, 1 to 7
    handling: str = ""  #: two digits of the variant
    is_department_valid: bool = True  #: false for pseudo-codes: warn, never refuse

    @property
    def sub_kind(self) -> SubKind:
        """Whether this is a main item, with or without sub-items, or a sub-item."""
        return {"000": SubKind.NO_SUB_ITEM, "00Y": SubKind.MAIN_ITEM}.get(
            self.sub, SubKind.SUB_ITEM
        )

    @property
    def implementation(self) -> str:
        """The thirty-one characters of the authority's item; empty in a basic code."""
        return self.value[:31] if self.department else ""

    @property
    def parent(self) -> str:
        """The basic code of the main item a sub-item belongs to; empty for a main item."""
        return self.basic[:9] + "00Y" if self.sub_kind is SubKind.SUB_ITEM else ""


def parse_item_code(value: str) -> ItemCode:
    """The item's code read and checked: twelve, thirty-one or thirty-three characters.

    Authorities without a credit code publish pseudo-codes, so theirs is judged, not refused.
    """
    text = tidy(value)
    check_length(KIND, text, 31, 33, BASIC_LENGTH)
    if len(text) == BASIC_LENGTH:
        return ItemCode(text, ItemKind.BASIC, *_basic(text, start=0))
    department, level, basic, handling = text[:18], text[18], text[19:31], text[31:]
    check_characters(KIND, department, checks.ALPHANUMERICS)
    if level not in "1234567":
        raise BadCode(KIND, "level", found=level)
    parts = _basic(basic, start=19)
    if basic.endswith("Y"):
        raise BadCode(KIND, "main_item")
    check_characters(KIND, handling, checks.DIGITS, start=31)
    kind = ItemKind.HANDLING if handling else ItemKind.IMPLEMENTATION
    return ItemCode(text, kind, *parts, department, level, handling, _is_uscc(department))


def _basic(text: str, *, start: int) -> tuple[str, str, str, str, str, str]:
    check_characters(KIND, text[:11], checks.DIGITS, start=start)
    last = "0123456789Y" if text[9:11] == "00" else checks.DIGITS
    check_characters(KIND, text[11], last, start=start + 11)
    return text, text[:2], text[2:4], text[4:6], text[6:9], text[9:]


def _is_uscc(text: str) -> bool:
    try:
        parse_uscc(text)
    except BadCode:
        return False
    return True


@dataclass(frozen=True, slots=True)
class SichuanCode:
    """An item's code as Sichuan publishes it: catalogue, region and authority side by side."""

    value: str
    catalogue: str
    region: str
    department: str


def parse_sichuan_code(value: str) -> SichuanCode:
    """The Sichuan item code: catalogue-region-000-authority-n-nn; catalogue ids contain hyphens."""
    text = tidy(value)
    parts = text.rsplit("-", 5)
    if len(parts) != 6 or [len(p) for p in parts[1:]] != [12, 3, 18, 1, 2]:
        raise BadCode(KIND, "form", expected="catalogue-region-000-authority-n-nn")
    check_characters(KIND, parts[1], checks.DIGITS, start=len(parts[0]) + 1)
    return SichuanCode(text, parts[0], parts[1], parts[3])
