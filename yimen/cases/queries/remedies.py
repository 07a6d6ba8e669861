"""Until when one may object to what a case came to."""

from django.utils import timezone

from yimen.cases.models import Case
from yimen.cases.rules.remedies import Remedies, remedies
from yimen.cases.states import State
from yimen.orgs.queries import calendar_for


def remedies_of(case: Case) -> Remedies | None:
    """The last days, once the decision was received; a refusal to accept is told as it is made."""
    received = case.ended_at if case.state == State.DECLINED else case.delivered_at
    if received is None:
        return None
    return remedies(timezone.localdate(received), calendar_for(case.organisation.region_id))
