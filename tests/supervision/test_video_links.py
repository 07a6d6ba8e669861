"""Playback links: what a pattern may say, and that nothing but an address to play comes of it."""

from datetime import UTC, datetime, time, timedelta

import pytest

from tests.supervision.window import LINK
from yimen.supervision.rules.footage import (
    SHANGHAI,
    Span,
    is_at_counter,
    is_recorded,
    is_sound,
    render,
    within_hours,
)
from yimen.supervision.rules.shipped import finding_kinds, shipped_by_hand

NINE = datetime(2026, 5, 20, 9, tzinfo=SHANGHAI)
SPAN = Span(NINE - timedelta(minutes=5), NINE + timedelta(minutes=5))
OFFICER = {"staff": "1", "channel": "counter"}


@pytest.mark.parametrize(
    "pattern",
    [
        LINK,
        "https://video.example.gov.cn/play?device={channel}&begin={from_unix}&end={to_unix}",
        "rtsp://{recorder}/cam/playback?channel={channel}&starttime={from_underscored}",
        "rtsp://[2001:db8::8]:554/{channel}/{from}-{to}",
    ],
)
def test_an_address_of_a_recorder_is_taken(pattern):
    assert is_sound(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "javascript:alert({channel})",
        "http://{recorder}/{channel}",
        "data:text/html,<script>1</script>",
        "https://",
        "https:///{channel}",
        "https://admin:secret@10.1.8.20/{channel}",
        "rtsp://{channel}@{recorder}/",
        "https://{recorder}/{unknown}",
        "https://{recorder}/{}",
        "https://{recorder}/{channel.__class__}",
        "https://{recorder}/{channel!r}",
        "https://{recorder}/{channel:>99999999}",
        "https://{recorder}/{channel",
        "https://{recorder}/{channel}}",
        'https://{recorder}/"onclick=1',
        "https://{recorder}/<b>",
        "https://{recorder}/a b",
        "https://{recorder}/\n",
        "https://{recorder}:99999/x:1",
        "{recorder}://x/",
    ],
)
def test_what_is_no_address_to_play_is_refused(pattern):
    assert not is_sound(pattern)


def test_a_span_is_written_as_each_recorder_wants_it():
    ways = "rtsp://h/{from}/{from_utc}/{from_unix}/{from_underscored}"

    link = render(ways, "h", "1", SPAN)

    unix = int(SPAN.since.astimezone(UTC).timestamp())
    assert link == f"rtsp://h/20260520T085500/20260520T005500Z/{unix}/2026_05_20_08_55_00"


def test_what_fills_a_place_is_encoded():
    link = render("https://{recorder}/{channel}", "a/b@c", "1&x=<y>", SPAN)

    assert link == "https://a%2Fb%40c/1%26x%3D%3Cy%3E"


@pytest.mark.parametrize(
    ("kind", "facts", "actor", "is_seen"),
    [
        ("case.accepted", {}, OFFICER, True),
        ("case.filed", {}, {**OFFICER, "channel": "station"}, True),
        ("case.filed", {}, {"channel": "online"}, False),
        ("case.accepted", {}, {**OFFICER, "channel": "api"}, False),
        ("case.delivered", {"way": "window"}, OFFICER, True),
        ("case.delivered", {"way": "post"}, OFFICER, False),
        ("case.granted", {}, OFFICER, False),
        ("case.deemed_accepted", {}, {"channel": "system"}, False),
    ],
)
def test_an_act_is_at_the_counter_when_an_officer_did_it_there(kind, facts, actor, is_seen):
    assert is_at_counter(kind, facts, actor) is is_seen


@pytest.mark.parametrize(
    ("clock", "is_seen"), [((8, 29), False), ((8, 30), True), ((17, 29), True), ((17, 30), False)]
)
def test_a_camera_sees_in_its_hours(clock, is_seen):
    moment = datetime(2026, 5, 20, *clock, tzinfo=SHANGHAI)

    assert is_recorded(moment, time(8, 30), time(17, 30)) is is_seen


def test_a_span_is_cut_to_the_hours_of_the_window():
    night = Span(NINE - timedelta(hours=2), NINE + timedelta(hours=12))

    assert within_hours(night, time(8, 30), time(17, 30)) == Span(
        NINE.replace(hour=8, minute=30), NINE.replace(hour=17, minute=30)
    )
    assert within_hours(Span(night.since, NINE.replace(hour=8)), time(8, 30), time(17, 30)) is None


def test_each_kind_of_finding_names_a_shipped_rule_by_hand_with_words_for_its_levels():
    rules = {row["code"]: row for row in shipped_by_hand()}

    assert {kind.rule for kind in finding_kinds().values()} == set(rules)
    for row in rules.values():
        assert row["is_automatic"] is False and row["watched"] == "window"
        assert {str(one["level"]) for one in row["thresholds"]} == set(row["texts"])
