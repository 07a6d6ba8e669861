"""Drawing cases at random so that anybody can draw again and get the same (双随机抽查).

A case's lot is the SHA-256 of the seed, a colon and the case's number, in hexadecimal; of each
office the cases with the smallest lots are drawn. `printf '%s:%s' SEED NUMBER | sha256sum` gives a
lot by hand. The list of cases is sealed by its digest before the seed is known.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Terms:
    """Which cases are drawn from, how many of each office, and where the seed will come from."""

    since: date  #: concluded from this day
    until: date  #: to this day, both counted
    each: int
    seed_source: str
    counts: Mapping[str, int] = field(default_factory=dict)  #: by office, where it is another


def lot(seed: str, number: str) -> str:
    """64 hexadecimal digits; the smaller, the sooner drawn."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def lines_of(numbers: Mapping[str, Collection[str]]) -> list[str]:
    """The list that is sealed, in order: an office, a blank, a number of its cases."""
    return sorted(f"{office} {number}" for office, found in numbers.items() for number in found)


def digest_of(lines: Collection[str]) -> str:
    """What seals a list: the SHA-256 of its lines in order."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def draw(
    numbers: Mapping[str, Collection[str]],
    *,
    seed: str,
    each: int,
    counts: Mapping[str, int] | None = None,
) -> dict[str, list[str]]:
    """So many numbers of each office (all, where there are fewer), in the order of their lots.

    `counts` says so of offices of which another number is drawn; none of one with nought.
    """
    wanted = counts or {}
    return {
        office: sorted(found, key=lambda number: (lot(seed, number), number))[
            : wanted.get(office, each)
        ]
        for office, found in numbers.items()
    }
