"""Calendars: the built-in notices, the ones loaded, and the days a place adds."""

import json
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.conftest import AT
from tests.orgs.factories import staff_actor
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM, Actor, Grant, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions import load_builtin_year, load_calendar_year
from yimen.orgs.models import CalendarDay, CalendarYear
from yimen.orgs.queries import calendar_for
from yimen.orgs.rules import BUILTIN_YEARS, builtin_calendar, builtin_year, merge, read_holiday_cn

GUANGXI, NANNING, WUMING = "450000000000", "450100000000", "450110000000"
THIRD_OF_MARCH = {date(2026, 4, 20): "三月三", date(2026, 4, 21): "三月三"}
WHO = {"source": "test", "by": SYSTEM, "at": AT}


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_built_in_notices_have_the_published_days(year, vectors):
    facts, days = vectors["calendar"][str(year)], builtin_year(year)

    assert sorted(d.isoformat() for d in days.holidays) == sorted(facts["off_days"])
    assert sorted(d.isoformat() for d in days.makeup) == sorted(facts["makeup_workdays"])
    assert set(days.holidays.values()) <= set(facts["festivals"]) | {"国庆节", "中秋节"}


def test_the_built_in_calendar_knows_its_years_only():
    calendar = builtin_calendar()

    assert {2024, 2025, 2026} <= calendar.years == BUILTIN_YEARS
    assert calendar.is_provisional(date(2026, 12, 28), date(2027, 1, 5)) is (
        2027 not in BUILTIN_YEARS
    )
    assert not builtin_year(2099).holidays


@pytest.mark.shared_data
def test_files_of_holiday_cn_make_the_same_calendar_as_the_built_in_notices(shared_data):
    files = sorted((shared_data / "holidays-cn").glob("*.json"))
    notices = [read_holiday_cn(json.loads(file.read_text())) for file in files]

    read = merge([(True, notice) for notice in notices])

    days = (date(2019, 1, 1) + timedelta(days=n) for n in range(8 * 365 + 2))
    assert len(notices) == 8
    assert [d for d in days if read.is_workday(d) != builtin_calendar().is_workday(d)] == []


@pytest.mark.parametrize("notice", [{"year": "2026", "days": []}, {"year": 2026, "days": None}])
def test_a_file_of_another_form_is_refused(notice):
    with pytest.raises(ValueError, match="year and days"):
        read_holiday_cn(notice)


@pytest.mark.django_db
def test_a_year_nobody_loaded_is_counted_by_the_built_in_notice():
    calendar = calendar_for(NANNING)

    assert calendar.add(date(2026, 9, 30), 5) == date(2026, 10, 13)
    assert not calendar.is_provisional(date(2026, 1, 1), date(2026, 12, 31))
    assert calendar.is_provisional(date(2099, 1, 1), date(2099, 1, 1))


@pytest.mark.django_db
def test_a_loaded_notice_replaces_the_built_in_one():
    holidays = {date(2026, 5, 20): "特别假日"}

    load_calendar_year(2026, holidays, {}, **WHO)

    assert calendar_for("").left_out(date(2026, 5, 19), date(2026, 5, 20)) == (
        (date(2026, 5, 20), "特别假日"),
    )
    assert calendar_for("").is_workday(date(2026, 10, 1))
    assert not calendar_for("").is_workday(date(2025, 10, 1))


@pytest.mark.django_db
def test_loading_a_notice_again_is_seen_at_once_even_at_the_same_moment():
    load_calendar_year(2099, {date(2099, 5, 20): "假"}, {}, **WHO)
    before = calendar_for("")

    load_calendar_year(2099, {date(2099, 5, 21): "假"}, {}, **WHO)

    after = calendar_for("")
    assert [before.is_workday(date(2099, 5, n)) for n in (20, 21)] == [False, True]
    assert [after.is_workday(date(2099, 5, n)) for n in (20, 21)] == [True, False]
    assert CalendarYear.objects.count() == 1
    assert CalendarDay.objects.count() == 1


