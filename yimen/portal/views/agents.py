"""Authorisations: whom I let act for me, for whom I act; given, asked for, confirmed, ended."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.catalogue.queries import Filters, published_items, service_names, suggest_items
from yimen.identity import actions, errors
from yimen.identity.models import Account, Agency, Party
from yimen.identity.permissions import may_represent
from yimen.identity.queries import account_of, agencies_given, agencies_held, parties_of
from yimen.portal.doors import applicants
from yimen.portal.forms.agents import AgencyForm, AuthoriseForm
from yimen.ui import throttle
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes

MOST = 6  # services offered for what was typed
CLOSED = "closed"  # after too many wrong tries


@reads
@applicants
def agent_list(request: Request) -> HttpResponse:
    """Who acts for me, who asks to, and for whom I act."""
    account, today = _account(request), timezone.localdate()
    given, held = agencies_given(account, on=today), agencies_held(account, on=today)
    context = {
        "asked": _told([one for one in given if one.awaits_consent]),
        "given": _told([one for one in given if not one.awaits_consent]),
        "held": _told(held),
        "section": "account",
    }
    return render(request, "portal/agents/list.html", context)


@reads
@applicants
def agent_authorise_page(request: Request) -> HttpResponse:
    """Whom to authorise, in what, until when."""
    form = AuthoriseForm(_principals(request), today=timezone.localdate())
    return _form(request, form, "authorise")


@writes
@applicants
def agent_authorise_save(request: Request) -> HttpResponse:
    """Give the authorisation."""
    principals, now = _principals(request), timezone.now()
    form = AuthoriseForm(principals, request.POST, today=timezone.localdate())
    if form.is_valid():
        party = next(p for p in principals if str(p.pk) == form.cleaned_data["principal"])
        agent, until = _found(request, form), form.cleaned_data["until"]
        facts = {"items": form.matters, "by": request.actor, "at": now}
        given = agent and heard(
            form,
            actions.authorise_agent,
            party,
            agent,
            Agency.Role.AGENT,
            timezone.localdate(now),
            until,
            **facts,
        )
        if given:
            messages.success(request, _("Authorised. You are told of all that is done for you."))
            return redirect("portal:agent_list")
    return _refused(request, form, "authorise")


agent_authorise = doors(get=agent_authorise_page, post=agent_authorise_save)


@reads
@applicants
def agent_ask_page(request: Request) -> HttpResponse:
    """For whom one wants to act."""
    return _form(request, AgencyForm(today=timezone.localdate()), "ask")


@writes
@applicants
def agent_ask_save(request: Request) -> HttpResponse:
    """Ask; the person confirms in his own account."""
    form = AgencyForm(request.POST, today=timezone.localdate())
    if form.is_valid() and (principal := _found(request, form)):
        until = form.cleaned_data["until"]
        facts = {"items": form.matters, "by": request.actor, "at": timezone.now()}
        if heard(form, actions.ask_to_act, principal, until, **facts):
            messages.success(request, _("Asked. It holds once the person confirms it."))
            return redirect("portal:agent_list")
    return _refused(request, form, "ask")


agent_ask = doors(get=agent_ask_page, post=agent_ask_save)


@writes
@applicants
def agent_confirm(request: Request, agency_id: int) -> HttpResponse:
    """Say yes to who asked."""
    agency = _visible(request, agency_id)
    actions.confirm_agency(agency.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("Confirmed. You are told of all that is done for you."))
    return redirect("portal:agent_list")


@writes
@applicants
def agent_end(request: Request, agency_id: int) -> HttpResponse:
    """Take it back, say no, or lay it down: at once."""
    agency = _visible(request, agency_id)
    actions.revoke_agency(agency.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("Ended. From now on nobody acts under it."))
    return redirect("portal:agent_list")


def _account(request: Request) -> Account:
    if not isinstance(request.user, Account) or request.user.party_id is None:
        raise Http404
    return request.user


def _principals(request: Request) -> list[Party]:
    """Oneself, and the organisations one represents."""
    today, actor = timezone.localdate(), request.actor
    return [party for party in parties_of(actor) if may_represent(actor, party, on=today)]


def _visible(request: Request, agency_id: int) -> Agency:
    agency: Agency = get_object_or_404(Agency.objects.visible_to(request.actor), pk=agency_id)
    return agency


def _found(request: Request, form: AgencyForm) -> Account | None:
    """Whose name and number these are; who guesses waits, or he learns who has an account."""
    tries = f"account.{request.user.pk}", request.META.get("REMOTE_ADDR", "")
    if throttle.is_closed(*tries):
        closed = _("Too many wrong tries. Please wait a quarter of an hour.")
        form.add_error(None, ValidationError(closed, code=CLOSED))
        return None
    account = account_of(form.cleaned_data["name"], form.cleaned_data["number"])
    if account is None:
        throttle.note_wrong(*tries)
        form.add_error("number", str(errors.NobodyFound()))
    return account


def _refused(request: Request, form: AgencyForm, kind: str) -> HttpResponse:
    status = 429 if form.has_error(NON_FIELD_ERRORS, CLOSED) else 422
    return _form(request, form, kind, status=status)


def _form(request: Request, form: AgencyForm, kind: str, *, status: int = 200) -> HttpResponse:
    """The form, above it the services it is limited to and a search for more of them."""
    _account(request)
    codes = (request.POST if form.is_bound else request.GET).getlist("items")
    text = request.GET.get("text", "").strip()[:60]
    chosen = published_items().filter(code__in=codes[:50])
    context: dict[str, Any] = {
        "form": form,
        "kind": kind,
        "text": text,
        "chosen": chosen,
        "found": suggest_items(text, Filters(), limit=MOST) if text else None,
        "section": "account",
    }
    return render(request, "portal/agents/form.html", context, status=status)


def _told(agencies: Any) -> list[dict[str, Any]]:
    """Each with the names of the services it is limited to."""
    rows = list(agencies)
    names = service_names(_ids(rows))
    return [
        {"agency": one, "services": [names[pk] for pk in one.items if pk in names]} for one in rows
    ]


def _ids(agencies: list[Agency]) -> set[UUID]:
    return {pk for one in agencies for pk in one.items}
