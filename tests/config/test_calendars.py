"""Calendars from outside."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from yimen.config.calendars import BadCalendarFile, best_calendar, read_year
from yimen.config.cli import cli


def write(path, **content):
    """A calendar file."""
    path.write_text(json.dumps(content))
    return path


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
        read_year(write(tmp_path / "year.json", **content))


def test_a_year_whose_notice_is_not_out_is_not_taken_for_one_without_holidays(tmp_path):
    with pytest.raises(BadCalendarFile, match="not in it yet"):
        read_year(write(tmp_path / "2027.json", year=2027, days=[]))


@pytest.mark.django_db(transaction=True)
def test_a_loaded_year_is_used_and_named(tmp_path):
    file = write(tmp_path / "2031.json", year=2031, days=[{**DAY, "date": "2031-01-02"}])

    loaded = CliRunner().invoke(cli, ["calendar", "load", str(file)])
    calendar, source = best_calendar("")

    assert loaded.output.splitlines()[-1] == "2031: 1 days off, 0 make-up working days"
    assert not calendar.is_workday(date(2031, 1, 2))
    assert source == "of this site"


@pytest.mark.django_db(transaction=True)
def test_the_built_in_years_can_be_loaded():
    loaded = CliRunner().invoke(cli, ["calendar", "load", "--builtin"])

    assert loaded.exit_code == 0
    assert "2026: 33 days off, 6 make-up working days" in loaded.output.splitlines()


def test_file_or_builtin_must_be_said():
    assert CliRunner().invoke(cli, ["calendar", "load"]).exit_code == 2
