"""Drawing a process, putting it right, and trying it out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.cases.messages import flow
from yimen.cases.rules.processes import drawn_links, elements_of
from yimen.catalogue import actions
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.states import VersionState
from yimen.desk import processes as shown
from yimen.desk.forms.items.acts import SeenForm
from yimen.desk.forms.processes import DrawingForm, PathForm, StepForm
from yimen.desk.trials import TrialPage
from yimen.desk.views.entry import officers
from yimen.desk.views.items.drafts import draft_edit, draft_frame
from yimen.desk.views.items.kept import kept_item, open_version
from yimen.kernel.errors import Stale
from yimen.process.errors import BadDrawing
from yimen.process.rules.layout import with_diagram
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def process_edit(request: Request, code: str) -> HttpResponseBase:
    """The process of a draft: its drawing, or its table of links until somebody draws."""
    version = open_version(request, code, VersionState.DRAFT)
    if not version.drawing and "draw" not in request.GET:
        return draft_edit(request, code, "process")
    return _editor(request, version, shown.drawing_of(version))


def _editor(
    request: Request,
    version: ItemVersion,
    xml: str,
    *,
    form: DrawingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **draft_frame(request, version, "process"),
        **_checked(version, xml),
        "form": form or DrawingForm(initial={"seen": version.fingerprint()}),
        "xml": xml,
        "step": StepForm(auto_id="step_%s"),
        "path": PathForm(auto_id="path_%s"),
    }
    return render(request, "desk/process/edit.html", context, status=status)


def _checked(version: ItemVersion, xml: str) -> dict[str, Any]:
    faults = shown.fault_views(version, xml, on=timezone.localdate())
    return {"faults": faults, "table": shown.table_of(xml)}


@writes
@officers
def process_save(request: Request, code: str) -> HttpResponse:
    """Keep what was drawn, or the file handed in, in the draft; faults may be left for later."""
    version = open_version(request, code, VersionState.DRAFT)
    form = DrawingForm(request.POST, request.FILES)
    before = request.POST.get("drawing") or shown.drawing_of(version)
    if not form.is_valid():
        return _editor(request, version, before, form=form, status=422)
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    try:
        elements = elements_of(with_diagram(form.cleaned_data["xml"]))
        actions.save_draft(version.pk, elements, seen=form.cleaned_data["seen"], **who)
    except BadDrawing as refusal:  # no process at all, or not safe to read
        for sentence in refusal.sentences():
            form.add_error(None, sentence)
        return _editor(request, version, shown.drawing_of(version), form=form, status=422)
    except Stale as refusal:
        fresh = DrawingForm(initial={"seen": version.fingerprint()})
        messages.error(request, f"{refusal} {KEPT}")
        return _editor(request, version, form.cleaned_data["xml"], form=fresh, status=409)
    messages.success(request, _("The drawing is saved."))
    return redirect("desk:process_edit", code=code)


KEPT = _("What you drew is still here: saving again puts it in place of the other.")


@writes
@officers
def process_check(request: Request, code: str) -> HttpResponse:
    """What is to be put right in a drawing as it lies on the page; nothing is kept."""
    version = open_version(request, code, VersionState.DRAFT)
    xml = request.POST.get("drawing", "")
    return render(request, "desk/process/_checked.html", _checked(version, xml))


@writes
@officers
def process_drop(request: Request, code: str) -> HttpResponse:
    """Go back to the table of links, which keeps what the drawing said of each."""
    version = open_version(request, code, VersionState.DRAFT)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    actions.save_draft(version.pk, {"drawing": ""}, seen=seen, **who)
    messages.success(request, _("The process is a table of links again."))
    return redirect("desk:process_edit", code=code)


@reads
@officers
def process_file(request: Request, code: str, number: int) -> HttpResponse:
    """The process of a version as a BPMN 2.0 file, drawn or made of its links."""
    version = _version(request, code, number)
    response = HttpResponse(shown.drawing_of(version), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}.bpmn"'
    return response


@reads
@officers
def process_try(request: Request, code: str, number: int) -> HttpResponse:
    """Step through the process of a version on a sample case that is kept nowhere."""
    version = _version(request, code, number)
    xml = shown.drawing_of(version)
    here = reverse("desk:process_try", args=[code, number])
    context: dict[str, Any] = {"item": version.item, "version": version, "here": here}
    try:
        page = TrialPage.of(xml, request.GET, here)
        live = page.live()
        context |= {"page": page, "flow": flow(xml, drawn_links(xml), live)}
    except BadDrawing as refusal:
        context["troubles"] = refusal.sentences()
    return render(request, "desk/process/try.html", context)


def _version(request: Request, code: str, number: int) -> ItemVersion:
    item = kept_item(request, code)
    versions = ItemVersion.objects.visible_to(request.actor).filter(item=item)
    version = get_object_or_404(versions, number=number)
    version.item = item
    return version
