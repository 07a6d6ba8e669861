"""Side exits: the applicant withdraws, or the authority ends what cannot go on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import begin, record
from yimen.cases.models import Case
from yimen.kernel.actor import Actor
from yimen.process.queries import holders_of


@transaction.atomic
def withdraw_case(
    case_id: UUID,
    *,
    reason: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """The applicant takes the application back, which he may until it is decided."""
    act = begin(case_id, "withdraw", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    return record(act, facts={"reason": reason, "staff": holders_of(case_id)})


@transaction.atomic
def terminate_case(
    case_id: UUID,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """End a case without a decision, because its object is gone; the reason is told."""
    act = begin(case_id, "terminate", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    return record(act, facts={"reason": reason})
