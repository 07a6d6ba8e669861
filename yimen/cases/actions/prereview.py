"""Pre-review (预审): a look online before the originals make it an application (ADR 0070)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.actions._moves import begin, record
from yimen.cases.actions.acceptance import ask_for, check_answer_by
from yimen.cases.errors.prereview import StillTheirTurn
from yimen.cases.models import Case
from yimen.kernel.actor import SYSTEM, Actor


@transaction.atomic
def send_back(
    case_id: UUID,
    *,
    gaps: Sequence[Mapping[str, str]],
    answer_by: date,
    repeat_reason: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Tell the applicant all that is to be mended, at once."""
    act = begin(case_id, "send_back", by=by, at=at, revision=revision, key=key)
    return act.case if act.is_repeat else ask_for(act, gaps, answer_by, repeat_reason)


@transaction.atomic
def pass_prereview(
    case_id: UUID,
    *,
    originals: str,
    originals_by: date,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """All is in order online: the applicant is told which originals to bring, and by when."""
    act = begin(case_id, "pass_prereview", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    check_answer_by(act, originals_by)
    facts = {"originals": originals, "originals_by": originals_by.isoformat()}
    return record(act, facts=facts, prereviewed_at=at, originals_by=originals_by)


@transaction.atomic
def receive_originals(
    case_id: UUID, *, by: Actor, at: datetime, revision: int | None = None, key: UUID | None = None
) -> Case:
    """The originals agree with what was seen: received in law, the five days begin (art. 32)."""
    act = begin(case_id, "receive_originals", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    facts = {"channel": act.case.channel}  # how it came, not where the originals are seen
    return record(act, facts=facts, completed_at=at, originals_at=at)


@transaction.atomic
def lapse_prereview(case_id: UUID, *, at: datetime) -> Case:
    """Nothing was mended, or no originals came, by the day told: nothing was applied for in law."""
    act = begin(case_id, "lapse", by=SYSTEM, at=at)
    current = act.clock().current
    assert current is not None  # the applicant's day, told to him
    if not current.is_over:
        raise StillTheirTurn(due=current.due)
    return record(act, facts={"awaited": current.name, "day": current.due.isoformat()})
