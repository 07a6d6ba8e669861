"""What an import brings, whatever its format: one record an item, and what could not be taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of a line that could not be taken: where, which field, and why.

    A fatal problem stops the whole import; for any other the field's text is kept aside.
    """

    line: int
    item: str  #: the item's code, as far as it was readable
    field: str  #: as the file names it
    code: str
    facts: Mapping[str, object] = made(default_factory=dict)
    is_fatal: bool = False
    sheet: str = ""  #: of a workbook
    column: str = ""  #: its letters: C


@dataclass(frozen=True, slots=True)
class Authority:
    """Who implements the item, as the file says it."""

    uscc: str
    name: str
    regions: tuple[tuple[str, str], ...] = ()  #: (twelve digits, name), from the province down
    path: str = ""  #: of the organisation, where the file comes from a Yimen


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One line of a file, understood."""

    line: int
    code: str
    basic_code: str
    local_code: str
    authority: Authority
    content: Mapping[str, Any]
    digest: str = ""  #: of all the line says; empty: what the item says now is compared
    sheet: str = ""  #: of a workbook
