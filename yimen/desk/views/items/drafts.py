"""Writing a draft, a page for each part of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions
from yimen.catalogue.errors import NotReady
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.permissions import available_moves
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items.acts import BeginForm, SeenForm
from yimen.desk.forms.items.editor import EDITED, Editor
from yimen.desk.forms.items.rows import with_another_row
from yimen.desk.items.drafts import finding_views, tabs
from yimen.desk.views.entry import officers
from yimen.desk.views.items.kept import kept_item, open_version
from yimen.desk.views.items.pages import ask_reason
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


def draft_frame(request: Request, version: ItemVersion, part: str) -> dict[str, Any]:
    """What every page of a draft shows around its part: see desk/items/draft_base.html."""
    findings = finding_views(version)
    return {
        "item": version.item,
        "version": version,
        "part": part,
        "tabs": tabs(version.item.code, part, findings),
        "findings": [one for one in findings if part in {one.part, "findings"}],
        "moves": available_moves(request.actor, version),
        "seen": version.fingerprint(),
    }


@writes
@officers
def draft_begin(request: Request, code: str) -> HttpResponse:
    """Begin a new version of an item, saying why."""
    item, form = kept_item(request, code), BeginForm(request.POST)
    if not form.is_valid():
        return ask_reason(request, item, form)
    actions.draft_version(item.pk, **form.cleaned_data, by=request.actor, at=timezone.now())
    return redirect("desk:draft_edit", code=code)


@reads
@officers
def draft_edit(request: Request, code: str, part: str = "basics") -> HttpResponse:
    """One page of a draft, with what is to be put right on it."""
    version = open_version(request, code, VersionState.DRAFT)
    if part not in EDITED:
        raise Http404
    return _editor(request, Editor(version, part), part)


def _editor(request: Request, editor: Editor, part: str, *, status: int = 200) -> HttpResponse:
    context = {**draft_frame(request, editor.version, part), "editor": editor}
    return render(request, "desk/items/edit.html", context, status=status)


@writes
@officers
def draft_save(request: Request, code: str, part: str) -> HttpResponse:
    """Save a page of the draft; or, with “add a row”, show it again with one more row."""
    version = open_version(request, code, VersionState.DRAFT)
    if part not in EDITED:
        raise Http404
    if "add" in request.POST:
        more = with_another_row(request.POST, request.POST["add"])
        return _editor(request, Editor(version, part, more), part)
    editor = Editor(version, part, request.POST)
    if not editor.is_valid():
        return _editor(request, editor, part, status=422)
    said = editor.main.cleaned_data
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    reason, elements = said.get("reason"), editor.elements()
    actions.save_draft(version.pk, elements, reason=reason, seen=said["seen"], **who)
    messages.success(request, _("The draft is saved."))
    return redirect("desk:draft_part", code=code, part=part)


@reads
@officers
def draft_findings(request: Request, code: str) -> HttpResponse:
    """Everything to put right in a draft, and handing it in."""
    version = open_version(request, code, VersionState.DRAFT)
    context = draft_frame(request, version, "findings")
    return render(request, "desk/items/findings.html", context)


@writes
@officers
def draft_submit(request: Request, code: str) -> HttpResponse:
    """Hand the draft to a second person; what blocks it is listed with the way to it."""
    version = open_version(request, code, VersionState.DRAFT)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        actions.submit_version(version.pk, seen=seen, by=request.actor, at=timezone.now())
    except NotReady as refusal:
        context = {**draft_frame(request, version, "findings"), "refusal": refusal}
        return render(request, "desk/items/findings.html", context, status=422)
    messages.success(request, _("Handed in. A second person reviews it now."))
    return redirect("desk:item_page", code=code)


@writes
@officers
def draft_discard(request: Request, code: str) -> HttpResponse:
    """Give a draft up."""
    version = open_version(request, code, VersionState.DRAFT)
    actions.discard_draft(version.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is discarded."))
    return redirect("desk:item_page", code=code)
