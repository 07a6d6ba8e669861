"""Carrying out an act: the old item ends, another carries on under a code of its own."""

from datetime import datetime
from typing import Any

from yimen.catalogue.actions._moves import record
from yimen.catalogue.actions._publishing import put_in_force
from yimen.catalogue.actions.indexing import index_items
from yimen.catalogue.models import ItemAct, ItemVersion, ServiceItem
from yimen.catalogue.rules.handing import content_for
from yimen.catalogue.states import HAND_OVERS, ActKind, ActState, ItemStatus, VersionState
from yimen.kernel.actor import Actor
from yimen.kernel.codes import parse_item_code


def prepare_successor(act: ItemAct, *, at: datetime) -> None:
    """The receiver's item waits with its first version for the day; its code is taken."""
    if act.kind not in HAND_OVERS:
        return
    assert act.receiver is not None
    assert act.item.current is not None
    code = parse_item_code(act.code)
    successor = ServiceItem.objects.create(
        code=code.value, basic_code=code.basic, organisation=act.receiver
    )
    content = content_for(act.item.current.content(), level=code.level, office=_office(act))
    ItemVersion.objects.create(
        item=successor,
        number=1,
        state=VersionState.SCHEDULED,
        reason=act.reason,
        effective_on=act.effective_on,
        drafted_by=act.proposed_by,
        editors=[one for one in [act.proposed_by] if one],
        reviewed_by=act.decided_by,
        created_at=at,
        **content,
    )
    act.successor = successor
    act.save(update_fields=["successor"])


def _office(act: ItemAct) -> dict[str, str]:
    assert act.receiver is not None
    names = ("name", "address", "hours", "phone", "complaint_phone")
    return {name: getattr(act.receiver, name) for name in names}


def undo_successor(act: ItemAct) -> None:
    """What waited for the day goes again, and its code is free."""
    successor = act.successor
    if act.kind not in HAND_OVERS or successor is None:
        return
    act.successor = None
    act.save(update_fields=["successor"])
    successor.versions.update(state=VersionState.DRAFT, effective_on=None, reviewed_by=None)
    successor.versions.all().delete()
    successor.delete()


def carry_out(act: ItemAct, *, by: Actor, at: datetime) -> ItemAct:
    """The day has come: the successor is on offer, the old item is not (unless it goes on)."""
    item, successor = act.item, act.successor
    act.state, act.done_at = ActState.DONE, at
    act.save(update_fields=["state", "done_at"])
    if act.kind in HAND_OVERS:
        assert successor is not None
        first = successor.versions.filter(state=VersionState.SCHEDULED).first()
        if first is not None:  # the receiver may have called it off, to write it anew
            first.item = successor
            put_in_force(first, by=by, at=at)
    if not act.keeps:
        _end(item)
    facts: dict[str, Any] = {"act": str(act.pk), "kind_of_act": act.kind, "reason": act.reason}
    record(item, _past(act), by=by, at=at, **facts, **_whereto(act))
    return act


def _end(item: ServiceItem) -> None:
    """What waited for a day of its own becomes a draft nobody will publish."""
    waiting = item.versions.filter(state=VersionState.SCHEDULED)
    waiting.update(state=VersionState.DRAFT, effective_on=None, reviewed_by=None)
    item.status = ItemStatus.CANCELLED
    item.save(update_fields=["status"])
    index_items([item.pk])


def _past(act: ItemAct) -> str:
    if act.kind in HAND_OVERS:
        return "handed_over"
    return "merged" if act.kind == ActKind.MERGE else "cancelled"


def _whereto(act: ItemAct) -> dict[str, Any]:
    """Read by the cases, which may have to move too."""
    if act.receiver is None or act.successor is None:
        return {}
    return {
        "organisation": str(act.receiver_id),
        "organisation_name": act.receiver.name,
        "successor": act.successor.code,
        "moves_cases": act.moves_cases,
    }
