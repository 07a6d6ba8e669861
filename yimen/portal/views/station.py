"""Filing for residents at a station (延伸办理): the officer, and for whom he fills in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.catalogue.queries import Filters, suggest_items
from yimen.identity.actions import Person, begin_for_resident
from yimen.identity.models import Party
from yimen.identity.permissions import may_enter_desk, may_file_for
from yimen.identity.queries import PARTY
from yimen.portal.forms.agents import StationForm
from yimen.portal.views.items import published
from yimen.ui.entry import sign_in_first
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


@reads
def station_page(request: Request) -> HttpResponse:
    """What to file, and for whom."""
    if not request.user.is_authenticated:
        return sign_in_first(request, home="desk:work")
    return _page(request, StationForm())


@writes
def station_begin(request: Request) -> HttpResponse:
    """Take the resident's identity and consent, and go to the form."""
    if not request.user.is_authenticated:
        return sign_in_first(request, home="desk:work")
    _check(request)
    form = StationForm(request.POST, request.FILES)
    item, _version = published(request, request.POST.get("item", ""))
    if form.is_valid():
        said = form.cleaned_data
        person = Person(
            kind=Party.Kind.PERSON, name=said["name"], number=said["number"], phone=said["phone"]
        )
        facts = {"by": request.actor, "at": timezone.now()}
        if begun := heard(form, begin_for_resident, person, item.pk, said["paper"], **facts):
            request.session[PARTY] = str(begun.principal_id)
            return redirect("portal:apply_begin", item.code)
    return _page(request, form, status=422)


station = doors(get=station_page, post=station_begin)


@writes
def station_leave(request: Request) -> HttpResponse:
    """The resident goes; the officer is an officer again."""
    if request.session.pop(PARTY, None):
        messages.success(request, _("You no longer act for the resident."))
    return redirect(settings.STAFF_REDIRECT_URL if request.actor.staff_id else "portal:home")


def _check(request: Request) -> None:
    if not may_file_for(request.actor) or not may_enter_desk(request.user, request.session):
        raise Http404


def _page(request: Request, form: StationForm, *, status: int = 200) -> HttpResponse:
    _check(request)
    code, text = (
        request.POST.get("item") or request.GET.get("item", ""),
        request.GET.get("text", ""),
    )
    chosen = published(request, code) if code else None
    context: dict[str, Any] = {
        "form": form,
        "item": chosen[0] if chosen else None,
        "version": chosen[1] if chosen else None,
        "text": text[:60],
        "found": suggest_items(text.strip()[:60], Filters(), limit=8) if text.strip() else None,
    }
    return render(request, "portal/agents/station.html", context, status=status)
