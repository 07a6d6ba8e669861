"""What an item says once another organisation has it."""

from collections.abc import Mapping
from typing import Any

PLACE = ("name", "address", "hours", "phone")


def content_for(
    content: Mapping[str, Any], *, level: str, office: Mapping[str, str]
) -> dict[str, Any]:
    """The same content with the receiver's level, place and phones: the old ones mislead."""
    place = {name: office[name] for name in PLACE}
    return {
        **content,
        "level": level,
        "places": [place] if place["address"] else [],
        "consult_phone": office["phone"],
        "complaint_phone": office["complaint_phone"],
    }
