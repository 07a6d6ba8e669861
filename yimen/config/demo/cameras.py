"""Cameras at the windows of the demo city, and what a detection system saw there."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from yimen.config.demo.people import officers
from yimen.config.demo.reading import read
from yimen.config.demo.stories import XINYU, Stage
from yimen.exchange.actions import register_client
from yimen.exchange.models import Client
from yimen.exchange.queries import reporter_of
from yimen.identity.models import Account
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation, Post
from yimen.orgs.queries import calendar_for
from yimen.supervision.actions import cameras as acts
from yimen.supervision.actions import observing
from yimen.supervision.models import Observation
from yimen.supervision.rules.footage import Span

SUPERVISION = "xinyu/approval/"
DETECTION = "窗口在岗检测"


def load_cameras(
    offices: Mapping[str, Organisation], staff: Mapping[str, Account], *, at: datetime
) -> int:
    """The cameras where they are and were, and the reports of detection with what came of them."""
    stage, data = Stage(staff, calendar_for(XINYU), at), read("cameras.toml")
    for row in data["camera"]:
        _put_up(stage, offices, data, row)
    hall = offices["xinyu/hall/"]
    client, _secret = register_client(DETECTION, hall, ["presence.report"], by=SYSTEM, at=at)
    for row in data["absence"]:
        _report(stage, offices, client, row)
    return len(data["camera"])


def _put_up(
    stage: Stage, offices: Mapping[str, Organisation], data: Mapping[str, Any], row: dict[str, Any]
) -> None:
    since = stage.day(row["ago"])
    device = acts.Device(row["recorder"], row["channel"], data["link"])
    who: dict[str, Any] = {"by": stage.officer(SUPERVISION, "overseer", 0), "at": stage.now}
    window = _window(offices, data, row, row["window"])
    camera = acts.register_camera(row["code"], device, window, since=since, **who)
    if moved := row.get("moved"):
        window, day = _window(offices, data, row, moved["window"]), stage.day(moved["ago"])
        acts.move_camera(camera.pk, window, since=day, **who)


def _window(
    offices: Mapping[str, Organisation], data: Mapping[str, Any], row: dict[str, Any], name: str
) -> acts.Window:
    hours = [time.fromisoformat(data[word]) for word in ("opens", "closes")]
    return acts.Window(offices[row["hall"]], name, [_post(*one) for one in row["posts"]], *hours)


def _post(office: str, role: str) -> Post:
    """The post of a role in an office."""
    seat = next(o for o in officers() if (o.office, o.role.key) == (office, role))
    found: Post = Post.objects.get(organisation__path=office, name=seat.role.name)
    return found


def _report(
    stage: Stage, offices: Mapping[str, Organisation], client: Client, row: dict[str, Any]
) -> None:
    span = Span(*(_moment(stage, row["ago"], row[word]) for word in ("from", "until")))
    key = f"{row['camera']}-{row['ago']}"
    told = observing.Reported(key, row["camera"], False, span)
    observing.report_presence([told], by=reporter_of(client), at=stage.now)
    found = Observation.objects.get(presence__key=key)
    who: dict[str, Any] = {"by": stage.officer(SUPERVISION, "supervisor", 0), "at": stage.now}
    if said := row.get("confirm"):
        office = offices[said["office"]]
        finding = observing.Finding("absent", said["level"], said["text"], office)
        observing.confirm_observation(found.pk, finding, **who)
    elif why := row.get("dismiss"):
        observing.dismiss_observation(found.pk, text=why, **who)


def _moment(stage: Stage, ago: int, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(stage.day(ago), time.fromisoformat(clock)))
