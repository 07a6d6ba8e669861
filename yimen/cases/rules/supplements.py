"""What was asked for before: the law allows one notice of everything missing (art. 32)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

Gap = Mapping[str, str]


def repeated(gaps: Sequence[Gap], before: Iterable[Gap]) -> list[Gap]:
    """The gaps asked for again: the same material or question, or a point in the same words."""
    asked = list(before)
    things = {thing for gap in asked for thing in _things(gap)}
    points = {_plain(gap) for gap in asked}
    return [gap for gap in gaps if things & _things(gap) or _plain(gap) in points]


def _things(gap: Gap) -> set[tuple[str, str]]:
    named = {(name, gap.get(name) or "") for name in ("material", "question")}
    return {(name, key) for name, key in named if key}


def said_anew(
    before: Mapping[str, Any], asked: Collection[str], said: Mapping[str, Any]
) -> dict[str, Any]:
    """The answers with those said anew: to what is asked again, and to what follows from them.

    An answer that nobody asked to correct stays as it was handed in.
    """
    new = {key: said[key] for key in said if key in asked or key not in before}
    return {**before, **new}


def changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The answers that differ, by question: the old one and the new one, none where not asked."""
    keys = [*before, *(key for key in now if key not in before)]
    pairs = {key: [before.get(key), now.get(key)] for key in keys}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _plain(gap: Gap) -> str:
    """The point without spaces and punctuation, by which it is known again."""
    return "".join(char for char in gap.get("what", "") if char.isalnum())
