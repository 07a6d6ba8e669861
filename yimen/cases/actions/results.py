"""After the case: a result is corrected, revoked, recalled, annulled, expires, is followed up."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases import errors
from yimen.cases.actions._moves import Act, beside, lock, note
from yimen.cases.actions.drafting import draft_case
from yimen.cases.errors import after
from yimen.cases.models import Case, FollowUp, Result
from yimen.cases.permissions import may_change_result
from yimen.cases.rules.filing import written_answers
from yimen.cases.rules.results import GROUNDS, NOT_RENEWED, WHO
from yimen.cases.states import RESULT_MOVES, RESULT_PAST, STANDING, ResultState
from yimen.kernel.actor import SYSTEM, Actor, Kind
from yimen.kernel.errors import NotAllowed, Stale


@transaction.atomic
def correct_result(
    result_id: UUID,
    *,
    wrong: str,
    right: str,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Result:
    """Put a slip of the pen in a result right (更正); what was decided stays."""
    act, result = _begin(result_id, "correct", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return result
    if not wrong.strip() or not right.strip() or wrong.strip() == right.strip():
        raise after.CorrectionMissing(field="right")
    _needs_reason(reason)
    day = act.today.isoformat()
    result.corrections = [
        *result.corrections,
        {"on": day, "wrong": wrong.strip(), "right": right.strip(), "reason": reason.strip()},
    ]
    return _end(act, result, {"wrong": wrong.strip(), "right": right.strip(), "reason": reason})


@transaction.atomic
def revoke_result(
    result_id: UUID,
    *,
    ground: str,
    who: str,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Result:
    """Revoke what should not have been granted (撤销, art. 69), by whom and on which ground."""
    act, result = _begin(result_id, "revoke", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return result
    _check_ground("revoke", ground)
    if who not in WHO:
        raise after.BadResultGround(field="who")
    _needs_reason(reason)
    return _end(act, result, {"ground": ground, "who": who, "reason": reason})


@transaction.atomic
def recall_result(
    result_id: UUID,
    *,
    ground: str,
    compensation: str,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Result:
    """Withdraw what was rightly granted, for the public interest (撤回, art. 8), compensated."""
    act, result = _begin(result_id, "recall", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return result
    _check_ground("recall", ground)
    _needs_reason(reason)
    _needs_reason(compensation, field="compensation")
    told = {"ground": ground, "reason": reason, "compensation": compensation}
    return _end(act, result, told)


@transaction.atomic
def annul_result(
    result_id: UUID,
    *,
    ground: str,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Result:
    """Strike a result off, because it has lost its object or its force (注销, art. 70)."""
    act, result = _begin(result_id, "annul", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return result
    _check_ground("annul", ground)
    if ground == NOT_RENEWED and not _has_run_out(result, act.today):
        raise after.TermNotOver(field="ground")
    _needs_reason(reason)
    return _end(act, result, {"ground": ground, "reason": reason})


@transaction.atomic
def expire_result(result_id: UUID, *, at: datetime) -> Result:
    """After its last day a result has no force any more."""
    act, result = _begin(result_id, "expire", by=SYSTEM, at=at)
    if not _has_run_out(result, act.today):
        raise after.NotExpired(until=result.valid_until or "—")
    return _end(act, result, {"until": f"{result.valid_until}"})


@transaction.atomic
def follow_up_result(
    result_id: UUID, *, purpose: str, case_id: UUID | None = None, by: Actor, at: datetime
) -> Case:
    """Begin to renew or change a result (arts. 49, 50): a new application tied to the earlier.

    Nobody states twice what he stated before; the same case id again is the same draft.
    """
    result = _seen(result_id, by)
    if by.kind is not Kind.APPLICANT:
        raise NotAllowed
    version = result.item.current
    ends = result.valid_until is not None or purpose == FollowUp.Purpose.CHANGE
    if purpose not in FollowUp.Purpose.values or result.state not in STANDING or not ends:
        raise after.NotRenewable
    if version is None:
        raise errors.NotOnOffer(item=result.name)
    case = draft_case(
        version.pk,
        result.holder_id,
        situation=result.case.situation,
        case_id=case_id,
        by=by,
        at=at,
    )
    _made, is_new = FollowUp.objects.get_or_create(
        case=case, defaults={"earlier": result, "purpose": purpose}
    )
    if is_new:
        case.purpose = purpose
        case.form = written_answers(version.field_list, result.case.form)
        case.save(update_fields=["purpose", "form"])
    return case


def _seen(result_id: UUID, by: Actor) -> Result:
    seen = Result.objects.visible_to(by).select_related("case", "item", "item__current")
    result: Result | None = seen.filter(pk=result_id).first()
    if result is None:
        raise after.NoSuchResult
    return result


def _begin(
    result_id: UUID,
    move: str,
    *,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> tuple[Act, Result]:
    """Lock the case and its result, then check: repeated? stale? his to do, and open?"""
    case = lock(_seen(result_id, by).case_id, by=by)
    act = beside(case, f"{move}_result", by=by, at=at, key=key)
    result = Result.objects.get(pk=result_id)
    if act.is_repeat:
        return act, result
    if not may_change_result(by, case, move):
        raise NotAllowed
    if revision is not None and revision != case.revision:
        raise Stale
    if result.state not in RESULT_MOVES[move].sources:
        raise after.ResultNotOpen(state=ResultState(result.state).label)
    return act, result


def _end(act: Act, result: Result, told: dict[str, Any]) -> Result:
    """Save the move of a result and write it on the record of its case."""
    move = act.move.removesuffix("_result")
    source, result.state = result.state, RESULT_MOVES[move].target
    if result.state not in STANDING:
        result.ended_on = result.ended_on or timezone.localdate(act.at)
    result.save(update_fields=["state", "ended_on", "corrections"])
    act.case.revision += 1
    act.case.save(update_fields=["revision"])
    facts = {"result": str(result.pk), "from": str(source), **told}
    note(act, f"result_{RESULT_PAST[move]}", facts)
    return result


def _check_ground(move: str, ground: str) -> None:
    if ground not in GROUNDS[move]:
        raise after.BadResultGround(field="ground")


def _has_run_out(result: Result, today: date) -> bool:
    return result.valid_until is not None and result.valid_until < today


def _needs_reason(reason: str, *, field: str = "reason") -> None:
    if not reason.strip():
        raise errors.ReasonsMissing(field=field)
