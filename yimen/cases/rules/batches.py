"""Which acts make sense for many like cases at once: those that weigh nothing case by case."""

from collections.abc import Collection

MOST = 50  # cases in one batch

#: kind of open link → the moves, of which the case's state allows at most one
MOVES_OF_KIND: dict[str, tuple[str, ...]] = {
    "accept": ("accept",),
    "examine": ("examine",),
    "decide": ("grant",),
    "issue": ("make_result", "conclude"),
}
#: the moves that are given with words of the officer: an opinion, reasons
WITH_WORDS = frozenset({"examine", "grant"})

# Why a case stays out of a batch although the officer may do the act.
OTHER = "other"  # another item, version or link
POINTS = "points"  # checkpoints are answered one by one
TABLE = "table"  # a decision table says something else than for the others
AGAINST = "against"  # somebody found the conditions not met


def kept_out(
    move: str,
    *,
    has_points: bool,
    ruled: Collection[object],
    first: Collection[object],
    against: bool,
) -> str:
    """Why the case is not handled with others; empty where it may be."""
    if move not in WITH_WORDS:
        return ""
    if has_points:
        return POINTS
    if list(ruled) != list(first):
        return TABLE
    return AGAINST if against else ""
