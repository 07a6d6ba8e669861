"""The case sheet, its files, and the record with its proof."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.cases import queries
from yimen.cases.messages import flow_of_case
from yimen.cases.messages.notices import Paper
from yimen.cases.models import Case
from yimen.cases.permissions import may_ask
from yimen.desk.acts import offers
from yimen.desk.after import after
from yimen.desk.beside import beside, held, too_late, viewer
from yimen.desk.forms.acts import ActForm
from yimen.desk.hearings import hearing_block
from yimen.desk.views.entry import officers
from yimen.files.models import Blob
from yimen.files.queries import open_blob
from yimen.journal import queries as journal
from yimen.kernel.errors import DomainError
from yimen.ui.papers import notice_file
from yimen.ui.request import Request
from yimen.ui.shortcuts import VIEWABLE, file_answer
from yimen.ui.views import reads


@reads
@officers
def case_sheet(request: Request, number: str) -> HttpResponse:
    """Everything about one case, and what I may do now; for htmx the paper asked for alone."""
    if request.htmx and "show" in request.GET:
        materials = queries.materials_given(queries.case_numbered(number, request.actor))
        turned = viewer(number, materials, request.GET["show"])
        return render(request, "desk/cases/_viewer.html", {"viewer": turned})
    return render_sheet(request, number)


def render_sheet(
    request: Request,
    number: str,
    *,
    bound: dict[str, ActForm] | None = None,
    said: dict[str, Form] | None = None,
    error: DomainError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The sheet; with a bound form when an act could not be done as typed, or came too late.

    `said` is what was written beside the case and could not be taken: note_form or urge_form.
    """
    today = timezone.localdate()
    sheet = queries.case_sheet(request.actor, number, today=today)
    if sheet is None:
        raise Http404
    late = too_late(sheet, bound, error) if bound and error else None
    if late and late.kept:
        bound = {}
    primary, others = offers(request.actor, sheet, bound or {})
    context: dict[str, Any] = {
        "sheet": sheet,
        "viewer": viewer(number, sheet.materials, request.GET.get("show", "")),
        "conflict": late,
        "flow": flow_of_case(sheet.case.version, sheet.chart) if sheet.case.version.drawing else [],
        "primary": primary,
        "others": others,
        "bad_form": next(iter({**(bound or {}), **(said or {})}.values()), None),
        "supplements": [
            (
                one,
                queries.gap_lines(sheet.case, one.gaps),
                queries.changed_answers(sheet.case, one),
            )
            for one in sheet.supplements
        ],
        "consultations": queries.consultations_of(sheet.case, request.actor, today=today),
        "may_ask": may_ask(request.actor, sheet.case),
        "held": held(request.actor, sheet.case, sheet.tasks, today=today),
        **beside(request.actor, sheet),
        **after(request.actor, sheet, today),
        **hearing_block(request.actor, sheet.case, today),
        **(said or {}),
    }
    return render(request, "desk/cases/sheet.html", context, status=status)


@reads
@officers
@xframe_options_sameorigin
def case_file(request: Request, number: str, file_id: UUID) -> HttpResponseBase:
    """One file of a case in scope; `view=1` shows what a browser can show safely."""
    case = get_object_or_404(Case.objects.visible_to(request.actor), number=number)
    material = get_object_or_404(case.materials.select_related("blob"), pk=file_id)
    return blob_answer(request, material.blob)


def blob_answer(request: Request, blob: Blob) -> HttpResponseBase:
    """A stored file to keep; with `view=1` to look at, where a browser can show it safely."""
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


@reads
@officers
def case_notice(request: Request, number: str, seq: int) -> HttpResponse:
    """What the applicant was told in writing, as a page to print."""
    case = queries.case_numbered(number, request.actor)
    context = {"case": case, "paper": _paper(case, seq), "seq": seq}
    return render(request, "desk/cases/notice.html", context)


@reads
@officers
def case_notice_pdf(request: Request, number: str, seq: int) -> HttpResponse:
    """The same as PDF/A."""
    return notice_file(_paper(queries.case_numbered(number, request.actor), seq))


def _paper(case: Case, seq: int) -> Paper:
    paper = queries.notice_paper(case, seq)
    if paper is None:
        raise Http404
    return paper
