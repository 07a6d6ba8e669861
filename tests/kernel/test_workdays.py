"""Counting working days agrees with walking through the days one by one."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yimen.kernel.workdays import WEEKEND, WorkCalendar

FIRST = date(2025, 1, 1)
SPAN = 730

#: A busy machine is no fault of the calendar.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

days = st.integers(0, SPAN).map(lambda n: FIRST + timedelta(days=n))
named = st.dictionaries(days, st.sampled_from(["春节", "国庆节", ""]), max_size=60)
counts = st.integers(-200, 200)
#: Any days off and any make-up days, even ones that contradict each other.
calendars = st.builds(WorkCalendar, holidays=named, makeup=named, years=st.just(frozenset({2025})))


def walk(calendar: WorkCalendar, day: date, n: int) -> date:
    step = timedelta(days=1 if n > 0 else -1)
    for _ in range(abs(n)):
        day += step
        while not calendar.is_workday(day):
            day += step
    return day


def walked(calendar: WorkCalendar, first: date, last: date) -> int:
    span = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return sum(calendar.is_workday(day) for day in span)


@PATIENT
@given(calendars, days, counts)
def test_adding_days_is_walking_from_working_day_to_working_day(calendar, day, n):
    assert calendar.add(day, n) == walk(calendar, day, n)


@PATIENT
@given(calendars, days, days)
def test_counting_is_looking_at_every_day(calendar, first, last):
    if first <= last:
        assert calendar.count(first, last) == walked(calendar, first, last)
        assert calendar.between(first, last) == walked(calendar, first + timedelta(1), last)


@PATIENT
@given(calendars, days, st.integers(1, 300))
def test_between_undoes_add(calendar, day, n):
    due = calendar.add(day, n)

    assert calendar.between(day, due) == n
    assert calendar.is_workday(due)


@PATIENT
@given(calendars, days, st.integers(0, 100), st.integers(0, 100))
def test_two_limits_one_after_the_other_are_their_sum(calendar, day, first, second):
    assert calendar.add(calendar.add(day, first), second) == calendar.add(day, first + second)


@PATIENT
@given(calendars, days, days, days)
def test_spans_side_by_side_add_up(calendar, start, middle, end):
    parts = calendar.between(start, middle) + calendar.between(middle, end)

    assert parts == calendar.between(start, end)


@PATIENT
@given(calendars, days, days)
def test_days_that_count_and_days_left_out_are_all_days(calendar, start, end):
    if start <= end:
        left_out = calendar.left_out(start, end)

        assert calendar.between(start, end) + len(left_out) == (end - start).days
        assert all(not calendar.is_workday(day) for day, _ in left_out)


@PATIENT
@given(calendars, days)
def test_a_make_up_day_counts_whatever_day_of_the_week_it_is(calendar, day):
    worked = WorkCalendar(calendar.holidays, {**calendar.makeup, day: "调休"}, calendar.years)

    assert worked.is_workday(day)
    assert worked.count(day, day) == 1
    assert worked.next_workday(day) == day


@PATIENT
@given(calendars, days)
def test_the_next_working_day_is_the_day_itself_or_the_first_after_it(calendar, day):
    found = calendar.next_workday(day)

    assert found >= day
    assert calendar.is_workday(found)
    assert calendar.count(day, found) == 1


def test_a_limit_of_no_days_ends_the_same_day_even_on_a_sunday():
    assert WorkCalendar().add(date(2026, 5, 17), 0) == date(2026, 5, 17)


def test_a_plain_week_leaves_out_saturday_and_sunday():
    left_out = WorkCalendar().left_out(date(2026, 5, 15), date(2026, 5, 18))

    assert left_out == ((date(2026, 5, 16), WEEKEND), (date(2026, 5, 17), WEEKEND))


def test_days_left_out_carry_the_name_of_the_festival_even_on_a_weekend():
    calendar = WorkCalendar(holidays={date(2026, 10, 3): "国庆节"})

    assert calendar.left_out(date(2026, 10, 2), date(2026, 10, 3)) == (
        (date(2026, 10, 3), "国庆节"),
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), False),
        (date(2026, 12, 31), date(2027, 1, 1), True),
        (date(2025, 12, 31), date(2026, 1, 1), True),
        (date(2024, 1, 1), date(2028, 1, 1), True),
    ],
)
def test_only_years_with_a_notice_are_certain(start, end, expected):
    assert WorkCalendar(years=frozenset({2026})).is_provisional(start, end) is expected


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # 28 February 2026 is a plain Saturday here
        (date(2026, 3, 31), -1, date(2026, 3, 2)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_and_roll_off_days_off(day, n, expected):
    assert WorkCalendar().add_months(day, n) == expected
