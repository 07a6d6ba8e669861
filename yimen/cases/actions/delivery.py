"""After the decision: making the result, handing it over, concluding (art. 44)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import begin, record
from yimen.cases.models import Case, Delivery
from yimen.kernel.actor import Actor


@transaction.atomic
def make_result(
    case_id: UUID, *, by: Actor, at: datetime, revision: int | None = None, key: UUID | None = None
) -> Case:
    """The licence or document is made and waits to be handed over."""
    act = begin(case_id, "make_result", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return record(act)


@transaction.atomic
def deliver_result(
    case_id: UUID,
    *,
    way: str,
    receiver: str = "",
    tracking_number: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Hand the result over within ten working days of the decision (art. 44)."""
    act = begin(case_id, "deliver", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if way not in Delivery.Way.values:
        raise errors.BadDelivery(field="way")
    if way == Delivery.Way.WINDOW and not receiver.strip():
        raise errors.BadDelivery(field="receiver")
    if way == Delivery.Way.POST and not tracking_number.strip():
        raise errors.BadDelivery(field="tracking_number")
    Delivery.objects.create(
        case=act.case, way=way, receiver=receiver, tracking_number=tracking_number, at=at
    )
    facts = {"way": way, "tracking_number": tracking_number}
    return record(act, facts=facts, delivered_at=at)


@transaction.atomic
def conclude_case(
    case_id: UUID, *, by: Actor, at: datetime, revision: int | None = None, key: UUID | None = None
) -> Case:
    """Close the delivered case; what remains is the archive."""
    act = begin(case_id, "conclude", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return record(act)
