"""Taking items off the list for a while, at once: what must stop now does not wait for a day."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.catalogue.actions._moves import check_item, lock_item, record
from yimen.catalogue.actions.indexing import index_items
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.states import ITEM_MOVES
from yimen.kernel.actor import Actor


def suspend_item(item_id: UUID, *, reason: str, by: Actor, at: datetime) -> ServiceItem:
    """Stop taking applications for an item; running cases go on."""
    return _move(item_id, "suspend", "suspended", reason=reason, by=by, at=at)


def resume_item(item_id: UUID, *, reason: str, by: Actor, at: datetime) -> ServiceItem:
    """Take applications for a suspended item again."""
    return _move(item_id, "resume", "resumed", reason=reason, by=by, at=at)


@transaction.atomic
def _move(
    item_id: UUID, move: str, kind: str, *, reason: str, by: Actor, at: datetime
) -> ServiceItem:
    item = lock_item(item_id)
    check_item(item, move, by=by)
    item.status = ITEM_MOVES[move].target
    item.save(update_fields=["status"])
    index_items([item.pk])
    record(item, kind, by=by, at=at, reason=reason)
    return item
