"""Departments' own systems: what was filed with them, and the acts their officers do there."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from yimen.api.guards import KEY, SystemAuth, acts, address_of, bearer, reads
from yimen.api.schemas import systems as shape
from yimen.api.schemas.problems import Problem
from yimen.api.systems import case_shown, line_of, state_of
from yimen.cases import actions
from yimen.cases.errors.charges import UnknownReceipt
from yimen.cases.models import Case
from yimen.cases.queries import case_numbered, charge_receipted
from yimen.cases.states import State
from yimen.exchange.queries import officer_through, reader_of
from yimen.exchange.rules import SCOPES
from yimen.files.queries import open_blob

OFFICE = tuple(scope for scope in SCOPES if scope.startswith("case."))
PAGE = 50
REFUSALS = {frozenset({401, 403, 404, 409, 422, 429}): Problem}
#: Of any of the kinds that may be uploaded.
BYTES = {
    "description": "OK",
    "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
}
router = Router(auth=SystemAuth(*OFFICE))
Number = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{8,50}$")]


@router.get("", response={200: shape.CaseLines, **REFUSALS}, operation_id="office_cases")
@reads
def office_cases(
    request: HttpRequest,
    state: State | None = None,
    after: Annotated[UUID | None, Query()] = None,
) -> Any:
    """Cases of the organisation and those below it, oldest first."""
    found = Case.objects.visible_to(reader_of(bearer(request).client)).select_related(
        "item", "organisation"
    )
    if state:
        found = found.filter(state=state)
    if after:
        found = found.filter(pk__gt=after)
    cases = list(found.order_by("pk")[: PAGE + 1])
    return {
        "cases": [line_of(case) for case in cases[:PAGE]],
        "next_after": cases[PAGE - 1].pk if len(cases) > PAGE else None,
    }


@router.get("/{number}", response={200: shape.CaseOut, **REFUSALS}, operation_id="office_case")
@reads
def office_case(request: HttpRequest, number: Number) -> Any:
    """A case with its answers, files and steps; the number of the applicant's paper is whole only
    for systems whose scopes go beyond reading."""
    reader = reader_of(bearer(request).client, address=address_of(request))
    return case_shown(case_numbered(number.upper(), reader), reader)


@router.get(
    "/{number}/files/{uuid:file_id}",
    response={**REFUSALS},
    operation_id="office_case_file",
    openapi_extra={"responses": {"200": BYTES}},
)
@reads
def office_case_file(request: HttpRequest, number: Number, file_id: UUID) -> Any:
    """The bytes of a file."""
    case = case_numbered(number.upper(), reader_of(bearer(request).client))
    file = case.materials.select_related("blob").filter(pk=file_id).first()
    if file is None:
        raise Http404
    kind, name = file.blob.media_type, file.blob.name
    return FileResponse(open_blob(file.blob), as_attachment=True, filename=name, content_type=kind)


def _operation(name: str, action: Callable[..., Case], said_as: Any, about: str) -> Any:
    """One act of the table as an operation."""

    def operation(request: HttpRequest, number: Number, said: said_as) -> Any:
        now = timezone.now()
        by = officer_through(
            bearer(request).client,
            said.officer,
            on=timezone.localdate(now),
            address=address_of(request),
        )
        case = case_numbered(number.upper(), by)
        return state_of(action(case.pk, by=by, at=now, **said.model_dump(exclude={"officer"})))

    operation.__doc__ = about
    operation.__name__ = name
    return operation


def _charge(case_id: UUID, **said: Any) -> Case:
    return actions.charge_case(case_id, **said).case


def _void_charge(case_id: UUID, *, receipt: str, **said: Any) -> Case:
    charge = charge_receipted(case_id, receipt)
    if charge is None:
        raise UnknownReceipt(field="receipt")
    return actions.void_charge(case_id, charge.pk, **said).case


#: act → what happens, what is said with it, the scopes of which one is needed, and what it means.
ACTS: dict[str, tuple[Callable[..., Case], Any, str, str]] = {
    "accept": (actions.accept_case, shape.ActIn, "case.accept", "Accept an application."),
    "send-back": (
        actions.send_back,
        shape.SupplementIn,
        "case.accept",
        "Tell the applicant in pre-review all that is to be mended.",
    ),
    "pass-prereview": (
        actions.pass_prereview,
        shape.OriginalsIn,
        "case.accept",
        "All is in order online: ask for the originals.",
    ),
    "receive-originals": (
        actions.receive_originals,
        shape.ActIn,
        "case.accept",
        "The originals are there: received in law.",
    ),
    "request-supplement": (
        actions.request_supplement,
        shape.SupplementIn,
        "case.accept",
        "Tell the applicant once everything that is missing.",
    ),
    "decline": (
        actions.decline_case,
        shape.DeclineIn,
        "case.accept",
        "Turn an application away, with the reason.",
    ),
    "examine": (actions.examine_case, shape.ExamineIn, "case.examine", "Give an opinion."),
    "pause": (
        actions.pause_clock,
        shape.PauseIn,
        "case.examine",
        "Start a special procedure (art. 45).",
    ),
    "resume": (actions.resume_clock, shape.ResumeIn, "case.examine", "End it."),
    "extend": (actions.extend_case, shape.ExtendIn, "case.extend", "Extend the time limit once."),
    "grant": (actions.grant_case, shape.GrantIn, "case.decide", "Decide for the applicant."),
    "refuse": (actions.refuse_case, shape.RefuseIn, "case.decide", "Decide against him."),
    "terminate": (
        actions.terminate_case,
        shape.TerminateIn,
        "case.decide",
        "End a case without a decision.",
    ),
    "make-result": (actions.make_result, shape.ActIn, "case.deliver", "The result is ready."),
    "deliver": (
        actions.deliver_result,
        shape.DeliverIn,
        "case.deliver",
        "The result reached the applicant.",
    ),
    "conclude": (actions.conclude_case, shape.ActIn, "case.deliver", "Close the case."),
    "charge": (
        _charge,
        shape.ChargeIn,
        "case.accept case.deliver",
        "Enter what was charged, lawful or not.",
    ),
    "void-charge": (
        _void_charge,
        shape.VoidIn,
        "case.accept case.deliver",
        "Strike out a charge entered by mistake or paid back.",
    ),
}

for _act, (_action, _said, _scope, _about) in ACTS.items():
    _name = f"office_{_act.replace('-', '_')}"
    router.post(
        f"/{{number}}/{_act}",
        response={200: shape.StateOut, **REFUSALS},
        operation_id=_name,
        url_name=_name,
        auth=SystemAuth(*_scope.split()),
        summary=_about.rstrip("."),
        openapi_extra={"parameters": [KEY]},
    )(acts(_operation(_name, _action, _said, _about)))
