"""The face of the clock: what the bar shows of a computed clock."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from yimen.cases.rules.clock import Facts, Limit, Limits, Stop, compute
from yimen.kernel.workdays import WorkCalendar
from yimen.ui.clock import face, months

MONDAY = date(2026, 5, 11)
CALENDAR = WorkCalendar({date(2026, 6, 19): "端午节"}, {}, frozenset({2026}))
LIMITS = Limits(legal=Limit(20), promised=Limit(10))


def clock(today: date, **facts: object):
    """A case filed and accepted on a Monday, promised in ten working days."""
    begun = {"filed": MONDAY, "completed": MONDAY, "accepted": MONDAY, **facts}
    return compute(Facts(**begun), LIMITS, CALENDAR, today)


@pytest.mark.parametrize(
    ("today", "facts", "tone"),
    [
        (date(2026, 5, 13), {}, "run"),
        (date(2026, 5, 22), {}, "near"),
        (date(2026, 5, 26), {}, "over"),
        (date(2026, 5, 14), {"pauses": (Stop("hearing", date(2026, 5, 13), 3),)}, "paused"),
        (date(2026, 6, 30), {"decided": date(2026, 5, 18), "ended": date(2026, 5, 20)}, "done"),
        (date(2026, 6, 30), {"decided": date(2026, 6, 2), "ended": date(2026, 6, 3)}, "over"),
    ],
)
def test_one_word_tells_how_the_clock_stands(today, facts, tone):
    assert face(clock(today, **facts)).tone == tone


def test_used_days_fill_the_bar_from_the_left():
    (used,) = face(clock(date(2026, 5, 14))).segments

    assert (used.kind, used.start, used.width) == ("used", 0, 30)


def test_a_pause_is_hatched_where_it_fell():
    stop = Stop("inspection", date(2026, 5, 13), 4, ended=date(2026, 5, 19))

    kinds = [segment.kind for segment in face(clock(date(2026, 5, 21), pauses=(stop,))).segments]

    assert kinds == ["used", "pause", "used"]


def test_the_bar_is_never_longer_than_its_place():
    for days in range(40):
        segments = face(clock(MONDAY + timedelta(days=days))).segments

        assert sum(segment.width for segment in segments) <= 100.01


def test_no_clock_has_an_empty_face():
    assert face(None).figure is None
    assert face(compute(Facts(), LIMITS, CALENDAR, MONDAY)).figure is None


def test_the_small_calendar_marks_every_day_as_the_clock_took_it():
    figure = clock(date(2026, 5, 20)).promised

    (month,) = months(figure, date(2026, 5, 20))

    cells = {cell.day: cell for week in month.weeks for cell in week if cell.day}
    assert cells[11].kind == "start"
    assert cells[12].kind == "counted"
    assert cells[16].kind == "weekend"
    assert cells[20].is_today
    assert cells[25].is_due


def text(template: str, **context: object) -> str:
    with translation.override("zh-hans"):
        html = render_to_string(template, context)
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def test_the_clock_says_what_is_left_and_by_when():
    assert "还剩 7 个工作日 · 5月25日前办结" in text(
        "ui/_clock.html", clock=clock(date(2026, 5, 14))
    )


def test_the_clock_says_why():
    words = text("ui/_clock.html", clock=clock(date(2026, 5, 14)))

    assert "时限怎么算的？" in words
    assert "共 10 天：已用 3 天，剩余 7 天" in words
    assert "周末 4 天" in words
    assert "法定最迟 2026年6月8日 (周一)" in words


def test_in_a_row_the_clock_is_short():
    words = text("ui/_clock.html", clock=clock(date(2026, 5, 14)), compact=True)

    assert words == "剩 7 天"


def test_where_no_limit_runs_the_clock_says_so():
    assert text("ui/_clock.html", clock=None) == "目前没有计时。"


def test_a_case_decided_late_is_not_called_done_in_time():
    late = clock(date(2026, 6, 30), decided=date(2026, 6, 2), ended=date(2026, 6, 3))

    assert "办结时超期 6 天" in text("ui/_clock.html", clock=late)
