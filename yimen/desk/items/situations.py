"""What applies in a situation, for the preview of a draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yimen.catalogue.messages import element_label
from yimen.catalogue.rules.situations import Narrowed


@dataclass(frozen=True, slots=True)
class Applying:
    """The rows of a list that apply, each with whether that is sure."""

    label: str
    rows: Sequence[tuple[str, bool]]


def applying(narrowed: Narrowed) -> list[Applying]:
    """List by list what applies, or may."""
    lists: dict[str, Iterable[Any]] = {
        "conditions": narrowed.terms,
        "materials": narrowed.materials,
        "fees": narrowed.fees,
        "links": narrowed.links,
    }
    return [
        Applying(element_label(name), [_row(narrowed, name, row) for row in rows])
        for name, rows in lists.items()
    ]


def _row(narrowed: Narrowed, name: str, row: Any) -> tuple[str, bool]:
    stored = "terms" if name == "conditions" else name
    text = row.text if stored == "terms" else row.name
    return text, (stored, row.key) not in narrowed.depends
