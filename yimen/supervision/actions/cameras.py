"""Registering cameras, moving them from window to window, and looking at a recording."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases.models import Case
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Post
from yimen.supervision import errors, permissions
from yimen.supervision.models import Camera, CameraPlace, FootageLook
from yimen.supervision.rules import footage
from yimen.supervision.states import KEEPER

STREAM = "camera"


@dataclass(frozen=True, slots=True)
class Device:
    """How the recording of a camera is reached."""

    recorder: str
    channel: str
    link: str


@dataclass(frozen=True, slots=True)
class Window:
    """Where a camera looks: the sign over the window, who serves there, and in which hours."""

    organisation: Organisation
    name: str
    posts: Collection[Post]
    opens: time
    closes: time


@transaction.atomic
def register_camera(
    code: str,
    device: Device,
    window: Window,
    *,
    since: date,
    key: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Camera:
    """Put up a camera at a window; a form sent twice is one camera."""
    _check_keeper(by, window.organisation)
    if key and (known := Camera.objects.filter(pk=key, code=code).first()):
        return known
    if Camera.objects.filter(code=code).exists():
        raise errors.CameraKnown(field="code")
    _check_device(device)
    camera = Camera.objects.create(
        pk=key or new_id(),
        code=code,
        organisation=window.organisation,
        recorder=device.recorder,
        channel=device.channel,
        link=device.link,
    )
    place = _put(camera, window, since)
    _tell(camera, "camera.registered", place, by=by, at=at)
    return camera


@transaction.atomic
def change_camera(camera_id: UUID, device: Device, *, by: Actor, at: datetime) -> Camera:
    """Another recorder, channel or way of playing; the window stays the same."""
    camera = _locked(camera_id, by)
    _check_device(device)
    camera.recorder, camera.channel, camera.link = device.recorder, device.channel, device.link
    camera.save(update_fields=["recorder", "channel", "link"])
    _tell(camera, "camera.changed", _current(camera), by=by, at=at)
    return camera


@transaction.atomic
def move_camera(camera_id: UUID, window: Window, *, since: date, by: Actor, at: datetime) -> Camera:
    """From a day on it looks at another window, or others serve there; where it was stays known."""
    camera = _locked(camera_id, by)
    _check_keeper(by, window.organisation)
    _leave(_current(camera), since)
    camera.organisation = window.organisation
    camera.save(update_fields=["organisation"])
    _tell(camera, "camera.moved", _put(camera, window, since), by=by, at=at)
    return camera


@transaction.atomic
def close_camera(camera_id: UUID, *, until: date, by: Actor, at: datetime) -> Camera:
    """Take a camera down from a day on; its places and recordings stay known."""
    camera = _locked(camera_id, by)
    place = _current(camera)
    _leave(place, until)
    camera.is_active = False
    camera.save(update_fields=["is_active"])
    _tell(camera, "camera.closed", place, by=by, at=at)
    return camera


@transaction.atomic
def look_at_footage(
    place: CameraPlace,
    span: footage.Span,
    *,
    reason: str,
    case: Case | None = None,
    key: UUID,
    by: Actor,
    at: datetime,
) -> str:
    """Give out the link to a span of a recording; who, of what and why is kept.

    Of a case whoever supervises its office may look, wherever its window is.
    """
    office = case.organisation if case else place.organisation
    if not permissions.supervises(by, office) or by.staff_id is None:
        raise NotAllowed
    if not reason.strip():
        raise errors.WordsMissing(field="reason")
    _check_span(place, span, at)
    camera = place.camera
    link = footage.render(camera.link, camera.recorder, camera.channel, span)
    if FootageLook.objects.filter(pk=key, by=by.staff_id, place=place).exists():
        return link
    look = FootageLook.objects.create(
        pk=key,
        place=place,
        case=case,
        since=span.since,
        until=span.until,
        reason=reason.strip(),
        by_id=by.staff_id,
        at=at,
    )
    facts = {"camera": camera.pk, "place": place.pk, "from": span.since, "to": span.until}
    facts |= {"case": case.pk} if case else {}
    write("footage", look.pk, "footage.looked_at", by=by, at=at, facts=facts)
    return link


def _check_span(place: CameraPlace, span: footage.Span, at: datetime) -> None:
    if not span.since < span.until <= at or span.length > footage.LONGEST_LOOK:
        hours = int(footage.LONGEST_LOOK.total_seconds() // 3600)
        raise errors.SpanUnsound(field="until", hours=hours)
    day = timezone.localdate(span.since)
    if day < place.since or (place.until is not None and day >= place.until):
        raise errors.NotRecorded(field="since", day=day)


def _check_device(device: Device) -> None:
    if not footage.RECORDER.fullmatch(device.recorder):
        raise errors.RecorderUnsound(field="recorder")
    if not footage.CHANNEL.fullmatch(device.channel):
        raise errors.ChannelUnsound(field="channel")
    if not footage.is_sound(device.link):
        raise errors.LinkUnsound(field="link")


def _check_keeper(by: Actor, organisation: Organisation) -> None:
    if not by.may(KEEPER, path=organisation.path, region=organisation.region_id):
        raise NotAllowed


def _locked(camera_id: UUID, by: Actor) -> Camera:
    """A camera that still hangs, of a hall the actor keeps."""
    rows = Camera.objects.select_for_update(of=("self",), no_key=True)
    camera: Camera = rows.select_related("organisation").get(pk=camera_id)
    _check_keeper(by, camera.organisation)
    if not camera.is_active:
        raise errors.CameraIsDown
    return camera


def _current(camera: Camera) -> CameraPlace:
    place: CameraPlace = camera.places.get(until=None)
    return place


def _leave(place: CameraPlace, until: date) -> None:
    if until <= place.since:
        raise errors.MovesBeforeItCame(field="since", day=place.since)
    place.until = until
    place.save(update_fields=["until"])


def _put(camera: Camera, window: Window, since: date) -> CameraPlace:
    if window.closes <= window.opens:
        raise errors.HoursTurned(field="closes")
    place: CameraPlace = CameraPlace.objects.create(
        camera=camera,
        organisation=window.organisation,
        window=window.name,
        opens=window.opens,
        closes=window.closes,
        since=since,
    )
    place.posts.set(window.posts)
    return place


def _tell(camera: Camera, kind: str, place: CameraPlace, *, by: Actor, at: datetime) -> None:
    facts = {"code": camera.code, "place": place.pk, "window": place.window}
    facts |= {"since": place.since, "until": place.until or ""}
    write(STREAM, camera.pk, kind, by=by, at=at, facts=facts)
