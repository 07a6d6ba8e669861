"""The sheet a drawn case is marked on: points for each criterion, a hundred in all."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FULL = 100


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is looked at, and how many points it gives at most."""

    key: str
    text: str
    text_en: str
    points: int


@cache
def shipped() -> tuple[Criterion, ...]:
    """The sheet that comes with the platform."""
    text = (files("yimen.supervision") / "data" / "marksheet.toml").read_text(encoding="utf-8")
    return tuple(Criterion(**row) for row in tomllib.loads(text)["criteria"])


def sheet_of(rows: Sequence[Mapping[str, object]]) -> tuple[Criterion, ...]:
    """A sheet as a plan keeps it."""
    return tuple(Criterion(**row) for row in rows)  # type: ignore[arg-type]


def out_of_bounds(sheet: Sequence[Criterion], marks: Mapping[str, int]) -> list[Criterion]:
    """The criteria without a mark, or with one below nought or above their points."""
    return [one for one in sheet if not 0 <= marks.get(one.key, -1) <= one.points]
