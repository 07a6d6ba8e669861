"""Recordings of windows: which acts happen at a counter, the span to look at, the link to play it.

A link pattern is the recorder's own address with named places, such as
`rtsp://{recorder}/Streaming/tracks/{channel}01?starttime={from_utc}&endtime={to_utc}`. Recorders
write moments in different ways, so each way has a place of its own. Whatever fills a place is
encoded, and a pattern is refused that would come out as anything but an address to play.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from string import Formatter
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
SCHEMES = ("https", "rtsp")
#: Longest span that may be looked at in one go.
LONGEST_LOOK = timedelta(hours=4)
RECORDER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?")
CHANNEL = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: What a pattern is made of: the letters of addresses (RFC 3986) and places in braces.
_PATTERN = re.compile(r"(?:https|rtsp)://[A-Za-z0-9._~:/?#\[\]!$&()*+,;=%{}-]+")

#: Acts done in the presence of who applies, when an officer does them at the desk.
AT_COUNTER = frozenset(
    {
        *("case.filed", "case.accepted", "case.declined", "case.supplemented"),
        *("case.originals_received", "case.delivered"),
    }
)
#: How an officer's act came in: at the desk of a counter, or for a resident at a station.
CHANNELS = frozenset({"counter", "station"})


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to a moment of a recording."""

    since: datetime
    until: datetime

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return self.until - self.since


def is_at_counter(kind: str, facts: Mapping[str, object], actor: Mapping[str, object]) -> bool:
    """Whether an act happened in front of a window: an officer's, there, not by post or online."""
    if kind not in AT_COUNTER or not actor.get("staff") or actor.get("channel") not in CHANNELS:
        return False
    return kind != "case.delivered" or facts.get("way") == "window"


def around(moment: datetime, padding: timedelta) -> Span:
    """The span of an act, with some minutes before and after it."""
    return Span(moment - padding, moment + padding)


def is_recorded(moment: datetime, opens: time, closes: time) -> bool:
    """Whether a camera that records in these hours recorded that moment."""
    return opens <= moment.astimezone(SHANGHAI).time() < closes


def within_hours(span: Span, opens: time, closes: time) -> Span | None:
    """The part of a span on its first day that lies within the hours of a window."""
    day = span.since.astimezone(SHANGHAI).date()
    since = max(span.since, _at(day, opens))
    until = min(span.until, _at(day, closes))
    return Span(since, until) if since < until else None


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, SHANGHAI)


def is_sound(pattern: str) -> bool:
    """Whether a pattern names only known places and comes out as an address to play."""
    if not _PATTERN.fullmatch(pattern):
        return False
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return False
    if any(name is not None and _is_odd(name, form, how) for _text, name, form, how in parts):
        return False
    sample = datetime(2026, 5, 20, 9, tzinfo=SHANGHAI)
    return _plays(render(pattern, "192.0.2.8:554", "1", Span(sample, sample + timedelta(hours=1))))


def _is_odd(name: str, form: str | None, how: str | None) -> bool:
    return name not in PLACES or bool(form) or bool(how)


def _plays(link: str) -> bool:
    try:
        parts = urlsplit(link)
        is_known = parts.port is None or parts.port > 0
    except ValueError:
        return False
    has_secret = parts.username is not None or parts.password is not None
    return is_known and parts.scheme in SCHEMES and bool(parts.hostname) and not has_secret


def render(pattern: str, recorder: str, channel: str, span: Span) -> str:
    """The address under which a span of a channel plays; what is filled in is encoded."""
    values: dict[str, Any] = {"recorder": quote(recorder, safe=":"), "channel": quote(channel)}
    for name, moment in (("from", span.since), ("to", span.until)):
        local = moment.astimezone(SHANGHAI)
        values[name] = f"{local:%Y%m%dT%H%M%S}"
        values[f"{name}_utc"] = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        values[f"{name}_unix"] = str(int(moment.timestamp()))
        values[f"{name}_underscored"] = f"{local:%Y_%m_%d_%H_%M_%S}"
    return pattern.format_map({name: values[name] for name in PLACES})


#: Places of a pattern: where the recorder is, which channel, and the span in four ways of writing.
PLACES = (
    *("recorder", "channel", "from", "to", "from_utc", "to_utc"),
    *("from_unix", "to_unix", "from_underscored", "to_underscored"),
)
