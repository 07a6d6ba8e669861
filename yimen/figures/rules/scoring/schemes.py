"""A scheme of scores: dimensions with their points, and what takes points off or adds some."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

from yimen.figures.rules.scoring.measures import MEASURES

#: The name, in place of a measure, of what a supervisor enters with a reason.
BY_HAND = "by_hand"
KINDS = ("department", "window", "staff")


class BadScheme(ValueError):
    """A scheme that cannot be reckoned with; `code` and `word` say why."""

    def __init__(self, code: str, word: str = "") -> None:
        super().__init__(f"{code}: {word}")
        self.code, self.word = code, word


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the things looked at, and how many points it gives."""

    key: str
    name: str
    name_en: str
    points: int


@dataclass(frozen=True, slots=True)
class LineRule:
    """What a measure costs or brings.

    Nothing below `at`; there `first`; then `each` for every further `step`; never more than `most`.
    By hand, one entry is of `least` to `most` points, and `each` says which way they count.
    """

    key: str
    name: str
    name_en: str
    measure: str
    each: int
    dimension: str = ""  #: none: added on top
    step: int = 1
    at: int = 0  #: unless told, one step
    first: int = 0  #: unless told, as each
    least: int = 1
    most: int = 0  #: 0: without end
    watched: tuple[str, ...] = ()  #: only cards about these; none: all
    codes: tuple[str, ...] = ()  #: only cards of rules whose code begins so; none: all

    @property
    def is_by_hand(self) -> bool:
        """Whether the platform cannot know it."""
        return self.measure == BY_HAND

    @property
    def is_bonus(self) -> bool:
        """Whether it adds points."""
        return self.each > 0


@dataclass(frozen=True, slots=True)
class Honours:
    """Who is proposed for the title: the first `top`, with at least so many points and no card."""

    name: str
    name_en: str
    top: int
    least: int
    spotless: bool = True  #: nothing at all was taken off


@dataclass(frozen=True, slots=True)
class Terms:
    """What one version of a scheme says."""

    code: str
    kind: str
    name: str
    name_en: str
    source: str
    valid_from: date
    dimensions: tuple[Dimension, ...]
    lines: tuple[LineRule, ...]
    appeal_days: int = 5  #: working days after publication
    honours: Honours | None = None
    content: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def full(self) -> int:
        """The points with nothing taken off and nothing added."""
        return sum(one.points for one in self.dimensions)

    def line(self, key: str) -> LineRule | None:
        """The line of that key."""
        return next((one for one in self.lines if one.key == key), None)


def read_scheme(content: Mapping[str, Any]) -> Terms:
    """A scheme as its file or its row has it; one that cannot be reckoned with is refused."""
    try:
        terms = _read(content)
    except (KeyError, TypeError, ValueError) as error:
        raise BadScheme("shape", str(error)) from error
    for problem in chain(_broken_numbers(terms), _problems(terms)):
        raise problem
    return terms


def _read(content: Mapping[str, Any]) -> Terms:
    rows = dict(content)
    honours = rows.pop("honours", None)
    day = rows.pop("valid_from")
    return Terms(
        dimensions=tuple(Dimension(**row) for row in rows.pop("dimensions")),
        lines=tuple(_line(row) for row in rows.pop("lines")),
        honours=Honours(**honours) if honours else None,
        valid_from=date.fromisoformat(str(day)),
        content={**content, "valid_from": str(day)},
        **rows,
    )


def _line(row: Mapping[str, Any]) -> LineRule:
    known = dict(row)
    step, each = known.get("step", 1), known["each"]
    lists = {name: tuple(known.pop(name, ())) for name in ("watched", "codes")}
    return LineRule(**{"at": step, "first": each, **known, **lists})


def _problems(terms: Terms) -> Iterator[BadScheme]:
    known = {one.key for one in terms.dimensions}
    keys = [one.key for one in terms.lines]
    if terms.kind not in KINDS:
        yield BadScheme("kind", terms.kind)
    if terms.valid_from.day != 1:
        yield BadScheme("month", str(terms.valid_from))
    for key in (key for key in keys if keys.count(key) > 1):
        yield BadScheme("twice", key)
    for line in terms.lines:
        if line.measure not in MEASURES and not line.is_by_hand:
            yield BadScheme("measure", line.measure)
        if line.dimension not in known and not (line.is_bonus and not line.dimension):
            yield BadScheme("dimension", f"{line.key} {line.dimension}")
        if line.step < 1 or not line.each or (line.is_by_hand and not line.most):
            yield BadScheme("points", line.key)


def _broken_numbers(terms: Terms) -> Iterator[BadScheme]:
    """Points, steps and days are whole numbers."""
    told: list[tuple[str, tuple[Any, ...]]] = [("appeal_days", (terms.appeal_days,))]
    told += [(one.key, (one.points,)) for one in terms.dimensions]
    told += [
        (line.key, (line.each, line.step, line.at, line.first, line.least, line.most))
        for line in terms.lines
    ]
    for key, numbers in told:
        if any(type(number) is not int for number in numbers):
            yield BadScheme("number", key)


@cache
def shipped_schemes() -> tuple[Terms, ...]:
    """The schemes that come with the platform."""
    folder = files("yimen.figures") / "data" / "schemes"
    names = sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml"))
    return tuple(
        read_scheme(tomllib.loads((folder / name).read_text(encoding="utf-8"))) for name in names
    )
