"""Phrases for opinions: texts with places that each case fills in."""

import re
from collections.abc import Mapping

#: The places a phrase may have; in the words of those who write opinions.
PLACES = ("申请人", "事项", "办件号", "受理日期", "今天", "部门", "经办人")
_PLACE = re.compile(r"\{([^{}\n]{1,20})\}")


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is no place: it would reach the applicant as it is."""
    return [name for name in _PLACE.findall(text) if name not in PLACES]


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with each place filled in; what the case does not know stays for the officer."""
    return _PLACE.sub(lambda found: facts.get(found[1]) or found[0], text)
