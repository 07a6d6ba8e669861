"""A decision table as the browser sends it: read, changed by a button, drawn again.

Fields are named by place: `fact-0`, `label-0` for what is looked at, `output-0`, `test-2-0` and
`result-2-0` for a cell of a line, `value-1-0` and `wanted-1-0` for one of a sample.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from yimen.catalogue.rules.rulings import Input, Line, Ruling, Sample
from yimen.kernel.ids import read_count

Edit = Callable[[tuple[Any, ...], Any], tuple[Any, ...]]

#: A column of the table: where it stands, an empty one, and its cells in lines and in samples.
COLUMNS: dict[str, tuple[str, Any, str, str]] = {
    "input": ("inputs", Input("", ""), "tests", "values"),
    "output": ("outputs", "", "results", "results"),
}
MOST_COLUMNS, MOST_LINES = 12, 200
SAMPLED = 10  # per cent of instant decisions officers look at, if nobody says otherwise
ROOM = 500  # characters in a cell


def empty(link: str) -> Ruling:
    """A table to begin with: one thing to look at, one result, one line."""
    return Ruling("", "", link, "", (Input("", ""),), ("",), (Line(("",), ("",)),))


def read(data: Mapping[str, Any], key: str) -> Ruling:
    """The table as it was typed; longer texts than there is room for are cut by the browser."""
    facts = list(_run(data, "fact-{}", MOST_COLUMNS))
    outputs = tuple(_run(data, "output-{}", MOST_COLUMNS))
    columns, results = range(len(facts)), range(len(outputs))

    def rows(first: str, second: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        for place in range(MOST_LINES):
            if f"{first}-{place}-0" not in data:
                return
            yield (
                tuple(_text(data, f"{first}-{place}-{n}") for n in columns),
                tuple(_text(data, f"{second}-{place}-{n}") for n in results),
            )

    return Ruling(
        key,
        _text(data, "name"),
        _text(data, "link"),
        _text(data, "basis"),
        tuple(Input(fact, _text(data, f"label-{n}")) for n, fact in enumerate(facts)),
        outputs,
        tuple(Line(*row) for row in rows("test", "result")),
        tuple(Sample(*row) for row in rows("value", "wanted")),
        grants=_text(data, "grants"),
        sampled=_percent(data.get("sampled")),
    )


def _run(data: Mapping[str, Any], name: str, most: int) -> Iterator[str]:
    for place in count():
        if place >= most or name.format(place) not in data:
            return
        yield _text(data, name.format(place))


def _text(data: Mapping[str, Any], name: str) -> str:
    return str(data.get(name, "")).strip()[:ROOM]


def _percent(raw: Any) -> int:
    return SAMPLED if (said := read_count(raw)) is None else min(said, 100)


def changed(ruling: Ruling, what: str) -> Ruling:
    """The table after a button: `add-line`, `drop-input-1` …; one nobody drew changes nothing."""
    verb, _dash, rest = what.partition("-")
    thing, _dash, place = rest.partition("-")
    if verb == "add":
        return _edited(ruling, thing, lambda cells, blank: (*cells, blank))
    if verb == "drop" and (n := read_count(place)) is not None:
        return _edited(ruling, thing, lambda cells, _blank: cells[:n] + cells[n + 1 :])
    return ruling


def _edited(ruling: Ruling, thing: str, edit: Edit) -> Ruling:
    if thing in COLUMNS:
        whole, blank, in_lines, in_samples = COLUMNS[thing]
        changes: dict[str, Any] = {whole: edit(getattr(ruling, whole), blank)}
        for rows, part in (("lines", in_lines), ("samples", in_samples)):
            changes[rows] = tuple(
                replace(row, **{part: edit(getattr(row, part), "")})
                for row in getattr(ruling, rows)
            )
        return replace(ruling, **changes)
    blank_cells = ("",) * len(ruling.inputs), ("",) * len(ruling.outputs)
    if thing == "line":
        return replace(ruling, lines=edit(ruling.lines, Line(*blank_cells)))
    if thing == "sample":
        return replace(ruling, samples=edit(ruling.samples, Sample(*blank_cells)))
    return ruling
