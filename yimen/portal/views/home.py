"""The front page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yimen.cases.models import Case
from yimen.kernel.actor import Kind
from yimen.portal import counts, words
from yimen.portal.regions import chosen_region, prefix
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
def home(request: Request) -> HttpResponse:
    """What do you want to do? One field, the ways in, and how we did today."""
    now = timezone.now()
    region = prefix(chosen_region(request))
    front = counts.front(region)
    mine = None
    if request.actor.kind is Kind.APPLICANT:
        mine = Case.objects.visible_to(request.actor).open().count()
    return render(
        request,
        "portal/home.html",
        {
            "hot": counts.hot_items(region, now),
            "audiences": [
                {"code": code, "name": name, "icon": icon, "count": front.audiences.get(code, 0)}
                for code, name, icon in words.AUDIENCES
            ],
            "themes": front.themes,
            "offices": front.offices,
            "today": counts.of_day(region, timezone.localdate(now)),
            "now": now,
            "mine": mine,
        },
    )
