"""What a basic item says, and what of it an implementation begins with."""

from collections.abc import Mapping
from typing import Any

#: Everything a basic item says.
SHARED: tuple[str, ...] = (
    "name",
    "item_type",
    "levels",
    "bases",
    "conditions",
    "materials",
    "legal_days",
    "legal_unit",
    "promised_days",
    "promised_unit",
    "duties",
    "accountability",
    "is_listed",
)
#: What a new implementation takes over from it.
INHERITED: tuple[str, ...] = (
    "name",
    "item_type",
    "bases",
    "conditions",
    "materials",
    "legal_days",
    "legal_unit",
    "promised_days",
    "promised_unit",
)


def inherited(basic: Mapping[str, Any]) -> dict[str, Any]:
    """The elements of a new implementation that come from the basic item."""
    return {name: basic[name] for name in INHERITED}
