"""Several give an opinion, and a rule makes one of them (会签)."""

from collections.abc import Sequence
from math import ceil

from yimen.process.rules.kinds import FAILED, PASSED
from yimen.process.rules.links import LinkSpec

MIN_SEATS, MAX_SEATS = 2, 30


def needed(link: LinkSpec, seats: int | None = None) -> int:
    """How many opinions in favour carry it; `seats` where signers were added or removed."""
    seats = len(link.seats) if seats is None else seats
    shares = {"all": seats, "any": 1, "share": ceil(seats * link.share / 100)}
    return shares[link.rule]


def verdict(link: LinkSpec, given: Sequence[str], *, seats: int | None = None) -> str:
    """What the opinions given so far come to: passed, failed, or nothing as yet.

    It is decided as soon as those still to come can change nothing; what is not `passed` is
    against it.
    """
    in_favour = sum(outcome == PASSED for outcome in given)
    seats = len(link.seats) if seats is None else seats
    if in_favour >= needed(link, seats):
        return PASSED
    to_come = seats - len(given)
    return FAILED if in_favour + to_come < needed(link, seats) else ""
