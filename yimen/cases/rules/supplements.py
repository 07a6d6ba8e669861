"""What was asked for before: the law allows one notice of everything missing (art. 32)."""

from collections.abc import Iterable, Mapping, Sequence

Gap = Mapping[str, str]


def repeated(gaps: Sequence[Gap], before: Iterable[Gap]) -> list[Gap]:
    """The gaps asked for again: the same material, or the same point in the same words."""
    asked = list(before)
    materials = {gap.get("material", "") for gap in asked} - {""}
    points = {_plain(gap) for gap in asked}
    return [gap for gap in gaps if gap.get("material") in materials or _plain(gap) in points]


def _plain(gap: Gap) -> str:
    """The point without spaces and punctuation, by which it is known again."""
    return "".join(char for char in gap.get("what", "") if char.isalnum())
