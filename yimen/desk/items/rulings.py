"""A decision table as its page draws it: cells with their names, flaws, samples tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yimen.catalogue.messages import finding_text
from yimen.catalogue.rules.review_checks import facts_known, ruling_findings
from yimen.catalogue.rules.rulings import Ruling, tried


@dataclass(frozen=True)
class Cell:
    """A field of the grid."""

    name: str
    value: str
    label: str


@dataclass(frozen=True)
class GridRow:
    """A line or a sample: its cells, what comes out, and whether that is wrong."""

    place: int
    left: Sequence[Cell]
    right: Sequence[Cell]
    said: str = ""
    is_wrong: bool = False


@dataclass(frozen=True)
class Grid:
    """Everything the page of a table shows."""

    ruling: Ruling
    lines: Sequence[GridRow]
    samples: Sequence[GridRow]
    facts: Sequence[str]  #: what an input may ask about
    links: Sequence[tuple[str, str]]
    findings: Sequence[str]


def grid(ruling: Ruling, content: Mapping[str, Any]) -> Grid:
    """The table with the names of its fields and what is wrong with it."""
    lines = [
        GridRow(
            n,
            _cells("test", n, line.tests, [one.label for one in ruling.inputs]),
            _cells("result", n, line.results, ruling.outputs),
        )
        for n, line in enumerate(ruling.lines)
    ]
    return Grid(
        ruling,
        lines,
        _samples(ruling),
        list(facts_known(content)),
        [(row["key"], row["name"]) for row in content["links"]],
        [finding_text(finding) for finding in ruling_findings(ruling, content)],
    )


def _samples(ruling: Ruling) -> list[GridRow]:
    rows = []
    for n, sample in enumerate(ruling.samples):
        verdict = tried(ruling, sample)
        rows.append(
            GridRow(
                n,
                _cells("value", n, sample.values, [one.label for one in ruling.inputs]),
                _cells("wanted", n, sample.results, ruling.outputs),
                "，".join(verdict.results),
                verdict.results != sample.results,
            )
        )
    return rows


def _cells(name: str, place: int, values: Sequence[str], labels: Sequence[str]) -> list[Cell]:
    return [
        Cell(f"{name}-{place}-{n}", value, label)
        for n, (value, label) in enumerate(zip(values, labels, strict=True))
    ]
