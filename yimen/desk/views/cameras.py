"""Cameras at windows: the list, one with where it was, moving it, looking at a recording."""

from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yimen.desk import supervision as shown
from yimen.desk.forms.cameras import CameraForm, DeviceForm, DownForm, LookForm, WindowForm
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.supervision.actions import cameras as actions
from yimen.supervision.models import Camera
from yimen.supervision.queries import cameras as queries
from yimen.supervision.states import KEEPER, SUPERVISOR
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

supervisors = holders_of(SUPERVISOR, KEEPER)


@reads
@officers
@supervisors
def camera_list(request: Request) -> HttpResponse:
    """The cameras of the halls I supervise, and where each looks."""
    context = {
        "tabs": shown.tabs(request.actor, "desk:camera_list"),
        "cameras": queries.cameras(request.actor),
        "may_keep": request.actor.holds(KEEPER),
    }
    return render(request, "desk/video/cameras.html", context)


def _offered(request: Request) -> dict[str, Any]:
    halls = queries.halls_to_equip(request.actor)
    return {"halls": halls, "posts": queries.posts_to_seat(request.actor)}


def _new(request: Request) -> HttpResponse:
    initial = {"since": timezone.localdate(), "opens": "08:30", "closes": "17:30"}
    form = CameraForm(initial=initial, **_offered(request))
    return render(request, "desk/video/camera_new.html", {"form": form})


def _register(request: Request) -> HttpResponse:
    form = CameraForm(request.POST, **_offered(request))
    if form.is_valid():
        said, who = form.cleaned_data, _who(request)
        what = (said["code"], form.device, form.place)
        once = {"since": said["since"], "key": said["key"]}
        made = heard(form, actions.register_camera, *what, **once, **who)
        if made is not None:
            news.success(request, _("The camera is registered."))
            return redirect("desk:camera_page", made.pk)
    return render(request, "desk/video/camera_new.html", {"form": form}, status=422)


camera_new = form_and_act(KEEPER, get=_new, post=_register)


@reads
@officers
@supervisors
def camera_page(request: Request, camera_id: UUID) -> HttpResponse:
    """One camera: where it was when, who looked at its recordings, and what may be done."""
    return _page(request, _seen(request, camera_id))


def _seen(request: Request, camera_id: UUID) -> Camera:
    return get_object_or_404(queries.cameras(request.actor), pk=camera_id)


def _page(request: Request, camera: Camera, *, status: int = 200, **bound: Any) -> HttpResponse:
    places = list(camera.places.all())
    now = next((place for place in places if place.until is None), None)
    may_keep = request.actor.holds(KEEPER) and camera.is_active
    device = {name: getattr(camera, name) for name in ("recorder", "channel", "link")}
    context = {
        "camera": camera,
        "places": places,
        "looks": queries.looks_at(camera),
        "may_keep": may_keep,
        "look": LookForm(initial=_asked(request), auto_id="id_look_%s"),
        "change": DeviceForm(initial=device, auto_id="id_change_%s"),
        "move": _move_form(request, now) if may_keep else None,
        "down": DownForm(auto_id="id_down_%s"),
        **bound,
    }
    return render(request, "desk/video/camera.html", context, status=status)


def _asked(request: Request) -> dict[str, str]:
    """The span a page that leads here is about."""
    return {name: request.GET[name] for name in ("day", "begins", "ends") if name in request.GET}


def _move_form(request: Request, now: Any) -> WindowForm:
    """The form of a move, filled with where the camera looks now."""
    initial: dict[str, Any] = {"since": timezone.localdate()}
    if now is not None:
        initial |= {name: getattr(now, name) for name in ("organisation", "window")}
        initial |= {name: f"{getattr(now, name):%H:%M}" for name in ("opens", "closes")}
        initial["posts"] = now.posts.all()
    return WindowForm(initial=initial, auto_id="id_move_%s", **_offered(request))


@writes
@officers
@holders_of(KEEPER)
def camera_change(request: Request, camera_id: UUID) -> HttpResponse:
    """Another recorder, channel or link."""
    camera, form = _seen(request, camera_id), DeviceForm(request.POST, auto_id="id_change_%s")
    if form.is_valid():
        made = heard(form, actions.change_camera, camera.pk, form.device, **_who(request))
        if made is not None:
            return _done(request, camera, _("Changed."))
    return _page(request, camera, status=422, change=form)


@writes
@officers
@holders_of(KEEPER)
def camera_move(request: Request, camera_id: UUID) -> HttpResponse:
    """To another window, or with other posts, from a day on."""
    camera = _seen(request, camera_id)
    form = WindowForm(request.POST, auto_id="id_move_%s", **_offered(request))
    if form.is_valid():
        since = form.cleaned_data["since"]
        who = _who(request)
        if heard(form, actions.move_camera, camera.pk, form.place, since=since, **who) is not None:
            return _done(request, camera, _("It looks there from that day on."))
    return _page(request, camera, status=422, move=form)


@writes
@officers
@holders_of(KEEPER)
def camera_close(request: Request, camera_id: UUID) -> HttpResponse:
    """Take it down from a day on."""
    camera, form = _seen(request, camera_id), DownForm(request.POST, auto_id="id_down_%s")
    if form.is_valid():
        until, who = form.cleaned_data["until"], _who(request)
        if heard(form, actions.close_camera, camera.pk, until=until, **who) is not None:
            return _done(request, camera, _("It is taken down; where it was stays known."))
    return _page(request, camera, status=422, down=form)


@writes
@officers
@supervisors
@never_cache
def camera_look(request: Request, camera_id: UUID) -> HttpResponse:
    """Give out the link to a span of its recording, shown this once; who and why is kept."""
    camera, form = _seen(request, camera_id), LookForm(request.POST, auto_id="id_look_%s")
    if form.is_valid():
        said, span = form.cleaned_data, form.span
        day = said["day"]
        place = next((one for one in camera.places.all() if _was_there(one, day)), None)
        if place is None:
            form.add_error("day", _("The camera did not look at any window then."))
        else:
            why = {"reason": said["reason"], "key": said["key"], **_who(request)}
            link = heard(form, actions.look_at_footage, place, span, **why)
            if link is not None:
                return _page(request, camera, link=link, span=span, place=place)
    return _page(request, camera, status=422, look=form)


def _was_there(place: Any, day: Any) -> bool:
    return place.since <= day and (place.until is None or day < place.until)


def _done(request: Request, camera: Camera, words: str) -> HttpResponse:
    news.success(request, words)
    return redirect("desk:camera_page", camera.pk)


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.actor, "at": timezone.now()}
