"""Calendars from outside."""

import json
from datetime import date, timedelta

import pytest
from click.testing import CliRunner

from yimen.config.calendars import (
    BadCalendarFile,
    best_calendar,
    builtin_calendar,
    builtin_years,
    read_holiday_cn,
)
from yimen.config.cli import cli
from yimen.kernel.workdays import WorkCalendar


def write(path, **content):
    """A calendar file."""
    path.write_text(json.dumps(content))
    return path


def test_the_built_in_years_say_the_same_as_the_published_data_set(shared_data):
    builtin = builtin_calendar()
    for year in builtin_years():
        _, days = read_holiday_cn(shared_data / "holidays-cn" / f"{year}.json")
        published = WorkCalendar(days.holidays, days.makeup)

        differing = [
            day
            for day in (date(year, 1, 1) + timedelta(days=n) for n in range(365))
            if builtin.is_workday(day) != published.is_workday(day)
        ]

        assert not differing


def test_names_are_chinese():
    assert builtin_years()[2026].holidays[date(2026, 10, 1)] == "国庆节"


def test_the_built_in_calendar_knows_where_its_knowledge_ends():
    calendar = builtin_calendar()

    assert not calendar.is_provisional(date(2019, 1, 1), date(2026, 12, 31))
    assert calendar.is_provisional(date(2026, 12, 31), date(2027, 1, 1))


DAY = {"name": "元旦", "date": "2027-01-01", "isOffDay": True}


@pytest.mark.parametrize(
    "content",
    [
        {"days": [DAY]},
        {"year": 2027},
        {"year": 2027, "days": [{**DAY, "date": "1 January"}]},
        {"year": 2027, "days": [{**DAY, "date": "2031-01-01"}]},
        {"year": 2027, "days": [{"date": "2027-01-01", "name": "元旦"}]},
    ],
)
def test_a_file_that_is_no_year_is_refused(tmp_path, content):
    with pytest.raises(BadCalendarFile):
        read_holiday_cn(write(tmp_path / "year.json", **content))


def test_a_year_whose_notice_is_not_out_is_not_taken_for_one_without_holidays(tmp_path):
    with pytest.raises(BadCalendarFile, match="not in it yet"):
        read_holiday_cn(write(tmp_path / "2027.json", year=2027, days=[]))


@pytest.mark.django_db(transaction=True)
def test_a_loaded_year_is_used_and_named(tmp_path):
    file = write(tmp_path / "2031.json", year=2031, days=[{**DAY, "date": "2031-01-02"}])

    loaded = CliRunner().invoke(cli, ["calendar", "load", str(file)])
    calendar, source = best_calendar("")

    assert loaded.output.splitlines()[-1] == "2031: 1 days off, 0 make-up working days"
    assert not calendar.is_workday(date(2031, 1, 2))
    assert source == "of this site"


def test_file_or_builtin_must_be_said():
    assert CliRunner().invoke(cli, ["calendar", "load"]).exit_code == 2
