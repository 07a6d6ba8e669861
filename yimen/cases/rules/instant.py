"""Instant approval (秒批): which table decides at once, and whose decision an officer looks at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from yimen.catalogue.rules.rulings import Ruling, Verdict, judge

#: A process with other kinds of links needs people.
LINKS = frozenset({"accept", "examine", "decide", "issue"})


@dataclass(frozen=True, slots=True)
class Instant:
    """What a table granted at once: the table, its line, and what it looked at."""

    ruling: Ruling
    verdict: Verdict


def granting(rulings: Iterable[Ruling]) -> list[Ruling]:
    """The tables that may grant at once."""
    return [one for one in rulings if one.grants]


def granted_by(rulings: Iterable[Ruling], facts: Mapping[str, Any]) -> Instant | None:
    """The grant, if every granting table has one line that says so; doubt leaves it to people."""
    found = [Instant(one, judge(one, facts)) for one in granting(rulings)]
    if not found or any(
        one.verdict.line is None or one.verdict.results[0] != one.ruling.grants for one in found
    ):
        return None
    return found[0]


def is_sampled(case_id: UUID, percent: int) -> bool:
    """Whether an officer looks at it: told by the case's id, so that nobody chooses."""
    return int.from_bytes(sha256(case_id.bytes).digest()[:4]) % 100 < percent
