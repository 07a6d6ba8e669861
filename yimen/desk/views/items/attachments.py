"""Blank forms and samples given along with the materials of a draft."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.catalogue import actions
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import attached_file
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items.attaching import AttachForm, DetachForm
from yimen.desk.views.entry import officers
from yimen.desk.views.items.drafts import draft_frame
from yimen.desk.views.items.kept import kept_item, open_version
from yimen.files.queries import open_blob
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import file_answer
from yimen.ui.views import reads, writes


@reads
@officers
def draft_files(request: Request, code: str) -> HttpResponse:
    """Every material of the draft with the files given along."""
    return _page(request, open_version(request, code, VersionState.DRAFT))


@writes
@officers
def draft_file_add(request: Request, code: str) -> HttpResponse:
    """Attach a file; what is refused is said at its material."""
    version, form = (
        open_version(request, code, VersionState.DRAFT),
        AttachForm(request.POST, request.FILES),
    )
    if form.is_valid():
        said = form.cleaned_data
        if tried(
            form,
            actions.attach_file,
            version.pk,
            said["material"],
            said["kind"],
            said["file"],
            seen=said["seen"],
            by=request.actor,
            at=timezone.now(),
        ):
            messages.success(request, _("The file is attached."))
            return redirect("desk:draft_files", code=code)
    return _page(request, version, form)


@writes
@officers
def draft_file_remove(request: Request, code: str) -> HttpResponse:
    """Take a file off its material."""
    version, form = open_version(request, code, VersionState.DRAFT), DetachForm(request.POST)
    if not form.is_valid():
        raise BadRequest("no file")
    actions.detach_file(version.pk, **form.cleaned_data, by=request.actor, at=timezone.now())
    messages.success(request, _("The file is taken off."))
    return redirect("desk:draft_files", code=code)


@reads
@officers
def version_file(request: Request, code: str, number: int, file_id: UUID) -> HttpResponseBase:
    """A file of any version, for those who keep the item."""
    item = kept_item(request, code)
    versions = ItemVersion.objects.visible_to(request.actor).filter(item=item)
    blob = attached_file(get_object_or_404(versions, number=number), file_id)
    if blob is None:
        raise Http404
    return file_answer(open_blob(blob), name=blob.name, media_type=blob.media_type)


def _page(request: Request, version: ItemVersion, form: AttachForm | None = None) -> HttpResponse:
    """The page; `form` was not taken and stands at its material."""
    refused = form["material"].value() if form else None
    frame = draft_frame(request, version, "materials")
    fresh: dict[str, Any] = {"seen": frame["seen"]}
    rows = [
        {
            "material": one,
            "form": form
            if form and one.key == refused
            else AttachForm(initial=fresh | {"material": one.key}, auto_id=f"id_{one.key}_%s"),
        }
        for one in version.material_list
    ]
    context = {**frame, "rows": rows, "page": "files", "refused": form}
    return render(request, "desk/items/draft_files.html", context, status=422 if form else 200)
