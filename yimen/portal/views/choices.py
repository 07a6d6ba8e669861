"""Which messages I want, and over which ways; on the site all of them stand."""

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yimen.kernel.actor import Kind
from yimen.notify.actions import choose_channels
from yimen.notify.messages import GROUPS
from yimen.notify.ports import has_sms
from yimen.notify.queries import choices_of, phone_of
from yimen.portal.forms.choices import ChoicesForm
from yimen.ui.entry import sign_in_first
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


@reads
@never_cache
def _show(request: Request) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request, home="portal:home")
    off = choices_of(request.user)
    rows = [
        {
            "key": group,
            "title": title,
            "text": text,
            "mail": (group, "mail") not in off,
            "sms": (group, "sms") not in off,
        }
        for group, (title, text) in GROUPS.items()
        if (group == "work") == (request.actor.kind is Kind.STAFF)
    ]
    context = {
        "rows": rows,
        "email": request.user.email,
        "has_phone": has_sms() and bool(phone_of(request.user)),
        "has_sms": has_sms() and request.actor.kind is Kind.APPLICANT,
        "section": "account",
    }
    return render(request, "portal/pages/choices.html", context)


@writes
def _keep(request: Request) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request, home="portal:home")
    form = ChoicesForm(request.POST)
    if form.is_valid():
        choose_channels(request.user.pk, form.wanted(), by=request.actor)
        news.success(request, _("Kept. On the site you still find everything."))
    return redirect("portal:message_choices")


message_choices = doors(get=_show, post=_keep)
