"""Rules of review of the demo items, from the data files into elements. No database, no Django."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yimen.catalogue.rules.rulings import Checkpoint, Input, Line, Ruling, Sample

FILES = Path(__file__).parent / "data" / "rulings"


@cache
def reviews() -> dict[str, dict[str, Any]]:
    """What the files say, by basic code."""
    files = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.toml"))
    )
    return {row["item"]: row for file in files for row in file["review"]}


def with_rulings(basic: str, elements: Mapping[str, Any]) -> dict[str, Any]:
    """The elements of an item with its checkpoints and tables."""
    row = reviews().get(basic)
    if row is None:
        return dict(elements)
    checkpoints = [Checkpoint(key=f"p{n}", **one) for n, one in enumerate(row["checkpoints"], 1)]
    rulings = [_ruling(f"r{n}", table) for n, table in enumerate(row.get("tables", ()), 1)]
    return {**elements, "checkpoints": checkpoints, "rulings": rulings}


def _ruling(key: str, table: Mapping[str, Any]) -> Ruling:
    looked_at = len(table["inputs"])
    return Ruling(
        key,
        table["name"],
        table["link"],
        table["basis"],
        inputs=tuple(Input(*pair) for pair in table["inputs"]),
        outputs=tuple(table["outputs"]),
        grants=table.get("grants", ""),
        sampled=table.get("sampled", 10),
        lines=tuple(Line(*_cut(row, looked_at)) for row in table["lines"]),
        samples=tuple(Sample(*_cut(row, looked_at)) for row in table["samples"]),
    )


def _cut(row: Sequence[str], at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(row[:at]), tuple(row[at:])
