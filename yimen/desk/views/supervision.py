"""Supervision at the desk: what stands against an office, what is due, the overview."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format

from yimen.cases import queries as cases
from yimen.cases.rules.figures import NEAR_DAYS
from yimen.cases.rules.work import HOUSE, MINE, NEAR, WorkFilter
from yimen.desk import supervision as shown
from yimen.desk.views.entry import officers, workers
from yimen.orgs.queries import calendar_for
from yimen.supervision.queries import picture
from yimen.supervision.states import Level
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@workers
def card_unit(request: Request) -> HttpResponse:
    """What stands against our offices, what is about to, and what others have in hand."""
    now = timezone.now()
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_unit"),
        "against": picture.against(request.actor),
        "about_to": picture.about_to(request.actor, now=now),
        "under_review": picture.under_review(request.actor),
        "today": timezone.localdate(now),
    }
    return render(request, "desk/supervision/unit.html", context)


@reads
@officers
@workers
def card_near(request: Request) -> HttpResponse:
    """Early warning: what is due within two days, in my hands and in my department."""
    today, after = timezone.localdate(), request.GET.get("after", "")
    soon = calendar_for(request.actor.region).add(today, NEAR_DAYS)
    mine = WorkFilter(scope=MINE, due=NEAR)
    house = WorkFilter(scope=HOUSE, due=NEAR)
    page = cases.work_list(request.actor, today=today, wanted=house, after=after)
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_near"),
        "asked": cases.asked_until(request.actor, soon),
        "today": today,
        "mine": cases.work_list(request.actor, today=today, wanted=mine),
        "house": page,
        "newer": "?" if after else "",
        "older": f"?after={page.next}" if page.next else "",
    }
    return render(request, "desk/supervision/near.html", context)


@reads
@officers
@workers
def card_picture(request: Request) -> HttpResponse:
    """Regions, departments and months: this year so far, and the last twelve months."""
    today = timezone.localdate()
    offices = picture.by_office(request.actor, since=today.replace(month=1, day=1), today=today)
    months = picture.trend(request.actor, today=today)
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_picture"),
        "offices": offices,
        "regions": picture.by_region(offices),
        "months": months,
        "chart": _chart(months),
        "year": today.year,
    }
    return render(request, "desk/supervision/picture.html", context)


def _chart(months: list[picture.MonthRow]) -> dict[str, Any]:
    """What the chart draws; the table below it says the same."""
    return {
        "months": [date_format(row.month, "Y-m") for row in months],
        "series": [
            {"name": str(Level(level).label), "level": level, "values": values}
            for level, values in (
                (Level.WARNING, [row.warnings for row in months]),
                (Level.YELLOW, [row.yellow for row in months]),
                (Level.RED, [row.red for row in months]),
            )
        ],
    }
