"""Looking again after the decision: what was declared, and what a table decided."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.actions.committing import break_promise, end_promise
from yimen.cases.errors import after
from yimen.cases.models import Commitment, FalsePromise, LaterCheck
from yimen.cases.permissions import may_check, may_lift
from yimen.cases.queries.commitments import material_of
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed


@transaction.atomic
def check_later(check_id: UUID, *, result: str, note: str, by: Actor, at: datetime) -> LaterCheck:
    """Record what a later check found; a promise found untrue goes on the party's record."""
    check = _found(check_id)
    case = lock(check.case_id, by=by)
    if not may_check(by, case):
        raise NotAllowed
    check = _found(check_id)
    if check.done_at is not None:
        raise after.CheckedAlready
    if result not in LaterCheck.Result.values or not note.strip():
        raise after.FindingMissing(field="result" if result == "" else "note")
    check.result, check.note = result, note.strip()
    check.done_at, check.done_by_id = at, by.staff_id
    check.save(update_fields=["result", "note", "done_at", "done_by"])
    if check.commitment and check.commitment.state == Commitment.State.OPEN:
        if result == LaterCheck.Result.WRONG:
            break_promise(check.commitment, case, at)
        else:
            end_promise(check.commitment, Commitment.State.KEPT, at)
    kind, facts = "case.decision_checked", {"check": str(check.pk), "result": result}
    if check.commitment:
        kind, paper = "case.commitment_checked", material_of(case, check.commitment.material)
        facts |= {"material": paper.key, "paper": paper.name}
    write(STREAM, case.pk, kind, by=by, at=at, facts=facts)
    return check


@transaction.atomic
def lift_record(record_id: UUID, *, reason: str, by: Actor, at: datetime) -> FalsePromise:
    """Take a broken promise off the record (信用修复), with the reason."""
    record = FalsePromise.objects.select_related("commitment").filter(pk=record_id).first()
    if record is None:
        raise after.NotOnRecord
    case = lock(record.commitment.case_id, by=by)
    if not may_lift(by, case):
        raise NotAllowed
    record.refresh_from_db()
    if record.lifted_at is not None:
        raise after.NotOnRecord
    if not reason.strip():
        raise after.FindingMissing(field="reason")
    record.lifted_at, record.lifted_by_id, record.lift_reason = at, by.staff_id, reason.strip()
    record.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    facts = {"record": str(record.pk), "material": record.commitment.material}
    write(STREAM, case.pk, "case.record_lifted", by=by, at=at, facts=facts)
    return record


def _found(check_id: UUID) -> LaterCheck:
    check = LaterCheck.objects.select_related("commitment").filter(pk=check_id).first()
    if check is None:
        raise after.NotOnRecord
    return check
