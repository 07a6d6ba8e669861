"""Consents given on paper: an officer at a counter records who may act for whom."""

from typing import Any

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.catalogue.queries import Filters, published_items, suggest_items
from yimen.desk.forms.consents import ConsentForm
from yimen.desk.views.entry import holders_of, officers
from yimen.identity import errors
from yimen.identity.actions import record_agency
from yimen.identity.queries import account_of
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes

COUNTERS = ("case.accept", "party.file_for")
MOST = 6  # services offered for what was typed


@reads
@officers
@holders_of(*COUNTERS)
def consent_page(request: Request) -> HttpResponse:
    """Who consents, in whose acting, for which services, until when."""
    return _page(request, ConsentForm(today=timezone.localdate()))


@writes
@officers
@holders_of(*COUNTERS)
def consent_save(request: Request) -> HttpResponse:
    """Record what was signed; both are told."""
    now = timezone.now()
    form = ConsentForm(request.POST, request.FILES, today=timezone.localdate(now))
    if form.is_valid():
        said = form.cleaned_data
        agent = account_of(said["agent_name"], said["agent_number"])
        if agent is None:
            form.add_error("agent_number", str(errors.NobodyFound()))
            return _page(request, form, status=422)
        facts = {"items": form.matters, "key": said["key"], "by": request.actor, "at": now}
        held = heard(form, record_agency, form.person, agent, said["until"], said["paper"], **facts)
        if held:
            names = {"agent": held.agent.name, "principal": held.principal.name}
            word = _("Recorded: %(agent)s may act for %(principal)s. Both are told.")
            news.success(request, word % names)
            return redirect("desk:consent")
    return _page(request, form, status=422)


consent = doors(get=consent_page, post=consent_save)


def _page(request: Request, form: ConsentForm, *, status: int = 200) -> HttpResponse:
    """The form, above it the services it is limited to and a search for more of them."""
    codes = (request.POST if form.is_bound else request.GET).getlist("items")
    text = request.GET.get("text", "").strip()[:60]
    context: dict[str, Any] = {
        "form": form,
        "text": text,
        "chosen": published_items().filter(code__in=codes[:50]),
        "found": suggest_items(text, Filters(), limit=MOST) if text else None,
    }
    return render(request, "desk/people/consent.html", context, status=status)