@pytest.mark.django_db
def test_a_province_adds_its_days_for_all_places_in_it_and_no_others():
    load_calendar_year(2026, THIRD_OF_MARCH, {}, region="45", **WHO)

    for place in (GUANGXI, NANNING, WUMING):
        assert not calendar_for(place).is_workday(date(2026, 4, 20))
    assert calendar_for("440100000000").is_workday(date(2026, 4, 20))
    assert calendar_for("").is_workday(date(2026, 4, 20))
    assert not calendar_for(WUMING).is_workday(date(2026, 10, 1))


@pytest.mark.django_db
def test_the_nearer_place_overrides_the_wider_one():
    load_calendar_year(2026, THIRD_OF_MARCH, {}, region=GUANGXI, **WHO)
    load_calendar_year(2026, {}, {date(2026, 4, 21): "轮休"}, region=NANNING, **WHO)

    assert not calendar_for(GUANGXI).is_workday(date(2026, 4, 21))
    assert calendar_for(NANNING).is_workday(date(2026, 4, 21))
    assert calendar_for(WUMING).is_workday(date(2026, 4, 21))
    assert not calendar_for(WUMING).is_workday(date(2026, 4, 20))


@pytest.mark.django_db
def test_days_of_a_place_do_not_make_a_year_certain():
    load_calendar_year(2099, {date(2099, 3, 3): "三月三"}, {}, region=GUANGXI, **WHO)

    assert calendar_for(GUANGXI).is_provisional(date(2099, 1, 1), date(2099, 1, 2))


@pytest.mark.django_db
def test_a_notice_may_name_days_of_the_year_before():
    load_calendar_year(2099, {date(2098, 12, 31): "元旦"}, {date(2098, 12, 27): "元旦"}, **WHO)
    load_calendar_year(2098, {date(2098, 10, 1): "国庆节"}, {}, **WHO)

    calendar = calendar_for("")

    assert not calendar.is_workday(date(2098, 12, 31))
    assert calendar.is_workday(date(2098, 12, 27))


@pytest.mark.django_db
def test_a_day_cannot_be_off_and_worked():
    day = {date(2026, 5, 20): "x"}

    with pytest.raises(errors.CalendarInvalid):
        load_calendar_year(2026, day, day, **WHO)


@pytest.mark.django_db
def test_a_calendar_costs_one_question_once_it_is_known(django_assert_num_queries):
    load_builtin_year(2026, by=SYSTEM, at=AT)
    calendar_for(NANNING)

    with django_assert_num_queries(1):
        calendar_for(NANNING)


@pytest.mark.django_db
def test_places_without_days_of_their_own_share_the_national_calendar():
    load_builtin_year(2026, by=SYSTEM, at=AT)

    assert calendar_for(NANNING) is calendar_for("440100000000") is calendar_for("")


@pytest.mark.django_db
def test_calendars_are_loaded_by_who_may_and_for_his_place_only():
    clerk = staff_actor("case.accept")
    provincial = Actor(kind=Kind.STAFF, grants=frozenset({Grant("calendar.manage", "x/", "45")}))
    who = {"source": "test", "at": AT}

    notice = load_calendar_year(2026, THIRD_OF_MARCH, {}, region=NANNING, by=provincial, **who)

    assert notice.region == NANNING
    for actor, region in ((clerk, GUANGXI), (provincial, "44"), (provincial, "")):
        with pytest.raises(NotAllowed):
            load_calendar_year(2026, {}, {}, region=region, by=actor, **who)


@pytest.mark.django_db
def test_loading_a_notice_is_an_act_in_the_journal():
    load_builtin_year(2026, by=SYSTEM, at=AT)

    (entry,) = entries_of(uuid5(NAMESPACE_URL, "calendar//2026"))
    assert (entry.stream, entry.kind) == ("calendar", "calendar.loaded")
    assert entry.facts["holidays"] == 33
