"""An item, its versions, and the acts on it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.permissions import available_item_moves, may_edit
from yimen.catalogue.states import ActKind, ItemStatus
from yimen.desk.forms.items.acts import BeginForm, ReasonForm
from yimen.desk.items.history import history
from yimen.desk.views.entry import officers
from yimen.desk.views.items.kept import content_of, kept_item
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

LATEST = 8  #: acts shown on the page; all are in the history
STATUS_ACTS = {
    "suspend": actions.suspend_item,
    "resume": actions.resume_item,
}
STATUS_WORDS = {
    "suspend": (_("Suspend the item"), _("Nobody can apply until it is in use again.")),
    "resume": (_("Put the item in use again"), _("People can apply again at once.")),
}


@reads
@officers
def item_page(request: Request, code: str) -> HttpResponse:
    """An item: what it says now, what is being prepared, its versions, its history."""
    item = kept_item(request, code)
    pending = queries.open_version(item)
    moves = available_item_moves(request.actor, item)
    context = {
        "item": item,
        "pending": pending,
        "content": content_of(item, item.current or pending),
        "versions": queries.version_history(item),
        "history": history(item.pk, latest=LATEST),
        "may_draft": _may_draft(request, item, pending),
        "moves": [(move, *STATUS_WORDS[move]) for move in moves],
        "act": queries.open_act(item),
        "kinds": _kinds(request, item),
        "begin": BeginForm(),
    }
    return render(request, "desk/items/page.html", context)


def _kinds(request: Request, item: ServiceItem) -> list[tuple[str, Any]]:
    """What may be proposed for the item as a whole."""
    if item.status == ItemStatus.CANCELLED or item.current is None:
        return []
    own = ActKind.choices if may_edit(request.actor, item.organisation) else []
    return [(kind, word) for kind, word in own if kind != ActKind.TAKE_OVER]


def _may_draft(request: Request, item: ServiceItem, pending: ItemVersion | None) -> bool:
    is_free = pending is None and item.status != ItemStatus.CANCELLED
    return is_free and may_edit(request.actor, item.organisation)


@writes
@officers
def item_status(request: Request, code: str, move: str) -> HttpResponse:
    """Suspend, resume or cancel an item, with the reason."""
    item, form = kept_item(request, code), ReasonForm(request.POST)
    if move not in STATUS_ACTS:
        raise Http404
    if not form.is_valid():
        return ask_reason(request, item, form)
    STATUS_ACTS[move](
        item.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
    )
    messages.success(request, _("Done: %(act)s") % {"act": STATUS_WORDS[move][0]})
    return redirect("desk:item_page", code=code)


def ask_reason(request: Request, item: ServiceItem, form: ReasonForm) -> HttpResponse:
    """The reason was missing: ask for it on a page of its own; the address stays the act's."""
    context = {"item": item, "form": form}
    return render(request, "desk/items/reason.html", context, status=422)
