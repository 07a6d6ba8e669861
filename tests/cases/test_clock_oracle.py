"""The clock against a clerk who crosses off days by hand, over arbitrary calendars."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.oracle import Told, cross_off
from yimen.cases.rules.clock import Clock, Facts, Limit, Limits, Stop, compute
from yimen.kernel.workdays import WorkCalendar

FIRST = date(2026, 1, 1)
SPAN = [FIRST + timedelta(days=n) for n in range(900)]
DAYS = st.integers(0, 150).map(lambda n: FIRST + timedelta(days=n))


@st.composite
def calendars(draw):
    """Holidays and make-up days strewn over three years."""
    holidays = draw(st.sets(st.sampled_from(SPAN[:250]), max_size=40))
    makeup = draw(st.sets(st.sampled_from([d for d in SPAN[:250] if d.weekday() > 4]), max_size=10))
    return WorkCalendar(
        holidays=dict.fromkeys(holidays - makeup, "节"),
        makeup=dict.fromkeys(makeup, "调休"),
        years=frozenset({2026, 2027, 2028}),
    )


@st.composite
def pauses(draw, accepted: date):
    """Special procedures one after the other; the last may still run."""
    found, day = [], accepted
    for _n in range(draw(st.integers(0, 3))):
        started = day + timedelta(days=draw(st.integers(0, 15)))
        ended = started + timedelta(days=draw(st.integers(0, 25)))
        found.append(Stop("hearing", started, draw(st.integers(1, 15)), ended))
        day = ended
    if found and draw(st.booleans()):
        last = found.pop()
        found.append(Stop(last.kind, last.started, last.planned_days))
    return tuple(found)


def days_off(calendar: WorkCalendar) -> set[date]:
    weekends = {d for d in SPAN if d.weekday() > 4}
    return (weekends | set(calendar.holidays)) - set(calendar.makeup)


@settings(max_examples=120, deadline=None)
@given(st.data(), calendars(), DAYS, st.integers(0, 45))
def test_no_day_is_lost_or_counted_twice(data, calendar, accepted, amount):
    stops = data.draw(pauses(accepted))
    latest = max([accepted, *(stop.ended or stop.started for stop in stops)])
    today = latest + timedelta(days=data.draw(st.integers(0, 60)))
    facts = Facts(filed=accepted, completed=accepted, accepted=accepted, pauses=stops)

    clock: Clock = compute(facts, Limits(legal=Limit(amount)), calendar, today)

    by_hand = cross_off(
        accepted,
        amount,
        [Told(stop.started, stop.planned_days, stop.ended) for stop in stops],
        days_off(calendar),
        today,
    )
    figure = clock.legal
    assert (figure.due, figure.days_used) == (by_hand.due, by_hand.used)
    assert figure.days_used + by_hand.left_out == calendar.between(accepted, today)
    assert figure.days_used + figure.days_left - figure.days_over == amount
    assert figure.is_over is (today > figure.due)


@settings(max_examples=60, deadline=None)
@given(st.data(), calendars(), DAYS)
def test_a_pause_never_lengthens_the_limit_beyond_its_days(data, calendar, accepted):
    stops = data.draw(pauses(accepted))
    limits = Limits(legal=Limit(20))
    without = Facts(filed=accepted, completed=accepted, accepted=accepted)
    paused = Facts(filed=accepted, completed=accepted, accepted=accepted, pauses=stops)

    before = compute(without, limits, calendar, accepted).legal.due
    after = compute(paused, limits, calendar, SPAN[300]).legal.due

    told = sum(stop.planned_days for stop in stops)
    taken = sum(calendar.between(stop.started, stop.ended or SPAN[300]) for stop in stops)
    assert 0 <= calendar.between(before, after) <= min(told, taken)


@settings(max_examples=40, deadline=None)
@given(st.data(), calendars(), DAYS)
def test_the_due_day_does_not_move_by_looking_at_it(data, calendar, accepted):
    stops = data.draw(pauses(accepted))
    facts = Facts(filed=accepted, completed=accepted, accepted=accepted, pauses=stops)
    limits = Limits(legal=Limit(20))
    latest = max([accepted, *(stop.ended or stop.started for stop in stops)])

    seen = {
        compute(facts, limits, calendar, latest + timedelta(days=n)).legal.due
        for n in (0, 1, 7, 60)
    }

    assert len(seen) == 1
