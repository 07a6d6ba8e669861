"""What every action shares: lock, check, record."""

from datetime import datetime
from uuid import UUID

from yimen.catalogue.errors import WrongState
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.permissions import may
from yimen.catalogue.states import ITEM_MOVES, VERSION_MOVES
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed, Stale


def lock_item(item_id: UUID) -> ServiceItem:
    """The item, held until the act is done."""
    items = ServiceItem.objects.select_for_update(of=("self",))
    item: ServiceItem = items.select_related("organisation", "current").get(pk=item_id)
    return item


def lock_version(version_id: UUID) -> ItemVersion:
    """The version, held with its item; the item goes first, so that acts never wait in a ring."""
    item = lock_item(ItemVersion.objects.values_list("item_id", flat=True).get(pk=version_id))
    version: ItemVersion = ItemVersion.objects.get(pk=version_id)
    version.item = item
    return version


def check_version(version: ItemVersion, move: str, *, by: Actor, seen: str = "") -> None:
    """Refuse a move the post does not allow, the version's state no longer does, or made on a page
    that shows something else (`seen`: the fingerprint it was drawn from)."""
    if not may(by, version.item, move):
        raise NotAllowed
    if seen and seen != version.fingerprint():
        raise Stale
    if version.state not in VERSION_MOVES[move].sources:
        raise WrongState(state=version.get_state_display())


def check_item(item: ServiceItem, move: str, *, by: Actor) -> None:
    """Refuse a move the post does not allow, or the item's status no longer does."""
    if not may(by, item, move):
        raise NotAllowed
    if item.status not in ITEM_MOVES[move].sources:
        raise WrongState(state=item.get_status_display())


def record(
    item: ServiceItem,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    version: ItemVersion | None = None,
    **facts: object,
) -> None:
    """One entry in the item's journal."""
    if version is not None:
        facts = {"version": str(version.pk), "number": version.number, **facts}
    write("item", item.pk, f"item.{kind}", by=by, at=at, facts={"code": item.code, **facts})


def person(by: Actor) -> UUID | None:
    """Who acts as one human being; None for a job."""
    return by.staff_id or by.account_id
