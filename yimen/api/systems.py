"""What systems are shown of a case."""

from typing import Any

from django.utils import timezone

from yimen.cases.models import Case, CaseMaterial
from yimen.cases.queries import charges_of, timeline
from yimen.cases.queries.telling import due_now
from yimen.cases.states import State
from yimen.identity.queries import document_number, masked_number, masked_phone, phone_number
from yimen.kernel.actor import Actor


def state_of(case: Case) -> dict[str, Any]:
    """Where a case stands."""
    return {
        "number": case.number,
        "state": str(case.state),
        "state_name": str(State(case.state).label),
        "revision": case.revision,
        "due_on": due_now(case),
    }


def line_of(case: Case) -> dict[str, Any]:
    """A case in a list."""
    return {
        **state_of(case),
        "item": case.item.code,
        "item_name": case.version.name,
        "filed_on": case.filed_at and timezone.localdate(case.filed_at),
    }


def application_shown(case: Case, actor: Actor) -> dict[str, Any]:
    """An application as its applicant sees it."""
    return {
        **line_of(case),
        "id": case.pk,
        "query_code": case.query_code,
        "is_open": case.is_open,
        **_contents(case, actor),
    }


def case_shown(case: Case, actor: Actor) -> dict[str, Any]:
    """A case as the office sees it; whole numbers only for systems that do more than read."""
    handles = any(grant.name != "case.read" for grant in actor.grants)
    party = case.applicant
    applicant = {
        "kind": party.kind,
        "name": party.name,
        "number": document_number(party) if handles else masked_number(party),
        "phone": phone_number(party) if handles else masked_phone(party),
    }
    return {**line_of(case), "applicant": applicant, **_contents(case, actor)}


def _contents(case: Case, actor: Actor) -> dict[str, Any]:
    files = case.materials.filter(replaced_at=None).select_related("blob").order_by("added_at")
    return {
        "situation": case.situation,
        "answers": case.form,
        "files": [file_shown(file) for file in files],
        "charges": charges_of(case),
        "steps": [
            {"kind": entry.kind, "at": entry.at, "title": str(entry.title)}
            for entry in timeline(case, actor)
        ],
    }


def file_shown(file: CaseMaterial) -> dict[str, Any]:
    """A file of a case."""
    return {
        "id": file.pk,
        "material": file.material,
        "name": file.blob.name,
        "media_type": file.blob.media_type,
        "size": file.blob.size,
        "sha256": file.blob.sha256,
    }
