"""When a level is reached, against the worked examples of the field and against counting."""

from datetime import date, datetime, timedelta

import pytest

from tests.cases.calendars import PLAIN, of_vectors
from yimen.supervision.rules.levels import (
    SHANGHAI,
    Run,
    Threshold,
    level_at,
    moments,
    plain_run,
    thresholds_of,
    used_days,
)

CASE = (
    Threshold(1, "promise", "days", -2),
    Threshold(2, "promise", "days", 1),
    Threshold(3, "legal", "days", 1),
)
SPECIAL = (
    Threshold(1, "planned", "days", -2),
    Threshold(2, "planned", "days", 1),
    Threshold(3, "planned", "days", 2),
)
ANSWER = (
    Threshold(1, "answer", "days", -2),
    Threshold(2, "answer", "days", 1),
    Threshold(3, "answer", "days", 2),
)
KINDS = {
    "case": (CASE, "promise"),
    "special": (SPECIAL, "planned"),
    "consult": (ANSWER, "answer"),
    "complaint": (ANSWER, "answer"),
}


def read(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def runs_of(row: dict, of: str, calendar) -> dict[str, Run]:
    start = read(row["start"])
    runs = {of: plain_run(start, row["promise_days"], calendar)}
    if row["legal_days"]:
        runs["legal"] = plain_run(start, row["legal_days"], calendar)
    return runs


def by_moments(thresholds, runs, precision, calendar, at) -> int:
    reached = moments(thresholds, runs, precision, calendar)
    return max((one.level for one in reached if one.at <= at), default=0)


def test_the_worked_examples_of_the_field_hold(vectors):
    calendar = of_vectors(vectors)
    rows = vectors["supervision_levels"]["cases"]
    assert rows
    for row in rows:
        thresholds, of = KINDS[row["kind"]]
        runs, at = runs_of(row, of, calendar), read(row["finish"])
        told = (row["kind"], row["finish"])
        used = row["used_days_rounded_up"]
        assert (told, used_days(runs[of], "second", calendar, at)) == (told, used)
        assert (told, level_at(thresholds, runs, "second", calendar, at)) == (told, row["level"])
        assert (told, by_moments(thresholds, runs, "second", calendar, at)) == (told, row["level"])


@pytest.mark.parametrize("precision", ["day", "second"])
@pytest.mark.parametrize("start", ["2026-03-06T10:30:00", "2026-03-07T09:00:00"])
def test_moments_and_counting_never_differ(precision, start):
    runs = {
        "promise": plain_run(read(start), 3, PLAIN),
        "legal": plain_run(read(start), 5, PLAIN),
    }
    for hours in range(14 * 24):
        for near in (timedelta(), timedelta(seconds=1)):
            at = read(start) + timedelta(hours=hours) + near
            counted = level_at(CASE, runs, precision, PLAIN, at)
            assert (at, by_moments(CASE, runs, precision, PLAIN, at)) == (at, counted)


def test_by_the_day_a_level_is_reached_at_midnight():
    runs = {"promise": plain_run(read("2026-03-02T16:00:00"), 5, PLAIN)}
    found = [(one.level, one.at) for one in moments(CASE, runs, "day", PLAIN)]
    assert found == [(1, read("2026-03-05T00:00:00")), (2, read("2026-03-10T00:00:00"))]


def test_days_left_out_move_the_moments():
    run = Run(
        read("2026-03-02T16:00:00"),
        (date(2026, 3, 3), date(2026, 3, 6)),
        paused=frozenset({date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 9)}),
    )
    late = Threshold(3, "promise", "days", 2)
    found = moments([Threshold(2, "promise", "days", 1), late], {"promise": run}, "day", PLAIN)
    assert [one.at for one in found] == [read("2026-03-07T00:00:00"), read("2026-03-11T00:00:00")]


def test_a_part_of_a_limit_is_rounded_up():
    ninety = Threshold(2, "promise", "percent", 90)
    assert [ninety.used(limit) for limit in (1, 5, 10, 20, 0)] == [1, 5, 9, 18, 1]


def test_a_level_a_higher_one_comes_before_has_no_moment_of_its_own():
    runs = {"promise": plain_run(read("2026-03-02T16:00:00"), 1, PLAIN)}
    lows = (Threshold(1, "promise", "days", 1), Threshold(2, "promise", "days", -5))
    assert [one.level for one in moments(lows, runs, "day", PLAIN)] == [2]


def test_counts_are_no_matter_of_time():
    rows = [
        {"level": 1, "of": "pauses", "unit": "count", "value": 3},
        {"level": 2, "of": "promise", "unit": "days", "value": 1},
    ]
    assert thresholds_of(rows) == (Threshold(2, "promise", "days", 1),)
