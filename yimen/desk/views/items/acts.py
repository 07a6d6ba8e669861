"""Acts on items: proposed here, confirmed by a second person who sees what follows from them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from yimen.cases.queries import cases_of_item
from yimen.catalogue import actions, queries
from yimen.catalogue.models import ItemAct, ServiceItem
from yimen.catalogue.permissions import available_act_moves, may_edit
from yimen.catalogue.states import ActKind, ItemStatus
from yimen.desk.forms.items.acts import ReasonForm
from yimen.desk.forms.items.proposals import ActForm, act_form
from yimen.desk.items.acts import DONE, MEANINGS, consequences
from yimen.desk.views.entry import holders_of, officers
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

WITHOUT_REASON: dict[str, Callable[..., ItemAct]] = {
    "confirm": actions.confirm_act,
    "withdraw": actions.withdraw_act,
}
WITH_REASON: dict[str, Callable[..., ItemAct]] = {
    "refuse": actions.refuse_act,
    "call_off": actions.call_off_act,
}


@reads
@officers
@holders_of("item.edit", "item.review")
def act_list(request: Request) -> HttpResponse:
    """What is proposed or waits for its day within my reach, then what was done; and the way to
    take over an item of another house, by its code."""
    code = request.GET.get("code", "").replace(" ", "")
    if code and ServiceItem.objects.visible_to(request.actor).listed().filter(code=code).exists():
        return redirect("desk:act_new", code=code, kind=ActKind.TAKE_OVER)
    context = {
        "acts": queries.acts_of(request.actor),
        "code": code,
        "may_propose": request.actor.holds("item.edit"),
    }
    return render(request, "desk/items/acts.html", context)


@reads
@officers
def act_page(request: Request, act_id: UUID) -> HttpResponse:
    """One act: what it does to the list and to running cases, and who decides."""
    return _page(request, _act(request, act_id), ReasonForm())


def _act(request: Request, act_id: UUID) -> ItemAct:
    acts = ItemAct.objects.visible_to(request.actor)
    return get_object_or_404(
        acts.select_related("item__organisation", "item__current", "receiver", "successor"),
        pk=act_id,
    )


def _page(request: Request, act: ItemAct, form: ReasonForm, *, status: int = 200) -> HttpResponse:
    context = {
        "act": act,
        "item": act.item,
        "consequences": consequences(act, cases_of_item(act.item_id)) if act.is_open else [],
        "moves": available_act_moves(request.actor, act),
        "is_own": act.proposed_by is not None and act.proposed_by == request.actor.staff_id,
        "form": form,
    }
    return render(request, "desk/items/act.html", context, status=status)


@writes
@officers
def act_move(request: Request, act_id: UUID, move: str) -> HttpResponse:
    """Confirm, refuse, withdraw or call off."""
    act, who = _act(request, act_id), {"by": request.actor, "at": timezone.now()}
    if move in WITHOUT_REASON:
        WITHOUT_REASON[move](act.pk, **who)
    elif move in WITH_REASON:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _page(request, act, form, status=422)
        WITH_REASON[move](act.pk, reason=form.cleaned_data["reason"], **who)
    else:
        raise Http404
    messages.success(request, DONE[move])
    return redirect("desk:act_page", act_id=act.pk)


@reads
@officers
@holders_of("item.edit")
def act_new(request: Request, code: str, kind: str) -> HttpResponse:
    """The form of one kind of act on an item."""
    item = _item(request, code, kind)
    return _form(request, item, act_form(item, kind, today=timezone.localdate()))


@writes
@officers
@holders_of("item.edit")
def act_propose(request: Request, code: str, kind: str) -> HttpResponse:
    """Propose an act; nothing changes until a second person confirms it."""
    item, now = _item(request, code, kind), timezone.now()
    form = act_form(item, kind, request.POST, today=timezone.localdate(now))
    who: dict[str, Any] = {"by": request.actor, "at": now}
    if form.is_valid():
        act = tried(form, actions.propose_act, item.pk, form.proposal(), **who)
        if act:
            return redirect("desk:act_page", act_id=act.pk)
    return _form(request, item, form, status=422)


def _item(request: Request, code: str, kind: str) -> ServiceItem:
    """One's own item; or, to take it over, any item on the list."""
    items = ServiceItem.objects.visible_to(request.actor).exclude(status=ItemStatus.CANCELLED)
    published = items.filter(current__isnull=False).select_related("organisation", "current")
    item = get_object_or_404(published, code=code)
    is_own = may_edit(request.actor, item.organisation)
    if kind not in ActKind.values or not (is_own or kind == ActKind.TAKE_OVER):
        raise Http404
    return item


def _form(request: Request, item: ServiceItem, form: ActForm, *, status: int = 200) -> HttpResponse:
    context = {
        "item": item,
        "form": form,
        "kind": ActKind(form.kind),
        "meaning": MEANINGS[form.kind],
        "cases": cases_of_item(item.pk),
    }
    return render(request, "desk/items/act_form.html", context, status=status)
