"""The working calendar: a year of a place; setting days and loading years, told what moves."""

from typing import Any

from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yimen.cases.queries.foresight import foresee
from yimen.cases.queries.moves import calendar_changes
from yimen.desk.forms.calendars import ClosureForm, DayForm, NoticeForm, OwnDayForm, UnsetDayForm
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.desk.years import months_of, spans_of
from yimen.kernel.codes import lineage
from yimen.orgs import actions
from yimen.orgs.models import Region
from yimen.orgs.permissions import may_load_calendar
from yimen.orgs.queries import calendar_for, closures_of, own_days, region_path
from yimen.orgs.rules import YearDays, with_day, without_day
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

SHOWN = 50


@reads
@officers
def calendar(request: Request) -> HttpResponse:
    """The days of a year that differ from the plain week, for my region or one around it."""
    return render_calendar(request, _year(request), _place(request))


def _year(request: Request) -> int:
    asked = request.GET.get("year", "")
    is_year = asked.isdecimal() and len(asked) == 4 and asked > "1900"
    return int(asked) if is_year else timezone.localdate().year


def _place(request: Request) -> str:
    """The place asked for, if it is the country, a place of mine, or one whose days I set."""
    asked = request.GET.get("place")
    if asked is None:
        return request.actor.region
    if asked in lineage(request.actor.region) or sets_days(request, asked):
        return asked
    raise Http404


def sets_days(request: Request, place: str) -> bool:
    """Whether I set the days of this place, and it is one."""
    is_place = not place or Region.objects.filter(pk=place).exists()
    return is_place and may_load_calendar(request.actor, place)


def render_calendar(
    request: Request, year: int, place: str, *, status: int = 200, **bound: Any
) -> HttpResponse:
    today, days, own = timezone.localdate(), calendar_for(place), own_days(place, year)
    years = sorted(days.years | {today.year, today.year + 1}, reverse=True)
    context = {
        "year": year,
        "years": years,
        "place": place,
        "places": region_path(request.actor.region),
        "named": Region.objects.filter(pk=place).first(),
        "months": months_of(days, year, own, today=today),
        "spans": spans_of(days, year, own),
        "own_source": own.source,
        "is_known": year in days.years,
        "may_set": sets_days(request, place),
        "day": DayForm(initial={"place": place}),
        "load": NoticeForm(initial={"place": place}, auto_id="id_load_%s"),
        "changes": calendar_changes(place, year),
        "closures": closures_of(place, year) if place else [],
        "closure": ClosureForm(place=place, actor=request.actor, auto_id="id_close_%s"),
        **bound,
    }
    return render(request, "desk/ops/calendar.html", context, status=status)


def _consequences(
    request: Request, form: Any, days: YearDays, *, what: str, status: int = 200
) -> HttpResponse:
    """What would change if a place said this about a year, and the button that does it."""
    place = form["place"].value() or ""
    found = foresee(place, days, today=timezone.localdate())
    context = {
        "what": what,
        "form": form,
        "days": days,
        "named": Region.objects.filter(pk=place).first(),
        "found": found,
        "moved": found.moved[:SHOWN],
        "back": calendar_address(place, days.year),
    }
    return render(request, "desk/ops/calendar_change.html", context, status=status)


def calendar_address(place: str, year: int) -> str:
    """The page of a place's year."""
    return f"{reverse('desk:calendar')}?{urlencode({'place': place, 'year': str(year)})}"


def _done(request: Request, place: str, year: int) -> HttpResponse:
    news.success(request, _("Set. The due days of open cases are being computed anew."))
    return redirect(calendar_address(place, year))


def _check(request: Request, place: str) -> None:
    """Whose days I do not set has no such page."""
    if not sets_days(request, place):
        raise Http404


def _day_form(request: Request) -> HttpResponse:
    """What would move if a place closed, or worked, on a day."""
    form = DayForm(request.GET)
    place = request.GET.get("place", "")
    _check(request, place)
    if not form.is_valid() or not place:
        return render_calendar(request, _year(request), place, status=422, day=form)
    return _consequences(request, form, _with(form), what="set")


def _with(form: DayForm) -> YearDays:
    said = form.cleaned_data
    days = own_days(said["place"], said["day"].year)
    return with_day(days, said["day"], is_workday=said["is_workday"], name=said["name"])


def _day_set(request: Request) -> HttpResponse:
    """Set a day of a place."""
    form = DayForm(request.POST)
    place = request.POST.get("place", "")
    _check(request, place)
    if not form.is_valid() or not place:
        return render_calendar(request, _year(request), place, status=422, day=form)
    facts = dict(form.cleaned_data)
    actions.set_calendar_day(facts.pop("place"), **facts, by=request.actor, at=timezone.now())
    return _done(request, place, facts["day"].year)


def _unset_form(request: Request) -> HttpResponse:
    """What would move if a place took back one of its own days."""
    asked = OwnDayForm(request.GET)
    _check(request, request.GET.get("place", ""))
    if not asked.is_valid():
        raise Http404
    said = asked.cleaned_data
    before = own_days(said["place"], said["day"].year)
    if before == (after := without_day(before, said["day"])):
        raise Http404
    return _consequences(request, UnsetDayForm(initial=said), after, what="unset")


def _day_unset(request: Request) -> HttpResponse:
    """Take back one of a place's own days."""
    form = UnsetDayForm(request.POST)
    place = request.POST.get("place", "")
    _check(request, place)
    said = form.is_valid() and form.cleaned_data
    if said:
        facts = {"reason": said["reason"], "by": request.actor, "at": timezone.now()}
        actions.unset_calendar_day(place, said["day"], **facts)
        return _done(request, place, said["day"].year)
    asked = OwnDayForm(request.POST)
    if not asked.is_valid():
        raise Http404
    day = asked.cleaned_data["day"]
    after = without_day(own_days(place, day.year), day)
    return _consequences(request, form, after, what="unset", status=422)


calendar_day = form_and_act("calendar.manage", get=_day_form, post=_day_set)
calendar_day_unset = form_and_act("calendar.manage", get=_unset_form, post=_day_unset)


@writes
@officers
@holders_of("calendar.manage")
def calendar_load(request: Request) -> HttpResponse:
    """Load a year's notice: a file is shown with what it would move; confirmed, it is taken."""
    place = request.POST.get("place", "")
    _check(request, place)
    form = NoticeForm(request.POST, request.FILES, auto_id="id_load_%s")
    if not form.is_valid():
        return render_calendar(request, _year(request), place, status=422, load=form)
    days = form.days
    if form.cleaned_data["file"]:
        handed_on = NoticeForm(initial={"place": place, "notice": form.cleaned_data["text"]})
        return _consequences(request, handed_on, days, what="load")
    facts = {"source": days.source[:300], "region": place, "by": request.actor}
    load, said = actions.load_calendar_year, (days.year, days.holidays, days.makeup)
    if heard(form, load, *said, **facts, at=timezone.now()):
        return _done(request, place, days.year)
    return render_calendar(request, _year(request), place, status=422, load=form)
