"""What follows the acts: the figures of the day."""

from collections.abc import Sequence

from yimen.figures.actions import count, forget
from yimen.figures.queries import FOLLOWER
from yimen.figures.rules import OF_CARD, OF_CASE
from yimen.journal.ports import EntryView, follower


@follower(FOLLOWER, kinds=OF_CASE | OF_CARD, reset=forget)
def count_acts(entries: Sequence[EntryView]) -> None:
    """Every act adds to the figures of its day once: they and the bookmark commit together."""
    count(entries)
