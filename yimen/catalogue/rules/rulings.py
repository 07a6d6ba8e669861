"""What is checked at each link (审查细则), and how far discretion goes (裁量基准)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, Self

from yimen.catalogue.rules.elements import Element
from yimen.kernel.expressions import Undecided, passes, value_of

MANNERS = ("document", "on_site", "query", "expert")  # 书面审查 实地核查 数据核验 专家评审
#: More combinations of values than this are not looked at one by one.
MOST_COMBINATIONS = 20_000
EXAMPLES = 5
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
WORD = re.compile(r"'([^']*)'|\"([^\"]*)\"")


@dataclass(frozen=True, slots=True)
class Checkpoint(Element):
    """What an officer makes sure of at a link (审查要点): by which rule, and in what manner."""

    key: str
    link: str  #: key of the link it is answered at
    text: str
    manner: str = "document"  #: one of MANNERS
    basis: str = ""
    reason: str = ""  #: why it is reviewed in that manner
    when: str = ""  #: expression; it is asked only where that holds


@dataclass(frozen=True, slots=True)
class Input(Element):
    """What a table looks at: an expression over the facts, and its name for people."""

    fact: str
    label: str


@dataclass(frozen=True, slots=True)
class Line(Element):
    """A line of a table: a test for each input (empty: any value), a result for each output."""

    tests: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample(Element):
    """Values somebody wrote down to try a table with, and what it ought to say."""

    values: tuple[str, ...]
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruling(Element):
    """A decision table: like cases get like decisions. At most one line may hold for a case."""

    key: str
    name: str
    link: str  #: key of the link whose officer it binds
    basis: str = ""
    inputs: tuple[Input, ...] = ()
    outputs: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    samples: tuple[Sample, ...] = ()
    grants: str = ""  #: word in the first output that grants at once (秒批); empty: it never does
    sampled: int = 10  #: per cent of what it granted that an officer looks at

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The table of stored data."""
        parts: dict[str, tuple[Any, ...]] = {
            "inputs": tuple(Input.from_json(row) for row in data.get("inputs") or ()),
            "outputs": tuple(data.get("outputs") or ()),
            "lines": tuple(_row(Line, row) for row in data.get("lines") or ()),
            "samples": tuple(_row(Sample, row) for row in data.get("samples") or ()),
        }
        return super(Ruling, cls).from_json({**data, **parts})

    def to_json(self) -> dict[str, Any]:
        """The table as it is stored."""
        rows = {
            name: [
                {part: list(v) if isinstance(v, tuple) else v for part, v in row.to_json().items()}
                for row in getattr(self, name)
            ]
            for name in ("inputs", "lines", "samples")
        }
        return super(Ruling, self).to_json() | rows | {"outputs": list(self.outputs)}


def _row(kind: type[Any], data: Mapping[str, Any]) -> Any:
    return kind(**{name: tuple(values) for name, values in data.items()})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a table says of a case: the line that holds, or why none does."""

    line: int | None  #: place of the line, from 0
    results: tuple[str, ...] = ()
    values: tuple[Any, ...] = ()  #: what the inputs came to
    why: str = ""  #: "" | gap | overlap | missing | undecided


def judge(ruling: Ruling, facts: Mapping[str, Any]) -> Verdict:
    """What the table says for these facts; an input nobody stated leaves it undecided."""
    try:
        values = tuple(value_of(one.fact, facts) for one in ruling.inputs)
    except Undecided:
        return Verdict(None, why="undecided")
    return _verdict(ruling, values)


def _verdict(ruling: Ruling, values: tuple[Any, ...]) -> Verdict:
    try:
        held = [n for n, line in enumerate(ruling.lines) if _holds(line, values)]
    except Undecided:
        return Verdict(None, why="undecided")
    if len(held) == 1:
        return Verdict(held[0], ruling.lines[held[0]].results, values)
    if held:
        return Verdict(None, values=values, why="overlap")
    return Verdict(None, values=values, why="missing" if None in values else "gap")


def _holds(line: Line, values: Sequence[Any]) -> bool:
    return all(passes(test, value) for test, value in zip(line.tests, values, strict=True))


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a table: a gap, an overlap, a line nobody reaches, a bad cell …"""

    code: str  #: empty | shape | cell | gap | overlap | unreached | sample | many
    line: int | None = None
    other: int | None = None
    values: tuple[Any, ...] = ()  #: an example, for gap and overlap
    text: str = ""  #: the cell, for cell


