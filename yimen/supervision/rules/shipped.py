"""The rules that come with the platform, as plain rows."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

DATA = files("yimen.supervision") / "data"
#: What a file may say once for all its rules.
OF_ALL = ("valid_from", "precision")


@cache
def shipped_conduct() -> tuple[dict[str, Any], ...]:
    """Each rule of conduct as its row: code, names, law, thresholds, texts, from when it holds."""
    return _rules(_read("conduct.toml"))


@cache
def shipped_by_hand() -> tuple[dict[str, Any], ...]:
    """The rules by which supervisors make cards of what they find at windows, as rows."""
    return _rules(_read("window.toml"))


@dataclass(frozen=True, slots=True)
class FindingKind:
    """Something that can be found at a window, and the rule it falls under."""

    code: str
    name: str
    name_en: str
    rule: str


@cache
def finding_kinds() -> dict[str, FindingKind]:
    """What can be found at a window, by code."""
    return {row["code"]: FindingKind(**row) for row in _read("window.toml")["kinds"]}


def padding() -> timedelta:
    """How long before and after an act the recording is looked at."""
    return timedelta(minutes=_read("window.toml")["padding_minutes"])


def least_absence() -> timedelta:
    """A window reported empty for less is not proposed as a finding."""
    return timedelta(minutes=_read("window.toml")["absent_minutes"])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _rules(read: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Each rule with what the file says of all its rules."""
    shared = {name: read[name] for name in OF_ALL if name in read}
    return tuple({**shared, **row} for row in read["rules"])


#: Rules of time come in sets: one holds everywhere, the others where somebody loads them.
STANDARD = "standard"


@cache
def time_sets() -> tuple[str, ...]:
    """The names of the sets, the standard one first."""
    names = sorted(one.name.removesuffix(".toml") for one in (DATA / "time").iterdir())
    return STANDARD, *(name for name in names if name != STANDARD)


@cache
def shipped_time(name: str) -> tuple[dict[str, Any], ...]:
    """Each rule of a set as its row: code, names, law, thresholds, texts, how days are counted."""
    return _rules(_read(f"time/{name}.toml"))
