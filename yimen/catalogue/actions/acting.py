"""Acts on an item as a whole: proposed by one person, confirmed by another, done on their day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.catalogue import errors
from yimen.catalogue.actions._handing import carry_out, prepare_successor, undo_successor
from yimen.catalogue.actions._moves import lock_item, person, record
from yimen.catalogue.models import ItemAct, ServiceItem
from yimen.catalogue.permissions import may_act, may_propose
from yimen.catalogue.queries.acts import check_receiver, merge_target
from yimen.catalogue.states import ACT_MOVES, ActKind, ActState, ItemStatus
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to happen to an item, on which day and why."""

    kind: str
    on: date
    reason: str
    receiver: Organisation | None = None  #: who carries on: hand-overs only
    code: str = ""  #: of the new item at the receiver; or of the item merged into
    moves_cases: bool = False  #: running cases go with it; else the old organisation ends them
    keeps: bool = False  #: delegation: the present organisation goes on beside the receiver


@transaction.atomic
def propose_act(item_id: UUID, proposal: Proposal, *, by: Actor, at: datetime) -> ItemAct:
    """Propose to cancel, hand over or merge an item; nothing changes until a second person
    confirms it."""
    item = lock_item(item_id)
    target = merge_target(item, proposal.code) if proposal.kind == ActKind.MERGE else None
    receiver = target.organisation if target else proposal.receiver
    if not may_propose(by, item, proposal.kind, receiver):
        raise NotAllowed
    _check(item, proposal, receiver, today=timezone.localdate(at))
    act = ItemAct.objects.create(
        item=item,
        kind=proposal.kind,
        effective_on=proposal.on,
        reason=proposal.reason,
        receiver=receiver,
        code=proposal.code,
        successor=target,
        moves_cases=proposal.moves_cases and receiver not in {None, item.organisation},
        keeps=proposal.keeps and proposal.kind == ActKind.DELEGATE,
        proposed_by=person(by),
        proposed_at=at,
    )
    _record(act, "act_proposed", by=by, at=at, reason=act.reason)
    return act


def _check(
    item: ServiceItem, proposal: Proposal, receiver: Organisation | None, *, today: date
) -> None:
    if item.status == ItemStatus.CANCELLED or item.current is None:
        raise errors.NothingToHandOver
    if item.acts.filter(state__in=[ActState.PROPOSED, ActState.CONFIRMED]).exists():
        raise errors.ActExists
    if proposal.on < today:
        raise errors.DayPast(field="on", day=proposal.on)
    if proposal.kind not in {ActKind.CANCEL, ActKind.MERGE}:
        check_receiver(item, proposal.kind, receiver, proposal.code)


@transaction.atomic
def confirm_act(act_id: UUID, *, by: Actor, at: datetime) -> ItemAct:
    """The second person confirms: it is done at once, or when its day begins."""
    act = _lock(act_id, "confirm", by=by)
    if act.proposed_by is not None and act.proposed_by == person(by):
        raise errors.SecondPersonNeeded
    _decide(act, ActState.CONFIRMED, by=by, at=at)
    prepare_successor(act, at=at)
    if act.effective_on <= timezone.localdate(at):
        return carry_out(act, by=by, at=at)
    _record(act, "act_confirmed", by=by, at=at, effective_on=act.effective_on.isoformat())
    return act


@transaction.atomic
def refuse_act(act_id: UUID, *, reason: str, by: Actor, at: datetime) -> ItemAct:
    """The second person does not confirm, and says why."""
    act = _lock(act_id, "refuse", by=by)
    _decide(act, ActState.REFUSED, by=by, at=at, note=reason)
    _record(act, "act_refused", by=by, at=at, reason=reason)
    return act


@transaction.atomic
def withdraw_act(act_id: UUID, *, by: Actor, at: datetime) -> ItemAct:
    """The editors take their proposal back."""
    act = _lock(act_id, "withdraw", by=by)
    _decide(act, ActState.WITHDRAWN, by=by, at=at)
    _record(act, "act_withdrawn", by=by, at=at)
    return act


@transaction.atomic
def call_off_act(act_id: UUID, *, reason: str, by: Actor, at: datetime) -> ItemAct:
    """An act that waits for its day does not happen."""
    act = _lock(act_id, "call_off", by=by)
    undo_successor(act)
    _decide(act, ActState.WITHDRAWN, by=by, at=at, note=reason)
    _record(act, "act_called_off", by=by, at=at, reason=reason)
    return act


def _lock(act_id: UUID, move: str, *, by: Actor) -> ItemAct:
    """The act, held with its item; refused where the post or the act's state forbids the move."""
    item = lock_item(ItemAct.objects.values_list("item_id", flat=True).get(pk=act_id))
    act = ItemAct.objects.select_related("receiver", "successor").get(pk=act_id)
    act.item = item
    if not may_act(by, act, move):
        raise NotAllowed
    if act.state not in ACT_MOVES[move].sources:
        raise errors.WrongState(state=act.get_state_display())
    return act


def _decide(act: ItemAct, state: str, *, by: Actor, at: datetime, note: str = "") -> None:
    act.state, act.decided_by, act.decided_at, act.note = state, person(by), at, note
    act.save(update_fields=["state", "decided_by", "decided_at", "note"])


def _record(act: ItemAct, kind: str, *, by: Actor, at: datetime, **facts: Any) -> None:
    record(act.item, kind, by=by, at=at, act=str(act.pk), kind_of_act=act.kind, **facts)
