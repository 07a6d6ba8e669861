"""Review of a version by a second person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.permissions import available_moves
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items.acts import ReasonForm, SeenForm
from yimen.desk.items.differences import change_views
from yimen.desk.items.drafts import finding_views
from yimen.desk.views.entry import officers
from yimen.desk.views.items.kept import content_of, open_version
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def version_review(request: Request, code: str) -> HttpResponse:
    """What publishing would change, field by field, for the second person."""
    version = open_version(request, code, VersionState.IN_REVIEW)
    return _review(request, version, ReasonForm())


def _review(
    request: Request, version: ItemVersion, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "item": version.item,
        "version": version,
        "changes": change_views(version),
        "findings": finding_views(version),
        "content": content_of(version.item, version),
        "moves": available_moves(request.actor, version),
        "seen": version.fingerprint(),
        "form": form,
    }
    return render(request, "desk/items/review.html", context, status=status)


@writes
@officers
def version_publish(request: Request, code: str) -> HttpResponse:
    """Publish a reviewed version; it holds at once."""
    version = open_version(request, code, VersionState.IN_REVIEW)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    actions.publish_version(version.pk, seen=seen, by=request.actor, at=timezone.now())
    messages.success(request, _("Published. The portal shows it now."))
    return redirect("desk:item_page", code=code)


@writes
@officers
def version_send_back(request: Request, code: str) -> HttpResponse:
    """Send a version back to its editors, saying what to change."""
    version = open_version(request, code, VersionState.IN_REVIEW)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _review(request, version, form, status=422)
    reason = form.cleaned_data["reason"]
    actions.send_back_version(version.pk, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, _("Sent back to its editors."))
    return redirect("desk:item_page", code=code)
