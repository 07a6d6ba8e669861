"""Tables of places, CSV or JSON: `code`, `name`, perhaps `name_en`; other columns do not matter."""

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yimen.orgs.actions import Place


class BadRegionFile(ValueError):
    """The file is no table of places; the text says why."""


def read_regions(path: Path) -> list[Place]:
    """The lines of the table, as they stand; what they say is checked by who takes them."""
    try:
        rows = list(_json(path) if path.suffix == ".json" else _csv(path))
    except (ValueError, TypeError, csv.Error) as problem:
        raise BadRegionFile(f"{path} is not a table of code and name: {problem}") from None
    return [
        Place(line, _text(row, "code"), _text(row, "name"), _text(row, "name_en"))
        for line, row in rows
    ]


def _csv(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {"code", "name"} <= set(reader.fieldnames or ()):
            raise ValueError("its first line must name the columns code and name")
        for row in reader:
            yield reader.line_num, row


def _json(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValueError("expected a list of objects with code and name")
    yield from enumerate(rows, start=1)


def _text(row: Mapping[str, Any], name: str) -> str:
    return str(row.get(name) or "").strip()
