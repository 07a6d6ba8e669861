"""Papers of an application: one card each, added and taken back one by one."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries import narrowed
from yimen.cases.states import ANSWERABLE, State
from yimen.catalogue.rules.elements import Material
from yimen.portal import drafts
from yimen.portal.doors import applicants
from yimen.portal.forms.files import take_file
from yimen.portal.promises import signed_and_open, signed_with
from yimen.portal.supplements import gap_cards, seen_anew
from yimen.portal.views.apply import draft
from yimen.portal.views.supplement import supplement_page
from yimen.ui.forms import refusals, tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

MOST_AT_ONCE = 20
WRITABLE = (State.DRAFT, *ANSWERABLE)


@reads
@applicants
def apply_materials(request: Request, case_id: UUID) -> HttpResponse:
    """Every paper the guide names, with what was given."""
    return _papers(request, draft(request, case_id))


@writes
@applicants
def material_add(request: Request, case_id: UUID, key: str) -> HttpResponse:
    """Take the pages of one paper, one file or several; one refused keeps out none else."""
    case = _writable(request, case_id)
    material = _material(case, key)
    uploads: list[Any] = request.FILES.getlist("file")[:MOST_AT_ONCE]
    refused = [
        f"{upload.name}：{error}" if len(uploads) > 1 else error
        for upload in uploads or [None]
        if (error := take_file(request, case, key, upload, at=timezone.now()))
    ]
    return _answer(request, case, material, error=" ".join(refused))


@writes
@applicants
def material_again(request: Request, case_id: UUID, key: str, file_id: UUID) -> HttpResponse:
    """Give a file of an earlier case of one's own for one paper of this one."""
    case = _writable(request, case_id)
    material = _material(case, key)
    form = Form({})
    facts = {"by": request.actor, "at": timezone.now()}
    tried(form, actions.use_again, case.pk, key, file_id, **facts)
    return _answer(request, case, material, error=refusals(form))


@writes
@applicants
def material_replace(request: Request, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Put a new file in the place of one given before."""
    case = _writable(request, case_id)
    old = get_object_or_404(case.materials, pk=file_id)
    material, now = _material(case, old.material), timezone.now()
    error = take_file(request, case, material.key, request.FILES.get("file"), at=now)
    if not error:
        actions.remove_material(case.pk, file_id, by=request.actor, at=now)
    return _answer(request, case, material, error=error)


@writes
@applicants
def material_remove(request: Request, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a file back before it is handed in."""
    case = _writable(request, case_id)
    old = get_object_or_404(case.materials, pk=file_id)
    material = _material(case, old.material)
    actions.remove_material(case.pk, file_id, by=request.actor, at=timezone.now())
    return _answer(request, case, material)


def _writable(request: Request, case_id: UUID) -> Case:
    return get_object_or_404(
        Case.objects.visible_to(request.actor).with_names(), pk=case_id, state__in=WRITABLE
    )


def _material(case: Case, key: str) -> Material:
    for material in narrowed(seen_anew(case)).materials:
        if material.key == key:
            return material
    raise Http404


def _answer(request: Request, case: Case, material: Material, *, error: str = "") -> HttpResponse:
    """The card alone to htmx; otherwise the page again, which shows an error where it belongs."""
    supplementing = case.state in ANSWERABLE
    status = 422 if error else 200
    if request.htmx:
        if supplementing:
            cards = gap_cards(case, request.actor)
        else:
            files, signed = drafts.given_files(case), signed_with(case)
            cards = drafts.cards(case, files, signed, request.actor)
        card = next(card for card in cards if card["key"] == material.key)
        return render(
            request, "portal/apply/_card.html", {"card": {**card, "error": error}}, status=status
        )
    if error and not supplementing:
        return _papers(request, case, {material.key: error})
    if error:
        return supplement_page(request, case, errors={material.key: error})
    if supplementing:
        return redirect("portal:case_supplement", case.number)
    return redirect(f"{drafts.link(case, 'materials')}#material-{material.key}")


def _papers(request: Request, case: Case, errors: dict[str, str] | None = None) -> HttpResponse:
    files, signed = drafts.given_files(case), signed_with(case)
    cards = drafts.cards(case, files, signed, request.actor)
    for card in cards:
        card["error"] = (errors or {}).get(card["key"], "")
    found = [
        {"id": f"{card['id']}-file", "label": card["name"], "text": card["error"]}
        for card in cards
        if card["error"]
    ]
    context = {
        "case": case,
        "cards": cards,
        "found": found,
        "not_needed": drafts.not_needed(case, files),
        "promises": signed_and_open(case, files, signed),
        "steps": drafts.steps(case),
        "section": "items",
    }
    return render(request, "portal/apply/materials.html", context, status=422 if errors else 200)
