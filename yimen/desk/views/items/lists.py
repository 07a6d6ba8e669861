"""The list of items an officer keeps, and new ones."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from yimen.catalogue import actions, queries
from yimen.desk.forms.items.acts import NewItemForm
from yimen.desk.items.filters import address, chosen, filters, menus
from yimen.desk.views.entry import holders_of, officers
from yimen.orgs.models import Organisation
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes


@reads
@officers
@holders_of("item.edit", "item.review")
def item_list(request: Request) -> HttpResponse:
    """The items my posts keep, by state, with a search."""
    text, state = request.GET.get("q", ""), request.GET.get("state", "")
    after, elements = request.GET.get("after", ""), chosen(request.GET)
    page = queries.item_list(request.actor, text=text, state=state, elements=elements, after=after)
    said = {"q": text, "state": state, **elements}
    context = {
        "page": page,
        "text": text,
        "state": state,
        "filters": filters(queries.item_counts(request.actor), state),
        "menus": menus(elements),
        "older": page.after and address("desk:item_list", **said, after=page.after),
        "newer": address("desk:item_list", **said) if after else "",
        "may_add": request.actor.holds("item.edit"),
        "may_review": request.actor.holds("item.review"),
    }
    return render(request, part("desk/items/list.html", "rows", request), context)


@reads
@officers
@holders_of("item.edit")
def item_new(request: Request) -> HttpResponse:
    """The form for an item that is not on the list yet."""
    form = NewItemForm(organisations=_organisations(request))
    return render(request, "desk/items/new.html", {"form": form})


@writes
@officers
@holders_of("item.edit")
def item_add(request: Request) -> HttpResponse:
    """Put an item on the list; its first draft opens at once."""
    form = NewItemForm(request.POST, organisations=_organisations(request))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        organisation, code = facts.pop("organisation"), facts.pop("code")
        rest = {"local_code": facts.pop("local_code"), "by": request.actor, "at": timezone.now()}
        if tried(form, actions.add_item, organisation, code, facts, **rest):
            return redirect("desk:draft_edit", code=code)
    return render(request, "desk/items/new.html", {"form": form}, status=422)


def _organisations(request: Request) -> Any:
    """The organisations the actor edits items for."""
    edits = request.actor.reach("item.edit")
    return Organisation.objects.visible_to(request.actor).within(edits).order_by("path")
