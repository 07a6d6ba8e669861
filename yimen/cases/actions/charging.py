"""Entering what was charged for a case: the journal tells, and supervision measures it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.errors import charges as errors
from yimen.cases.models import Charge
from yimen.cases.permissions import may_charge
from yimen.cases.queries.charges import fees_of
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed

MOST_FEN = 10_000_000_000  # a hundred million yuan: more than any fee of administration


@transaction.atomic
def charge_case(
    case_id: UUID,
    *,
    fee: str,
    fen: int,
    receipt: str,
    by: Actor,
    at: datetime,
    name: str = "",
    key: UUID | None = None,
) -> Charge:
    """Enter a charge (收费登记): under a fee of the guide by its key, or by name if it has none.

    Nothing is refused for being unlawful: what was taken is entered as it was, and told to whoever
    watches (Administrative Licensing Law, arts. 58, 59 and 75). A form sent twice is one charge.
    """
    case = lock(case_id, by=by)
    if not may_charge(by, case):
        raise NotAllowed
    if key and (charge := case.charges.filter(pk=key).first()):
        return charge
    names = {one.key: one.name for one in fees_of(case)}
    name, receipt = names.get(fee, name.strip()), receipt.strip()
    if fee and fee not in names:
        raise errors.UnknownFee(field="fee")
    if not name:
        raise errors.ChargeUnnamed(field="name")
    if not 0 < fen <= MOST_FEN:
        raise errors.AmountOutOfBounds(field="amount")
    if not receipt:
        raise errors.ReceiptMissing(field="receipt")
    if case.charges.filter(receipt=receipt, voided_at=None).exists():
        raise errors.ReceiptTaken(field="receipt")
    assert by.staff_id  # officers have one
    chosen = {"pk": key} if key else {}
    said = {"fee": fee, "name": name, "fen": fen, "receipt": receipt}
    charge = Charge.objects.create(case=case, **said, by_id=by.staff_id, at=at, **chosen)
    facts = {"charge": str(charge.pk), "fee": fee, "fen": fen, "receipt": receipt}
    write(STREAM, case.pk, "case.charged", by=by, at=at, facts=facts)
    return charge


@transaction.atomic
def void_charge(case_id: UUID, charge_id: UUID, *, reason: str, by: Actor, at: datetime) -> Charge:
    """Strike out a charge entered by mistake or paid back; it stays readable. Twice is once.

    A card that came of it is not taken back by this: whoever watches reads the reason.
    """
    case = lock(case_id, by=by)
    charge = case.charges.filter(pk=charge_id).first()
    if charge is None or not may_charge(by, case):
        raise NotAllowed
    if charge.voided_at is not None:
        return charge
    if not reason.strip():
        raise errors.VoidWithoutReason(field="reason")
    charge.voided_at, charge.void_reason = at, reason.strip()
    charge.save(update_fields=["voided_at", "void_reason"])
    facts = {"charge": str(charge.pk), "fen": charge.fen, "receipt": charge.receipt}
    write(STREAM, case.pk, "case.charge_voided", by=by, at=at, facts=facts)
    return charge
