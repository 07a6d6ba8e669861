"""Renewals that the law has granted meanwhile (art. 50)."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from yimen.cases.models import Case, FollowUp
from yimen.cases.rules.results import renew_by
from yimen.cases.states import UNDER_WAY, State
from yimen.orgs.queries import calendar_for

UNDECIDED = UNDER_WAY | {State.PAUSED}


def silent_renewals(today: date) -> QuerySet[FollowUp]:
    """Renewals under way whose earlier result ended; whether they came in time is asked of each."""
    found: QuerySet[FollowUp] = FollowUp.objects.filter(
        purpose=FollowUp.Purpose.RENEWAL,
        case__state__in=UNDECIDED,
        case__purpose=FollowUp.Purpose.RENEWAL,
        earlier__valid_until__lt=today,
    )
    return found.select_related("case__organisation", "earlier")


def is_renewed_by_silence(case: Case, follow_up: FollowUp, today: date) -> bool:
    """Whether a renewal asked for thirty working days before the end is undecided after it."""
    until, filed = follow_up.earlier.valid_until, case.filed_at
    if follow_up.purpose != FollowUp.Purpose.RENEWAL or until is None or filed is None:
        return False
    if case.state not in UNDECIDED or today <= until:
        return False
    last_day = renew_by(until, calendar_for(case.organisation.region_id))
    return timezone.localdate(filed) <= last_day
