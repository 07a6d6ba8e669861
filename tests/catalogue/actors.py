"""Officers of the tests: an editor, a reviewer, and neighbours."""

from uuid import NAMESPACE_URL, uuid5

from yimen.kernel.actor import Actor, Grant, Kind


def officer(name: str, *grants: str, path: str = "", region: str = "") -> Actor:
    """An officer whose one post has these grants within the organisation path."""
    return Actor(
        kind=Kind.STAFF,
        name=name,
        account_id=uuid5(NAMESPACE_URL, f"account/{name}"),
        staff_id=uuid5(NAMESPACE_URL, f"staff/{name}"),
        grants=frozenset(Grant(grant, path, region) for grant in grants),
    )


EDITOR = officer("editor", "item.edit", path="xinyu/")
SECOND_EDITOR = officer("second editor", "item.edit", path="xinyu/")
REVIEWER = officer("reviewer", "item.review", path="xinyu/")
BOTH = officer("both", "item.edit", "item.review", path="xinyu/")
NEIGHBOUR = officer("neighbour", "item.edit", "item.review", path="pingxiang/")
CLERK = officer("clerk", "case.accept", path="xinyu/")
