"""The codes anybody may ask about, by command and by API."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from yimen.kernel.codes.cases import parse_case_number
from yimen.kernel.codes.items import parse_item_code
from yimen.kernel.codes.licences import parse_licence_id
from yimen.kernel.codes.organisations import parse_org_code, parse_uscc
from yimen.kernel.codes.people import parse_resident_id
from yimen.kernel.codes.projects import parse_project_code
from yimen.kernel.codes.regions import parse_region_code

_READERS: Mapping[str, Callable[[str], Any]] = {
    "uscc": parse_uscc,
    "org": parse_org_code,
    "item": parse_item_code,
    "licence": parse_licence_id,
    "project": parse_project_code,
    "case-number": parse_case_number,
    "region": parse_region_code,
}
RESIDENT_ID = "resident-id"
KINDS = frozenset({*_READERS, RESIDENT_ID})


def read_code(kind: str, value: str, *, today: date) -> Any:
    """What a code of one of the KINDS says; nobody is born after today."""
    if kind == RESIDENT_ID:
        return parse_resident_id(value, today=today)
    return _READERS[kind](value)
