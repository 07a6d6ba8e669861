"""After the decision: making the result, handing it over, concluding (art. 44)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, beside, lock, note, record
from yimen.cases.actions._results import make
from yimen.cases.errors import after
from yimen.cases.models import Case, Delivery
from yimen.cases.rules.delivery import MOST_TRIES, POST, WINDOW
from yimen.cases.states import ENDED, State
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed

CHOOSABLE = frozenset(State) - ENDED - {State.DELIVERED}


@transaction.atomic
def make_result(
    case_id: UUID, *, by: Actor, at: datetime, revision: int | None = None, key: UUID | None = None
) -> Case:
    """The licence or document is made, valid for its days, and waits to be handed over."""
    act = begin(case_id, "make_result", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return record(act, facts=make(act))


@transaction.atomic
def choose_delivery(case_id: UUID, *, way: str, address: str = "", by: Actor, at: datetime) -> Case:
    """The applicant says how the result should reach him, until it does."""
    case = lock(case_id, by=by)
    if by.kind is not Kind.APPLICANT:
        raise NotAllowed
    if case.state not in CHOOSABLE:
        label = State(case.state).label
        raise errors.WrongState(number=case.number or "", state=label, move="choose_delivery")
    if way not in Delivery.Way.values:
        raise errors.BadDelivery(field="way")
    if way == POST and not address.strip():
        raise after.AddressMissing(field="address")
    case.delivery_way = way
    case.delivery_address = address.strip()[:300] if way == POST else ""
    case.save(update_fields=["delivery_way", "delivery_address"])
    if case.state != State.DRAFT:  # the journal knows no drafts
        act = beside(case, "choose_delivery", by=by, at=at, key=None)
        note(act, "delivery_chosen", {"way": way})
    return case


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
    """Hand the result over within ten working days of the decision (art. 44).

    At the window the officer has seen who fetches it; `hand_over_by_code` asks for the code.
    """
    act = begin(case_id, "deliver", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if way not in Delivery.Way.values:
        raise errors.BadDelivery(field="way")
    if way == WINDOW and not receiver.strip():
        raise errors.BadDelivery(field="receiver")
    if way == POST and not tracking_number.strip():
        raise errors.BadDelivery(field="tracking_number")
    shown = {"shown": "id"} if way == WINDOW else {}
    return _deliver(act, receiver, way=way, tracking_number=tracking_number, **shown)


def hand_over_by_code(
    case_id: UUID,
    *,
    code: str,
    receiver: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Hand the result over at the window to whoever shows its pick-up code.

    A wrong code undoes all but its being counted.
    """
    try:
        with transaction.atomic():
            act = begin(case_id, "deliver", by=by, at=at, revision=revision, key=key)
            if act.is_repeat:
                return act.case
            if not receiver.strip():
                raise errors.BadDelivery(field="receiver")
            _check_code(act.case, code)
            return _deliver(act, receiver, way=WINDOW, shown="code")
    except after.WrongPickupCode:
        Case.objects.filter(pk=case_id).update(pickup_tries=F("pickup_tries") + 1)
        raise


@transaction.atomic
def conclude_case(
    case_id: UUID, *, by: Actor, at: datetime, revision: int | None = None, key: UUID | None = None
) -> Case:
    """Close the delivered case; what remains is the archive."""
    act = begin(case_id, "conclude", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return record(act)


def _deliver(act: Act, receiver: str, *, way: str, tracking_number: str = "", **shown: str) -> Case:
    """The result changes hands; where nobody said that it was ready, it is made now."""
    made = make(act) if act.case.state == State.GRANTED else {}
    said = {"way": way, "tracking_number": tracking_number}
    Delivery.objects.create(case=act.case, receiver=receiver, at=act.at, **said)
    return record(act, facts={**said, **shown, **made}, delivered_at=act.at)


def _check_code(case: Case, code: str) -> None:
    if case.pickup_tries >= MOST_TRIES:
        raise after.PickupLocked(field="code")
    if not constant_time_compare(case.pickup_code, code.strip()) or not case.pickup_code:
        left = MOST_TRIES - case.pickup_tries - 1
        raise after.WrongPickupCode(field="code", left=left)
