"""Where a case is, for whoever has its number and code."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from yimen.api.errors import NoSuchCase, TooManyTries
from yimen.api.guards import address_of, reads
from yimen.api.schemas.cases import CaseStatus
from yimen.api.schemas.problems import Problem
from yimen.cases.queries import PublicStatus, public_status
from yimen.ui import throttle

router = Router()


@router.get(
    "/{number}/status",
    response={200: CaseStatus, 404: Problem, 422: Problem, 429: Problem},
    operation_id="case_status",
)
@reads
def case_status(
    request: HttpRequest,
    number: Annotated[str, Path(pattern=r"^[0-9A-Za-z]{8,50}$")],
    code: Annotated[str, Query(pattern=r"^[0-9]{6}$")],
) -> Any:
    """The state of the case, masked; a wrong code and an unknown number look the same."""
    number, address = number.upper(), address_of(request)
    if throttle.is_closed(number, address):
        raise TooManyTries(wait=throttle.WINDOW)
    found = public_status(number, code)
    if found is None:
        throttle.note_wrong(number, address)
        raise NoSuchCase
    return _status(found)


def _status(found: PublicStatus) -> dict[str, Any]:
    return {
        "number": found.number,
        "item_name": found.item_name,
        "organisation_name": found.organisation_name,
        "applicant_name": found.applicant_name,
        "state": found.state.value,
        "state_name": str(found.state.label),
        "filed_on": found.filed_on,
        "due_on": found.due_on,
        "is_open": found.is_open,
        "steps": [{"kind": e.kind, "at": e.at, "title": str(e.title)} for e in found.entries],
    }
