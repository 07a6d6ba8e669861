"""The case sheet, its files, and the record with its proof."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.cases import queries
from yimen.cases.messages import flow_of_case
from yimen.cases.models import Case
from yimen.desk.acts import offers
from yimen.desk.forms.acts import ActForm
from yimen.desk.views.entry import officers
from yimen.desk.views.work import held
from yimen.files.queries import open_blob
from yimen.journal import queries as journal
from yimen.ui.request import Request
from yimen.ui.shortcuts import file_answer
from yimen.ui.views import reads

VIEWABLE = frozenset({"application/pdf", "image/jpeg", "image/png"})


@reads
@officers
def case_sheet(request: Request, number: str) -> HttpResponse:
    """Everything about one case, and what I may do now."""
    return render_sheet(request, number)


def render_sheet(
    request: Request, number: str, *, bound: dict[str, ActForm] | None = None, status: int = 200
) -> HttpResponse:
    """The sheet; with a bound form when an act could not be done as typed."""
    sheet = queries.case_sheet(request.actor, number, today=timezone.localdate())
    if sheet is None:
        raise Http404
    primary, others = offers(request.actor, sheet.case, sheet.moves, bound or {})
    context: dict[str, Any] = {
        "sheet": sheet,
        "shown": _shown(sheet, request.GET.get("show", "")),
        "flow": flow_of_case(sheet.case.version, sheet.chart) if sheet.case.version.drawing else [],
        "primary": primary,
        "others": others,
        "bad_form": next(iter((bound or {}).values()), None),
        "held": held(request.actor, sheet.case, sheet.tasks),
    }
    return render(request, "desk/cases/sheet.html", context, status=status)


@reads
@officers
@xframe_options_sameorigin
def case_file(request: Request, number: str, file_id: UUID) -> HttpResponseBase:
    """One file of a case in scope; `view=1` shows what a browser can show safely."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), number=number)
    material = get_object_or_404(case.materials.select_related("blob"), pk=file_id)
    blob = material.blob
    is_shown = request.GET.get("view") == "1" and blob.media_type in VIEWABLE
    return file_answer(
        open_blob(blob), name=blob.name, media_type=blob.media_type, is_shown=is_shown
    )


@reads
@officers
def case_record(request: Request, number: str) -> HttpResponse:
    """Every act in the order it was entered, and whether the chain of hashes holds."""
    case = get_object_or_404(Case.objects.visible_to(request.actor).with_names(), number=number)
    context = {
        "case": case,
        "entries": journal.entries_of(case.pk),
        "findings": journal.verify(subject=case.pk),
    }
    return render(request, "desk/cases/record.html", context)


def _shown(sheet: Any, wanted: str) -> Any:
    files = [file for material in sheet.materials for file in material.files]
    return next((file for file in files if str(file.id) == wanted), files[0] if files else None)
