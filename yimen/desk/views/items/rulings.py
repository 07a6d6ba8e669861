"""Writing the rules of discretion of a draft, a decision table at a time."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.rulings import Ruling
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items import rulings as forms
from yimen.desk.items.rulings import grid
from yimen.desk.views.entry import officers
from yimen.desk.views.items.drafts import draft_frame
from yimen.desk.views.items.kept import open_version
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

NEW = "new"


@reads
@officers
def ruling_edit(request: Request, code: str, key: str) -> HttpResponse:
    """One table of the draft, or an empty one to begin with."""
    version = open_version(request, code, VersionState.DRAFT)
    return _page(request, version, key, _ruling(version, key))


@writes
@officers
def ruling_save(request: Request, code: str, key: str) -> HttpResponse:
    """Save a table; or, with a button inside it, draw it again with that change."""
    version = open_version(request, code, VersionState.DRAFT)
    kept = _ruling(version, key)
    typed = forms.read(request.POST, kept.key)
    if "do" in request.POST:
        changed = forms.changed(typed, request.POST["do"])
        return _page(request, version, key, changed, focus=request.POST["do"])
    if not typed.name:
        return _page(request, version, key, typed, error=_("Give the table a name."), status=422)
    return _keep(request, version, [*_others(version, key), typed], _("The table is saved."))


@writes
@officers
def ruling_remove(request: Request, code: str, key: str) -> HttpResponse:
    """Take a table out of the draft."""
    version = open_version(request, code, VersionState.DRAFT)
    _ruling(version, key)
    return _keep(request, version, _others(version, key), _("The table is taken out."))


def _ruling(version: ItemVersion, key: str) -> Ruling:
    if key == NEW:
        links = version.link_list
        return forms.empty(links[0].key if links else "")
    found = [one for one in version.ruling_list if one.key == key]
    if not found:
        raise Http404
    return found[0]


def _others(version: ItemVersion, key: str) -> list[Ruling]:
    return [one for one in version.ruling_list if one.key != key]


def _keep(
    request: Request, version: ItemVersion, rulings: Sequence[Ruling], said: object
) -> HttpResponse:
    actions.save_draft(
        version.pk,
        {"rulings": rulings},
        seen=request.POST.get("seen", ""),
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, str(said))
    return redirect("desk:draft_part", code=version.item.code, part="review")


def _page(
    request: Request,
    version: ItemVersion,
    key: str,
    ruling: Ruling,
    *,
    focus: str = "",
    error: object = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        **draft_frame(request, version, "review"),
        "key": key,
        "grid": grid(ruling, version.content()),
        "focus": focus,
        "error": error,
    }
    return render(request, "desk/items/ruling.html", context, status=status)
