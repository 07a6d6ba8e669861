"""Review of a version by a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.permissions import available_moves
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items.acts import PublishForm, ReasonForm
from yimen.desk.items.acts import day
from yimen.desk.items.differences import change_views
from yimen.desk.items.drafts import finding_views
from yimen.desk.views.entry import officers
from yimen.desk.views.items.kept import content_of, open_version
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def version_review(request: Request, code: str) -> HttpResponse:
    """What publishing would change, field by field, for the second person."""
    version = open_version(request, code, VersionState.IN_REVIEW, VersionState.SCHEDULED)
    return _review(request, version)


def _review(
    request: Request,
    version: ItemVersion,
    *,
    reason: ReasonForm | None = None,
    publish: PublishForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "item": version.item,
        "version": version,
        "changes": change_views(version, version.item.current),
        "findings": finding_views(version),
        "content": content_of(version.item, version),
        "moves": available_moves(request.actor, version),
        "form": reason or ReasonForm(),
        "publish": publish or PublishForm(initial={"seen": version.fingerprint()}),
    }
    return render(request, "desk/items/review.html", context, status=status)


@writes
@officers
def version_publish(request: Request, code: str) -> HttpResponse:
    """Publish a reviewed version: it holds at once, or from the day chosen."""
    version = open_version(request, code, VersionState.IN_REVIEW)
    form = PublishForm(request.POST)
    who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid():
        done = tried(form, actions.publish_version, version.pk, **form.cleaned_data, **who)
        if done:
            messages.success(request, _published(done))
            return redirect("desk:item_page", code=code)
    return _review(request, version, publish=form, status=422)


def _published(version: ItemVersion) -> str:
    if version.state == VersionState.PUBLISHED or version.effective_on is None:
        return str(_("Published. The portal shows it now."))
    return str(_("Approved. It holds from %(day)s.")) % {"day": day(version.effective_on)}


@writes
@officers
def version_call_off(request: Request, code: str) -> HttpResponse:
    """A version that waits for its day becomes a draft again, saying why."""
    version, form = open_version(request, code, VersionState.SCHEDULED), ReasonForm(request.POST)
    if not form.is_valid():
        return _review(request, version, reason=form, status=422)
    reason = form.cleaned_data["reason"]
    actions.call_off_version(version.pk, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, _("Called off: the version is a draft again."))
    return redirect("desk:item_page", code=code)


@writes
@officers
def version_send_back(request: Request, code: str) -> HttpResponse:
    """Send a version back to its editors, saying what to change."""
    version = open_version(request, code, VersionState.IN_REVIEW)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _review(request, version, reason=form, status=422)
    reason = form.cleaned_data["reason"]
    actions.send_back_version(version.pk, reason=reason, by=request.actor, at=timezone.now())
    messages.success(request, _("Sent back to its editors."))
    return redirect("desk:item_page", code=code)
