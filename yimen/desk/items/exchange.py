"""What was found in a file, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from yimen.catalogue.messages.imports import problem_place, problem_text
from yimen.catalogue.models import ImportRun
from yimen.catalogue.rules.records import Problem


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One thing to put right: where it stands, and why."""

    place: str
    field: str
    item: str
    why: str
    is_fatal: bool


def problem_lines(run: ImportRun) -> list[ProblemLine]:
    """The problems of a file, those that stop it first."""
    return [_line(stored) for stored in run.problems]


def _line(stored: Mapping[str, Any]) -> ProblemLine:
    known = {one.name for one in fields(Problem)}
    one = Problem(**{name: value for name, value in stored.items() if name in known})
    return ProblemLine(problem_place(one), one.field, one.item, problem_text(one), one.is_fatal)
