"""The live picture for those who supervise: a screen that keeps itself up to date."""

import json
from datetime import datetime

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from yimen.desk.views.entry import holders_of, officers
from yimen.figures.queries import Picture, live_picture, place
from yimen.kernel.actor import Actor
from yimen.ui.live import asks_for_part, live_answer
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@holders_of("case.supervise")
def live(request: Request) -> HttpResponseBase:
    """Today so far, the last weeks, and the newest warnings and cards; never a name of a person."""
    now, actor = timezone.now(), request.actor
    today = timezone.localdate(now)
    mark = f"{place()}.{today}.{actor.staff_id}"

    def draw() -> HttpResponse:
        template = "desk/figures/live.html#picture" if asks_for_part(request) else LIVE
        return render(request, template, _context(actor, now))

    return live_answer(request, mark, draw)


LIVE = "desk/figures/live.html"


def _context(actor: Actor, now: datetime) -> dict[str, object]:
    picture = live_picture(actor, timezone.localdate(now))
    return {
        "picture": picture,
        "cards": picture.cards.values(),
        "now": now,
        "live": f"{reverse('desk:live')}?part=1",
        "home": reverse("desk:work"),
        "charts": {"days": _days(picture), "offices": _offices(picture)},
    }


def _days(picture: Picture) -> str:
    rows = [
        [f"{x.key.month}-{x.key.day}", x.figures.filed, x.figures.concluded, x.figures.on_time]
        for x in picture.days
    ]
    return json.dumps(rows)


def _offices(picture: Picture) -> str:
    rows = [[x.name, x.figures.accepted, x.figures.concluded] for x in picture.offices]
    return json.dumps(rows, ensure_ascii=False)
