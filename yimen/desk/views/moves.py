"""Whom a change of the calendar moved; and on which days halls keep their doors shut."""

from uuid import UUID

from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases.queries.moves import calendar_change, moved_by
from yimen.desk.forms.calendars import ClosureForm
from yimen.desk.views.calendars import calendar_address, render_calendar, sets_days
from yimen.desk.views.entry import holders_of, officers
from yimen.orgs import actions
from yimen.orgs.permissions import may_load_calendar
from yimen.orgs.queries import closure_with
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def calendar_moves(request: Request, entry_id: int) -> HttpResponse:
    """Whom a change moved, from which day to which: of these the cases I see."""
    change = calendar_change(entry_id)
    if change is None:
        raise Http404
    rows, is_whole = moved_by(change, request.actor)
    context = {
        "change": change,
        "rows": rows,
        "is_whole": is_whole,
        "back": calendar_address(change.region, change.year),
    }
    return render(request, "desk/ops/calendar_moves.html", context)


@writes
@officers
@holders_of("calendar.manage")
def closure_add(request: Request) -> HttpResponse:
    """Say that a hall of the place is closed."""
    place, actor = request.POST.get("place", ""), request.actor
    if not place or not sets_days(request, place):
        raise Http404
    form = ClosureForm(request.POST, place=place, actor=actor, auto_id="id_close_%s")
    if form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "place"}
        if closure := heard(form, actions.close_hall, **facts, by=actor, at=timezone.now()):
            news.success(request, _("It is said. Time limits run on."))
            return redirect(calendar_address(place, closure.first.year))
    return render_calendar(request, timezone.localdate().year, place, status=422, closure=form)


@writes
@officers
@holders_of("calendar.manage")
def closure_end(request: Request, closure_id: UUID) -> HttpResponse:
    """Take back that a hall is closed."""
    closure = closure_with(closure_id)
    if closure is None or not may_load_calendar(request.actor, closure.hall.region_id):
        raise Http404
    actions.open_hall(closure.pk, by=request.actor, at=timezone.now())
    news.success(request, _("It is taken back."))
    return redirect(calendar_address(closure.hall.region_id, closure.first.year))
