"""Situations of the demo items, from the data files into elements. No database, no Django."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from yimen.catalogue.rules.elements import Condition, Element, Material, SituationQuestion

FILES = Path(__file__).parent / "data" / "situations"
NAMED = {"materials": "name", "fees": "name", "links": "name", "form": "key"}


@cache
def situations() -> dict[str, dict[str, Any]]:
    """What the files say, by basic code."""
    files = (
        tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.toml"))
    )
    return {row["item"]: row for file in files for row in file["situation"]}


def usual_answers(basic: str) -> dict[str, Any]:
    """What the people of the demo stories answer."""
    return dict(situations().get(basic, {}).get("usual", {}))


def with_situations(basic: str, elements: Mapping[str, Any]) -> dict[str, Any]:
    """The elements of an item with its questions, and with what depends on the answers."""
    row = situations().get(basic)
    if row is None:
        return dict(elements)
    whens = dict(row.get("when", {}))
    made = {
        name: [_with_when(element, label, whens) for element in elements[name]]
        for name, label in NAMED.items()
        if name in elements
    }
    if whens:
        raise LookupError(f"{basic}: nothing is called {sorted(whens)}")
    made["materials"] += _more_materials(row.get("materials", ()), after=len(made["materials"]))
    made["situations"] = [SituationQuestion.from_json(question) for question in row["questions"]]
    made["terms"] = [Condition(key=f"c{n}", **term) for n, term in enumerate(row["terms"], 1)]
    return {**elements, **made}


def _with_when(element: Element, label: str, whens: dict[str, str]) -> Element:
    when = whens.pop(getattr(element, label), None)
    return type(element).from_json({**element.to_json(), "when": when}) if when else element


def _more_materials(rows: Iterable[Mapping[str, Any]], *, after: int) -> list[Material]:
    return [Material(key=f"m{n}", **row) for n, row in enumerate(rows, after + 1)]
