"""What a threshold may say, for whoever writes one: a level, of what, in which unit, how much."""

from collections.abc import Mapping, Sequence
from typing import Any

from yimen.supervision.states import Level

#: Limits of time a threshold can be measured against.
LIMITS = (
    *("promise", "legal", "acceptance", "link", "planned", "pre_review", "delivery", "answer"),
)
UNITS = ("days", "percent", "count", "minutes", "characters")
#: Reached with no more than so many; of all others with at least so many.
AT_MOST = frozenset({"minutes", "characters"})
LOWEST, HIGHEST = -60, 1000


def is_sound(thresholds: Sequence[Mapping[str, Any]]) -> bool:
    """Whether there is at least one, each complete, and none says the same level of the same."""
    said = {(one["level"], one["of"]) for one in thresholds}
    return bool(said) and len(said) == len(thresholds) and all(map(_is_whole, thresholds))


def _is_whole(one: Mapping[str, Any]) -> bool:
    known = one["level"] in Level.values and one["unit"] in UNITS and bool(one["of"])
    return known and LOWEST <= one["value"] <= HIGHEST
