"""Writing the application form of a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import form_keys
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items.form_editor import Working, changed, read, working
from yimen.desk.items.form_editor import form_page
from yimen.desk.items.form_preview import BUTTONS, preview
from yimen.desk.views.entry import officers
from yimen.desk.views.items.drafts import draft_frame
from yimen.desk.views.items.kept import open_version
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def form_edit(request: Request, code: str) -> HttpResponse:
    """The form of the draft, open at one of its fields."""
    version = open_version(request, code, VersionState.DRAFT)
    now = working(version.field_list, request.GET.get("at", ""), form_keys(version.item))
    return _page(request, version, now)


@writes
@officers
def form_save(request: Request, code: str) -> HttpResponse:
    """Save the form in the draft; or, with a button inside it, draw it again with that change."""
    version = open_version(request, code, VersionState.DRAFT)
    now = read(request.POST, form_keys(version.item))
    if BUTTONS & request.POST.keys():  # first: htmx sends along what the part around them says
        return _page(request, version, now)
    if request.POST.get("do") == "ask":
        names = preview(now.fields, version, request.POST).form.unasked
        return render(request, "ui/answers/_asked.html", {"names": names, "oob": True})
    if "do" in request.POST:
        return _page(request, version, changed(now, request.POST, version.situation_list))
    if now.form is not None:
        return _page(request, version, now, status=422)
    seen = request.POST.get("seen", "")
    by, at = request.actor, timezone.now()
    actions.save_draft(version.pk, {"form": now.fields}, seen=seen, by=by, at=at)
    messages.success(request, _("The form is saved in the draft."))
    return redirect("desk:form_edit", code=code)


def _page(
    request: Request, version: ItemVersion, now: Working, *, status: int = 200
) -> HttpResponse:
    frame = draft_frame(request, version, "form")
    seen = request.POST.get("seen") or frame["seen"]
    tried = preview(now.fields, version, request.POST, request.FILES)
    context = {**frame, "seen": seen, "page": form_page(now, version, tried)}
    return render(request, "desk/items/form.html", context, status=status)
