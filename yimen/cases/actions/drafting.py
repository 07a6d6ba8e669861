"""Writing an application: a draft row, field by field and file by file."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import lock
from yimen.cases.models import Case, CaseMaterial, Supplement
from yimen.cases.queries.reuse import reusable_file
from yimen.cases.queries.situation import narrowed, see_anew
from yimen.cases.rules.filing import file_key, written_answers
from yimen.cases.states import ANSWERABLE, State
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import kept_version
from yimen.catalogue.rules.situations import settled
from yimen.files.actions import store_upload
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id

DRAFT = frozenset({State.DRAFT})
WRITABLE = DRAFT | ANSWERABLE


@transaction.atomic
def draft_case(
    version_id: UUID,
    applicant_id: UUID,
    *,
    situation: Mapping[str, Any] | None = None,
    case_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Case:
    """Begin an application for an item on offer; the same case id again is the same draft."""
    version = kept_version(version_id)
    if by.kind is not Kind.APPLICANT or not by.acts_for(applicant_id, version.item_id):
        raise NotAllowed
    item = ServiceItem.objects.get(pk=version.item_id)
    check_on_offer(item, version)
    case, _made = Case.objects.get_or_create(
        id=case_id or new_id(),
        defaults={
            "item": item,
            "version": version,
            "organisation_id": item.organisation_id,
            "applicant_id": applicant_id,
            "channel": by.channel,
            "situation": settled(version.situation_list, situation or {}),
            "created_at": at,
            "acted_at": at,
        },
    )
    if case.applicant_id != applicant_id or case.item_id != version.item_id:
        raise errors.NoSuchCase
    return case


@transaction.atomic
def save_draft(case_id: UUID, form: Mapping[str, Any], *, by: Actor, at: datetime) -> Case:
    """Keep the answers written so far; unfinished ones too, for they are checked when filed."""
    case = lock_writable(case_id, by=by, states=DRAFT)
    case.form = {**case.form, **written_answers(case.version.field_list, form)}
    case.acted_at = max(at, case.acted_at)
    case.save(update_fields=["form", "acted_at"])
    return case


@transaction.atomic
def save_situation(case_id: UUID, answers: Mapping[str, Any], *, by: Actor, at: datetime) -> Case:
    """Keep the answers about the situation that count; papers already given stay with the draft."""
    case = lock_writable(case_id, by=by, states=DRAFT)
    case.situation = settled(case.version.situation_list, answers)
    case.acted_at = max(at, case.acted_at)
    case.save(update_fields=["situation", "acted_at"])
    return case


@transaction.atomic
def renew_draft(case_id: UUID, *, by: Actor, at: datetime) -> Case:
    """Move a draft to the item's present version, keeping what that version still asks for."""
    case = lock_writable(case_id, by=by, states=DRAFT)
    version = case.item.current
    if version is None:
        raise errors.NotOnOffer(item=case.version.name)
    check_on_offer(case.item, version)
    case.version = version
    case.form = written_answers(version.field_list, case.form)
    case.situation = settled(version.situation_list, case.situation)
    held = [*(m.key for m in version.material_list), *_file_keys(version)]
    case.materials.exclude(material__in=held).delete()
    case.save(update_fields=["version", "form", "situation"])
    return case


@transaction.atomic
def add_material(
    case_id: UUID, material: str, upload: "UploadedFile[Any]", *, by: Actor, at: datetime
) -> CaseMaterial:
    """Add a file for a material of the guide or a field of the form, to a draft or an answer."""
    case = lock_writable(case_id, by=by, states=WRITABLE)
    notice = _open_notice(case)
    see_anew(case, notice)
    if material not in {*(m.key for m in narrowed(case).materials), *_file_keys(case.version)}:
        raise errors.NoSuchMaterial(field="material", material=material)
    blob = store_upload(upload, by=by, at=at)
    return CaseMaterial.objects.create(
        case=case, material=material, blob=blob, supplement=notice, added_at=at
    )


@transaction.atomic
def use_again(
    case_id: UUID, material: str, file_id: UUID, *, by: Actor, at: datetime
) -> CaseMaterial:
    """Give a file of one's own earlier case for the same paper: the reference, not a copy."""
    case = lock_writable(case_id, by=by, states=WRITABLE)
    notice = _open_notice(case)
    see_anew(case, notice)
    asked = next((m for m in narrowed(case).materials if m.key == material), None)
    earlier = reusable_file(case, asked, file_id, by) if asked else None
    if earlier is None:
        raise errors.NothingToUseAgain(field="material")
    return CaseMaterial.objects.create(
        case=case,
        material=material,
        blob=earlier.blob,
        supplement=notice,
        added_at=at,
    )


@transaction.atomic
def remove_material(case_id: UUID, material_id: UUID, *, by: Actor, at: datetime) -> Case:
    """Take back a file before it is handed in; what the office has received stays."""
    case = lock_writable(case_id, by=by, states=WRITABLE)
    files = case.materials.filter(pk=material_id, supplement=_open_notice(case))
    if not files.exists():
        raise errors.NoSuchMaterial(field="material")
    files.delete()
    return case


def _file_keys(version: ItemVersion) -> list[str]:
    return [file_key(field) for field in version.field_list if field.kind == "file"]


@transaction.atomic
def discard_draft(case_id: UUID, *, by: Actor, at: datetime) -> None:
    """Throw a draft away with its answers and files; it was never handed in, so nothing is kept."""
    case = lock_writable(case_id, by=by, states=DRAFT)
    case.delete()


def _open_notice(case: Case) -> Supplement | None:
    """The notice that what is handed in now answers; none while the application is a draft."""
    return case.supplements.filter(answered_at=None).first()


def check_on_offer(item: ServiceItem, version: ItemVersion) -> None:
    """Raise unless this is the present version of an item in use that people apply for."""
    is_offered = item.status == item.Status.IN_USE and version.is_applied_for
    if not is_offered or item.current_id is None:
        raise errors.NotOnOffer(item=version.name)
    if item.current_id != version.pk:
        raise errors.NewVersion(item=version.name)


def lock_writable(case_id: UUID, *, by: Actor, states: frozenset[State]) -> Case:
    """The applicant's own case, in a state in which he may still write."""
    case = lock(case_id, by=by)
    if by.kind is not Kind.APPLICANT:
        raise NotAllowed
    if case.state not in states:
        raise errors.WrongState(number=case.number or "", state=State(case.state).label)
    return case
