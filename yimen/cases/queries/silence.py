"""Renewals that the law has granted meanwhile (art. 50)."""

from collections.abc import Callable
from datetime import date
from functools import cache

from django.utils import timezone

from yimen.cases.models import Case, FollowUp
from yimen.cases.rules.results import renew_by
from yimen.cases.states import UNDER_WAY, State
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for

UNDECIDED = UNDER_WAY | {State.PAUSED}


def silent_renewals(today: date) -> list[FollowUp]:
    """Renewals asked for in time and undecided although the earlier result has ended."""
    found = FollowUp.objects.filter(
        purpose=FollowUp.Purpose.RENEWAL,
        case__state__in=UNDECIDED,
        case__purpose=FollowUp.Purpose.RENEWAL,
        earlier__valid_until__lt=today,
    )
    calendar_of = cache(calendar_for)  # asked once a place, however many wait there
    return [
        follow_up
        for follow_up in found.select_related("case__organisation", "earlier").order_by("pk")
        if is_renewed_by_silence(follow_up.case, follow_up, today, calendar_of)
    ]


def is_renewed_by_silence(
    case: Case,
    follow_up: FollowUp,
    today: date,
    calendar_of: Callable[[str], WorkCalendar] = calendar_for,
) -> bool:
    """Whether a renewal asked for thirty working days before the end is undecided after it."""
    until, filed = follow_up.earlier.valid_until, case.filed_at
    if follow_up.purpose != FollowUp.Purpose.RENEWAL or until is None or filed is None:
        return False
    if case.state not in UNDECIDED or today <= until:
        return False
    last_day = renew_by(until, calendar_of(case.organisation.region_id))
    return timezone.localdate(filed) <= last_day
