"""Making the result of a granted case; a renewal or change takes the place of the earlier one."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from yimen.cases.actions._moves import STREAM, Act
from yimen.cases.models import FollowUp, Result
from yimen.cases.rules.results import last_day, renewed_from
from yimen.cases.states import RESULT_MOVES, ResultState
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM

NO_RESULT = "none"  # an item whose result is nothing to keep


def make(act: Act) -> dict[str, Any]:
    """The result of the case, and what its entry says of it; none for items without one."""
    case, version = act.case, act.case.version
    if version.result_kind == NO_RESULT:
        return {}
    follow_up = None
    if case.purpose:
        follow_up = FollowUp.objects.select_related("earlier").get(case=case)
    start = timezone.localdate(act.at)
    until = last_day(start, version.validity_months)
    if follow_up and follow_up.purpose == FollowUp.Purpose.RENEWAL:
        start = renewed_from(start, follow_up.earlier.valid_until)
        until = last_day(start, version.validity_months)
    elif follow_up:
        until = follow_up.earlier.valid_until
    result = Result.objects.create(
        case=case,
        item_id=case.item_id,
        organisation_id=case.organisation_id,
        holder_id=case.applicant_id,
        name=version.result_name or version.name,
        made_at=act.at,
        valid_from=start,
        valid_until=until,
    )
    if follow_up:
        _replace(follow_up.earlier, result, act)
    told = {"result": str(result.pk), "valid_from": start.isoformat()}
    return {**told, **({"valid_until": until.isoformat()} if until else {})}


def _replace(earlier: Result, result: Result, act: Act) -> None:
    """The earlier result gives way, on the record of its own case."""
    if earlier.state not in RESULT_MOVES["replace"].sources:
        return
    earlier.state, earlier.replaced_by = ResultState.REPLACED, result
    earlier.ended_on = result.valid_from - timedelta(days=1)
    earlier.save(update_fields=["state", "replaced_by", "ended_on"])
    facts = {"result": str(earlier.pk), "by": str(result.pk), "case": act.case.number}
    write(STREAM, earlier.case_id, "case.result_replaced", by=SYSTEM, at=act.at, facts=facts)