def flaws(ruling: Ruling, domains: Mapping[str, Sequence[Any]] | None = None) -> list[Flaw]:
    """Every flaw of a table. `domains` gives the values a fact can have, where they are known."""
    if not ruling.lines or not ruling.inputs or not ruling.outputs:
        return [Flaw("empty")]
    if shapeless := [
        Flaw("shape", n) for n, line in enumerate(ruling.lines) if _is_off(ruling, line)
    ]:
        return shapeless
    if bad := list(_bad_cells(ruling)):
        return bad
    return [*_coverage(ruling, domains or {}), *_failing(ruling)]


def _is_off(ruling: Ruling, line: Line) -> bool:
    """A line too short or too long, or one that says nothing."""
    return (
        len(line.tests) != len(ruling.inputs)
        or len(line.results) != len(ruling.outputs)
        or not any(line.results)
    )


def _bad_cells(ruling: Ruling) -> Iterator[Flaw]:
    """Cells that are no test of any value they could meet."""
    for place, line in enumerate(ruling.lines):
        for column, test in enumerate(line.tests):
            values = _values(ruling, column, {})
            if test.strip() and not any(_is_test(test, value) for value in values):
                yield Flaw("cell", place, text=test)


def _is_test(test: str, value: Any) -> bool:
    try:
        passes(test, value)
    except Undecided:
        return False
    return True


def _coverage(ruling: Ruling, domains: Mapping[str, Sequence[Any]]) -> Iterator[Flaw]:
    """Combinations of values for which no line holds, or two; lines that hold for none."""
    columns = [_values(ruling, n, domains) for n in range(len(ruling.inputs))]
    reached: set[int] = set()
    pairs: dict[tuple[int, int], tuple[Any, ...]] = {}
    gaps: list[tuple[Any, ...]] = []
    if _size(columns) > MOST_COMBINATIONS:
        yield Flaw("many")
        return
    for values, held in _combinations(ruling, columns):
        reached.update(held)
        if not held:
            gaps.append(values)
        for pair in pairwise(held):
            pairs.setdefault(pair, values)
    yield from (Flaw("gap", values=values) for values in gaps[:EXAMPLES])
    yield from (Flaw("overlap", one, other, values) for (one, other), values in pairs.items())
    yield from (Flaw("unreached", n) for n in range(len(ruling.lines)) if n not in reached)


def _size(columns: Sequence[Sequence[Any]]) -> int:
    size = 1
    for values in columns:
        size *= len(values)
    return size


def _combinations(
    ruling: Ruling, columns: Sequence[Sequence[Any]]
) -> Iterator[tuple[tuple[Any, ...], list[int]]]:
    """Every combination of values with the lines that hold for it; each cell is asked once."""
    all_lines = range(len(ruling.lines))
    passing = [
        {
            n: {line for line in all_lines if _passes(ruling.lines[line].tests[column], value)}
            for n, value in enumerate(values)
        }
        for column, values in enumerate(columns)
    ]
    for places in product(*(range(len(values)) for values in columns)):
        held = set.intersection(*(passing[column][n] for column, n in enumerate(places)))
        yield tuple(columns[column][n] for column, n in enumerate(places)), sorted(held)


def _passes(test: str, value: Any) -> bool:
    try:
        return passes(test, value)
    except Undecided:
        return False


def _values(ruling: Ruling, column: int, domains: Mapping[str, Sequence[Any]]) -> list[Any]:
    """Values that stand for all an input can have: those known, or those the cells tell apart."""
    known = domains.get(ruling.inputs[column].fact)
    if known:
        return list(known)
    cells = [line.tests[column] for line in ruling.lines]
    words = {a or b for cell in cells for a, b in WORD.findall(cell)}
    numbers = sorted({float(n) for cell in cells for n in NUMBER.findall(WORD.sub("", cell))})
    if words:
        return [*sorted(words), "…"]  # and a word no cell knows
    if numbers:
        between = [(a + b) / 2 for a, b in pairwise(numbers)]
        return sorted({numbers[0] - 1, *numbers, *between, numbers[-1] + 1})
    return [True, False]


def _failing(ruling: Ruling) -> Iterator[Flaw]:
    """Samples for which the table does not say what it ought to."""
    for place, sample in enumerate(ruling.samples):
        if tried(ruling, sample).results != sample.results:
            yield Flaw("sample", place)


def tried(ruling: Ruling, sample: Sample) -> Verdict:
    """What the table says of a sample's values, which were written as words."""
    return _verdict(ruling, tuple(map(typed, sample.values)))


def typed(text: str) -> Any:
    """A value as somebody writes it: 12.5 is a number, 是 and 否 are yes and no, else a word."""
    if NUMBER.fullmatch(text.strip()):
        return float(text)
    return {"true": True, "false": False, "是": True, "否": False}.get(text.strip(), text.strip())
