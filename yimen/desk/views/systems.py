"""Departments' own systems and mini-apps: let in, given secrets, told of acts, shut out."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yimen.desk.forms.house import ReasonForm
from yimen.desk.forms.systems import SubscribeForm, SystemForm, scope_words
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.exchange import actions
from yimen.exchange.models import Client, Subscription
from yimen.exchange.queries import clients, deliveries, uses_since
from yimen.exchange.rules import MANAGING
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

SHOWN = 50
DAY = timedelta(days=1)


@reads
@officers
@holders_of(MANAGING)
def system_list(request: Request) -> HttpResponse:
    """The systems of the organisations I let systems in for."""
    return render(request, "desk/systems/list.html", {"systems": clients(request.actor)})


@reads
@officers
@holders_of(MANAGING)
def system_page(request: Request, pk: UUID) -> HttpResponse:
    """One system: what it may, how often it asked, whom it has us tell, and what it was told."""
    return _page(request, _client(request, pk))


def _client(request: Request, pk: UUID) -> Client:
    return get_object_or_404(clients(request.actor), pk=pk)


def _page(request: Request, client: Client, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "system": client,
        "scopes": [scope_words(scope) for scope in client.scopes],
        "uses": uses_since(client, timezone.now() - DAY),
        "subscriptions": client.subscriptions.filter(is_active=True).order_by("pk"),
        "deliveries": deliveries(request.actor, client=client)[:SHOWN],
        "subscribe": SubscribeForm(),
        "revoke": ReasonForm(),
        **more,
    }
    return render(request, "desk/systems/page.html", context, status=status)


def _houses(request: Request) -> Any:
    seen = Organisation.objects.visible_to(request.actor)
    return seen.within(request.actor.reach(MANAGING)).order_by("path")


def _new(request: Request) -> HttpResponse:
    form = SystemForm(houses=_houses(request), initial={"client": new_id()})
    return render(request, "desk/systems/new.html", {"form": form})


@never_cache
def _let_in(request: Request) -> HttpResponse:
    form = SystemForm(request.POST, houses=_houses(request))
    if form.is_valid():
        data, who = form.cleaned_data, {"by": request.actor, "at": timezone.now()}
        what = (data["name"], data["organisation"], data["scopes"])
        limits = {"per_minute": data["per_minute"], "client_id": data["client"]}
        made = heard(form, actions.register_client, *what, **limits, **who)
        if made:
            client, secret = made
            return _page(request, client, secret=secret)
    return render(request, "desk/systems/new.html", {"form": form}, status=422)


system_new = form_and_act(MANAGING, get=_new, post=_let_in)


@writes
@officers
@holders_of(MANAGING)
@never_cache
def system_secret(request: Request, pk: UUID) -> HttpResponse:
    """A new secret, shown this once; the old one holds for a week."""
    client = _client(request, pk)
    _client_now, secret = actions.rotate_secret(client.pk, by=request.actor, at=timezone.now())
    return _page(request, _client(request, pk), secret=secret)


@writes
@officers
@holders_of(MANAGING)
def system_revoke(request: Request, pk: UUID) -> HttpResponse:
    """Shut a system out, at once."""
    client, form = _client(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, client, revoke=form, status=422)
    reason = form.cleaned_data["reason"]
    actions.revoke_client(client.pk, reason=reason, by=request.actor, at=timezone.now())
    news.success(request, _("Shut out. Its tokens are of no use any more."))
    return redirect("desk:system_page", client.pk)


@writes
@officers
@holders_of(MANAGING)
@never_cache
def system_subscribe(request: Request, pk: UUID) -> HttpResponse:
    """Tell an address of a system about acts from now on."""
    client, form = _client(request, pk), SubscribeForm(request.POST)
    if form.is_valid():
        what = (form.cleaned_data["url"], form.cleaned_data["kinds"])
        who = {"by": request.actor, "at": timezone.now()}
        made = heard(form, actions.subscribe, client, *what, **who)
        if made:
            return _page(request, client, hook_secret=made[1])
    return _page(request, client, subscribe=form, status=422)


@writes
@officers
@holders_of(MANAGING)
def subscription_end(request: Request, pk: UUID) -> HttpResponse:
    """Tell an address nothing any more."""
    found = get_object_or_404(Subscription.objects.visible_to(request.actor), pk=pk)
    actions.unsubscribe(found.pk, by=request.actor, at=timezone.now())
    return redirect("desk:system_page", found.client_id)


@writes
@officers
@holders_of(MANAGING)
def delivery_replay(request: Request, pk: UUID) -> HttpResponse:
    """Tell once more what was told."""
    delivery = get_object_or_404(deliveries(request.actor), pk=pk)
    actions.replay(delivery.pk, by=request.actor, at=timezone.now())
    news.success(request, _("It is told again, under the same id."))
    return redirect("desk:system_page", delivery.subscription.client_id)
