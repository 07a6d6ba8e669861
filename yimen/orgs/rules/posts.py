"""What a post may give."""

from collections.abc import Iterable

from yimen.kernel.actor import Grant

#: Every power a post can give; the one place they are listed.
GRANTS = frozenset(
    {
        "case.accept",
        "case.examine",
        "case.decide",
        "case.extend",
        "case.deliver",
        "case.read",
        "item.edit",
        "item.review",
        "org.manage",
        "calendar.manage",
        "journal.read",
        "ops.view",
    }
)


def reaches_within(grants: Iterable[Grant], *, path: str, region: str) -> bool:
    """Whether one of the grants covers everything of this path and region: nobody gives more."""
    return any(path.startswith(g.path) and region.startswith(g.region) for g in grants)
