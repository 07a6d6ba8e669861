"""Detection at windows tells when somebody was there and when nobody was."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from yimen.api.guards import KEY, SystemAuth, acts, address_of, bearer
from yimen.api.schemas import windows as shape
from yimen.api.schemas.problems import Problem
from yimen.exchange.queries import reporter_of
from yimen.supervision.actions.observing import Reported, report_presence
from yimen.supervision.rules.footage import Span

REFUSALS = {frozenset({401, 403, 409, 422, 429}): Problem}
router = Router(auth=SystemAuth("presence.report"))


@router.post(
    "/presence",
    response={200: shape.PresenceTaken, **REFUSALS},
    operation_id="window_presence",
    openapi_extra={"parameters": [KEY]},
)
@acts
def window_presence(request: HttpRequest, said: shape.PresenceIn) -> Any:
    """Tell of spans in which somebody, or nobody, was at a window. A long absence in its hours is
    proposed as a finding, which a supervisor looks at; a span told again changes nothing."""
    by = reporter_of(bearer(request).client, address=address_of(request))
    spans = [
        Reported(one.key, one.camera, one.is_present, Span(one.since, one.until))
        for one in said.spans
    ]
    taken = report_presence(spans, by=by, at=timezone.now())
    return {"taken": taken.taken, "known": taken.known, "proposed": taken.proposed}
