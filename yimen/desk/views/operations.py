"""For those who keep the house running: followers, what was set aside, the calendar."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yimen.desk.views.entry import holders_of, officers
from yimen.journal.queries import follower_status
from yimen.orgs.queries import calendar_for
from yimen.ui.request import Request
from yimen.ui.views import reads

MONTHS = range(1, 13)


@reads
@officers
@holders_of("ops.view", "journal.read")
def operations(request: Request) -> HttpResponse:
    """How far each follower of the journal has come, and what it could not take."""
    return render(request, "desk/ops/followers.html", {"followers": follower_status()})


@reads
@officers
def calendar(request: Request) -> HttpResponse:
    """The days of a year that differ from the plain week, for my region."""
    this_year = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    days = calendar_for(request.actor.region)
    rows = sorted(
        [(day, name, False) for day, name in days.holidays.items() if day.year == year]
        + [(day, name, True) for day, name in days.makeup.items() if day.year == year]
    )
    context = {
        "year": year,
        "years": sorted(days.years | {this_year, this_year + 1}, reverse=True),
        "rows": rows,
        "is_known": year in days.years,
    }
    return render(request, "desk/ops/calendar.html", context)
