"""Which investment project: GB/T 40058-2021."""

import re
from dataclasses import dataclass

from yimen.kernel.codes.errors import BadCode
from yimen.kernel.codes.reading import tidy

KIND = "project_code"
FORM = "NNNN-NNNNNN-NN-NN-NNNNNN"
_PATTERN = re.compile(r"[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}")


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A project code (项目代码) in its parts."""

    value: str
    year: int
    month: int | None  #: none in codes under the 2016 rules, which carry the whole year
    region: str
    ministry: str
    project_type: str
    number: str  #: five random digits and one check digit, whose rule is not published


def parse_project_code(value: str) -> ProjectCode:
    """The project code read; only its form can be checked."""
    text = tidy(value)
    if not text:
        raise BadCode(KIND, "empty")
    if not _PATTERN.fullmatch(text):
        raise BadCode(KIND, "form", expected=FORM)
    period, region, ministry, project_type, number = text.split("-")
    year, month = _period(period)
    return ProjectCode(text, year, month, region, ministry, project_type, number)


def _period(digits: str) -> tuple[int, int | None]:
    month = int(digits[2:])
    return (2000 + int(digits[:2]), month) if 1 <= month <= 12 else (int(digits), None)
