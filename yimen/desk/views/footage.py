"""Recordings of a case's counter acts, and what is found at windows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.cases.models import Case
from yimen.cases.queries import case_numbered
from yimen.desk import supervision as shown
from yimen.desk.forms.cameras import WhyForm
from yimen.desk.forms.observing import DismissForm, FindingForm, SeenForm
from yimen.desk.video import footage_lines, observation_chips, seen_initial
from yimen.desk.views.entry import holders_of, officers
from yimen.desk.views.sheet import blob_answer
from yimen.supervision.actions import observing
from yimen.supervision.actions.cameras import look_at_footage
from yimen.supervision.models import CameraPlace, Observation
from yimen.supervision.permissions import supervises
from yimen.supervision.queries import cameras as cameras_of
from yimen.supervision.queries import footage as queries
from yimen.supervision.states import KEEPER, SUPERVISOR, ObservationState
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes

supervisors = holders_of(SUPERVISOR, KEEPER)


@reads
@officers
@supervisors
def case_footage(request: Request, number: str) -> HttpResponse:
    """Which camera saw which act of a case at a counter."""
    return _footage(request, _case(request, number))


def _case(request: Request, number: str) -> Case:
    """A case in scope whose office I supervise."""
    case = case_numbered(number, request.actor)
    if not supervises(request.actor, case.organisation):
        raise Http404
    return case


def _footage(request: Request, case: Case, *, status: int = 200, **bound: Any) -> HttpResponse:
    lines = footage_lines(case, request.actor, bound.pop("bound", {}))
    context = {"case": case, "lines": lines, **bound}
    return render(request, "desk/video/footage.html", context, status=status)


@writes
@officers
@supervisors
@never_cache
def case_look(request: Request, number: str, seq: int, place_id: UUID) -> HttpResponse:
    """Give out the link to the recording of one act, shown this once; who and why is kept."""
    case = _case(request, number)
    act = queries.counter_act(case, seq)
    place = next((one for one in act.recorded if one.pk == place_id), None) if act else None
    if act is None or place is None:
        raise Http404
    form = WhyForm(request.POST, auto_id=f"id_{seq}_{place.pk}_%s")
    if form.is_valid():
        said = form.cleaned_data
        facts = {"reason": said["reason"], "key": said["key"], "case": case}
        link = heard(form, look_at_footage, place, act.span, **facts, **_who(request))
        if link is not None:
            return _footage(request, case, link=link, span=act.span, place=place)
    return _footage(request, case, status=422, bound={(seq, place.pk): form}, bad_form=form)


@reads
@officers
@supervisors
def observation_list(request: Request) -> HttpResponse:
    """What was found at the windows I supervise; proposals wait for somebody to look."""
    state = request.GET.get("state", "")
    page = queries.observations(request.actor, state, after=request.GET.get("after", ""))
    more = f"?state={state}&after={page.next}" if page.next else ""
    context = {
        "tabs": shown.tabs(request.actor, "desk:observation_list"),
        "chips": observation_chips(queries.observation_counts(request.actor), state),
        "page": page,
        "older": more,
        "newer": f"?state={state}" if request.GET.get("after") else "",
        "places": cameras_of.places_to_observe(request.actor).filter(until=None),
    }
    return render(request, "desk/video/observations.html", context)


@reads
@officers
@supervisors
def observation_page(request: Request, observation_id: UUID) -> HttpResponse:
    """One finding: what was seen, what detection told, and what came of it."""
    return _observation(request, _found(request, observation_id))


def _found(request: Request, observation_id: UUID) -> Observation:
    found = queries.observation_seen(request.actor, observation_id)
    if found is None:
        raise Http404
    return found


def _observation(
    request: Request, one: Observation, *, status: int = 200, **bound: Any
) -> HttpResponse:
    may = one.state == ObservationState.PROPOSED and supervises(
        request.actor, one.place.organisation
    )
    context = {
        "one": one,
        "papers": queries.papers_of(one),
        "presences": queries.presences_around(one.place, one.since, one.until),
        "confirm": _finding_form(request, one) if may else None,
        "dismiss": DismissForm(auto_id="id_dismiss_%s") if may else None,
        **bound,
    }
    return render(request, "desk/video/observation.html", context, status=status)


def _finding_form(request: Request, one: Observation, *data: Any) -> FindingForm:
    served = cameras_of.served_at(one.place, timezone.localdate(one.since))
    who: dict[str, Any] = {"served": served, "actor": request.actor}
    return FindingForm(*data, initial={"kind": one.kind}, auto_id="id_confirm_%s", **who)


@writes
@officers
@supervisors
def observation_confirm(request: Request, observation_id: UUID) -> HttpResponse:
    """Confirm what a system proposed; a card comes of it."""
    one = _found(request, observation_id)
    form = _finding_form(request, one, request.POST, request.FILES)
    if form.is_valid():
        papers = form.cleaned_data["papers"]
        what = (observing.confirm_observation, one.pk, form.finding)
        if heard(form, *what, papers=papers, **_who(request)) is not None:
            news.success(request, _("Confirmed. A card is made of it."))
            return redirect("desk:observation_page", one.pk)
    return _observation(request, one, status=422, confirm=form)


@writes
@officers
@supervisors
def observation_dismiss(request: Request, observation_id: UUID) -> HttpResponse:
    """It is no finding."""
    one, form = _found(request, observation_id), DismissForm(request.POST)
    if form.is_valid():
        text = form.cleaned_data["text"]
        act = observing.dismiss_observation
        if heard(form, act, one.pk, text=text, **_who(request)) is not None:
            news.success(request, _("Kept as no finding."))
            return redirect("desk:observation_page", one.pk)
    return _observation(request, one, status=422, dismiss=form)


@reads
@officers
@supervisors
@xframe_options_sameorigin
def observation_file(request: Request, observation_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A paper of a finding, for those who see it."""
    papers = queries.papers_of(_found(request, observation_id))
    blob = next((paper for paper in papers if paper.pk == file_id), None)
    if blob is None:
        raise Http404
    return blob_answer(request, blob)


def _place(request: Request, place_id: UUID) -> CameraPlace:
    found = cameras_of.place_seen(request.actor, place_id)
    if found is None:
        raise Http404
    return found


def _seen_form(request: Request, place: CameraPlace, *data: Any) -> SeenForm:
    """The form, with those to choose from who served on the day that is meant."""
    initial = seen_initial(request.GET.dict(), now=timezone.localtime())
    day = _day(request.POST.get("day", "")) or initial["day"]
    served = cameras_of.served_at(place, day)
    return SeenForm(*data, served=served, actor=request.actor, initial=initial)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@reads
@officers
@supervisors
def _new(request: Request, place_id: UUID) -> HttpResponse:
    place = _place(request, place_id)
    context = {"place": place, "form": _seen_form(request, place)}
    return render(request, "desk/video/observation_new.html", context)


@writes
@officers
@supervisors
def _enter(request: Request, place_id: UUID) -> HttpResponse:
    place = _place(request, place_id)
    form = _seen_form(request, place, request.POST, request.FILES)
    if form.is_valid():
        facts = {"papers": form.cleaned_data["papers"], "key": form.cleaned_data["key"]}
        what = (observing.enter_observation, place, form.span, form.finding)
        made = heard(form, *what, **facts, **_who(request))
        if made is not None:
            news.success(request, _("Entered. A card is made of it."))
            return redirect("desk:observation_page", made.pk)
    context = {"place": place, "form": form}
    return render(request, "desk/video/observation_new.html", context, status=422)


observation_new = doors(get=_new, post=_enter)


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}
