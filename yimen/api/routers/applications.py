"""Applications that a mini-app or another system writes for residents."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Router
from ninja.files import UploadedFile

from yimen.api.guards import KEY, SystemAuth, acts, address_of, bearer, reads
from yimen.api.schemas.problems import Problem
from yimen.api.schemas.systems import (
    AnswersIn,
    ApplicationOut,
    BeginIn,
    CommitIn,
    FileOut,
    Key,
    OfferOut,
    ReasonIn,
)
from yimen.api.systems import application_shown, file_shown
from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries import commitment_offers
from yimen.cases.states import ANSWERABLE, State
from yimen.catalogue.queries import get_published
from yimen.exchange.actions import begin_application
from yimen.exchange.queries import applicant_through, application_of
from yimen.exchange.rules import APPLY
from yimen.kernel.actor import Actor

router = Router(auth=SystemAuth(APPLY))
REFUSALS: dict[Any, Any] = {frozenset({401, 403, 404, 409, 422, 429}): Problem}
ONCE: dict[str, Any] = {"openapi_extra": {"parameters": [KEY]}}
ANSWER = {200: ApplicationOut, **REFUSALS}


@router.post("", response=ANSWER, operation_id="application_begin", **ONCE)
@acts
def application_begin(request: HttpRequest, said: BeginIn) -> Any:
    """Begin an application; its id is what the next steps name."""
    client, address = bearer(request).client, address_of(request)
    case = begin_application(
        client,
        get_published(said.item),
        said.applicant.model_dump(),
        agent=said.agent.model_dump() if said.agent else None,
        situation=said.situation,
        at=timezone.now(),
        address=address,
    )
    return application_shown(case, applicant_through(client, case.applicant_id))


@router.get("/{uuid:case_id}", response=ANSWER, operation_id="application_get")
@reads
def application_get(request: HttpRequest, case_id: UUID) -> Any:
    """An application this system wrote."""
    return application_shown(*_own(request, case_id))


@router.put(
    "/{uuid:case_id}/situation", response=ANSWER, operation_id="application_situation", **ONCE
)
@acts
def application_situation(request: HttpRequest, case_id: UUID, said: AnswersIn) -> Any:
    """Say which situation it is, or, asked to correct it, say it anew; the item tells the rest."""
    case, actor = _own(request, case_id)
    is_asked_again = case.state in ANSWERABLE
    save = actions.save_new_answers if is_asked_again else actions.save_situation
    done = save(case.pk, said.answers, by=actor, at=timezone.now())
    return application_shown(done, actor)


@router.put("/{uuid:case_id}/answers", response=ANSWER, operation_id="application_answers", **ONCE)
@acts
def application_answers(request: HttpRequest, case_id: UUID, said: AnswersIn) -> Any:
    """Answer the form, all of it or some fields; it is checked when filed."""
    case, actor = _own(request, case_id)
    done = actions.save_draft(case.pk, said.answers, by=actor, at=timezone.now())
    return application_shown(done, actor)


@router.post(
    "/{uuid:case_id}/files",
    response={200: FileOut, **REFUSALS},
    operation_id="application_upload",
    **ONCE,
)
@acts
def application_upload(
    request: HttpRequest,
    case_id: UUID,
    material: Annotated[Key, Form()],
    file: Annotated[UploadedFile, File()],
) -> Any:
    """Give a file for a material of the guide, or for a field of the form."""
    case, actor = _own(request, case_id)
    made = actions.add_material(case.pk, material, file, by=actor, at=timezone.now())
    return file_shown(made)


@router.delete(
    "/{uuid:case_id}/files/{uuid:file_id}",
    response=ANSWER,
    operation_id="application_remove",
    **ONCE,
)
@acts
def application_remove(request: HttpRequest, case_id: UUID, file_id: UUID) -> Any:
    """Take a file back before it is handed in."""
    case, actor = _own(request, case_id)
    done = actions.remove_material(case.pk, file_id, by=actor, at=timezone.now())
    return application_shown(done, actor)


@router.get(
    "/{uuid:case_id}/commitments",
    response={200: list[OfferOut], **REFUSALS},
    operation_id="application_offers",
)
@reads
def application_offers(request: HttpRequest, case_id: UUID) -> Any:
    """What may be promised in place of papers not given yet, in the words to be shown."""
    case, _actor = _own(request, case_id)
    given = {*case.materials.values_list("material", flat=True)}
    given |= {*case.commitments.values_list("material", flat=True)}
    return [
        {
            "key": offer.key,
            "material": offer.material.key,
            "kind": offer.kind,
            "text": offer.text,
            "sha256": offer.fingerprint,
        }
        for offer in commitment_offers(case, given)
    ]


@router.post(
    "/{uuid:case_id}/commitments", response=ANSWER, operation_id="application_commit", **ONCE
)
@acts
def application_commit(request: HttpRequest, case_id: UUID, said: CommitIn) -> Any:
    """Give one's word in the applicant's name, to texts he read, named by their fingerprints."""
    case, actor = _own(request, case_id)
    keys, now = list(said.chosen), timezone.now()
    facts: dict[str, Any] = {"name": said.name, "read": said.chosen, "by": actor, "at": now}
    actions.sign_commitments(case.pk, keys, **facts)
    return application_shown(case, actor)


@router.post("/{uuid:case_id}/file", response=ANSWER, operation_id="application_file", **ONCE)
@acts
def application_file(request: HttpRequest, case_id: UUID) -> Any:
    """Hand it in: it gets its number, and the days of the office begin."""
    case, actor = _own(request, case_id)
    done = actions.hand_in(case.pk, by=actor, at=timezone.now())
    return application_shown(done, actor)


@router.post(
    "/{uuid:case_id}/supplement", response=ANSWER, operation_id="application_supplement", **ONCE
)
@acts
def application_supplement(request: HttpRequest, case_id: UUID, said: AnswersIn) -> Any:
    """Answer a notice of what is missing, after the files for it were given."""
    case, actor = _own(request, case_id)
    answer = actions.mend_case if case.state == State.SENT_BACK else actions.supplement_case
    done = answer(case.pk, form=said.answers, by=actor, at=timezone.now())
    return application_shown(done, actor)


@router.post(
    "/{uuid:case_id}/withdraw", response=ANSWER, operation_id="application_withdraw", **ONCE
)
@acts
def application_withdraw(request: HttpRequest, case_id: UUID, said: ReasonIn) -> Any:
    """Take an application back."""
    case, actor = _own(request, case_id)
    reason, at = said.reason, timezone.now()
    return application_shown(actions.withdraw_case(case.pk, reason=reason, by=actor, at=at), actor)


def _own(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor]:
    return application_of(bearer(request).client, case_id, address=address_of(request))
