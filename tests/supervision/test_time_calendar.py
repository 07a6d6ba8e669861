"""A calendar that moves rewrites the moments, and takes back the cards it makes untrue."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, an_office
from tests.supervision.passing import cards, follow, moment
from yimen.journal.models import Entry
from yimen.journal.queries import view_of
from yimen.kernel.actor import SYSTEM
from yimen.orgs.actions import load_calendar_year, set_calendar_day
from yimen.orgs.queries import calendar_for
from yimen.orgs.rules import read_holiday_cn
from yimen.supervision import tasks
from yimen.supervision.actions.rulesets import load_time_rules
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.actions.watching import watch_cases
from yimen.supervision.followers import watch_time
from yimen.supervision.models import Card, Deadline

pytestmark = pytest.mark.django_db

#: Monday 20 January 2020, 10:00 in Shanghai; the festival was prolonged on the 27th.
BEFORE = datetime(2020, 1, 20, 2, 0, tzinfo=UTC)


def load(notice, at):
    """Load a year's notice; its entry."""
    days = read_holiday_cn(notice)
    load_calendar_year(days.year, days.holidays, days.makeup, source=days.source, by=SYSTEM, at=at)
    return Entry.objects.filter(kind="calendar.loaded").latest("id")


def as_of_november(notice):
    """The notice as it stood before: home until 30 January, at work on 1 February."""
    prolonged = {"2020-01-31", "2020-02-01", "2020-02-02"}
    days = [day for day in notice["days"] if day["date"] not in prolonged]
    days.append({"name": "春节", "date": "2020-02-01", "isOffDay": False})
    return {**notice, "days": days, "papers": notice["papers"][:1]}


@pytest.mark.shared_data
def test_the_prolonged_spring_festival_takes_back_what_it_makes_untrue(shared_data):
    notice = json.loads((shared_data / "holidays-cn" / "2020.json").read_text(encoding="utf-8"))
    load(as_of_november(notice), BEFORE)
    load_time_rules("standard", "", since=moment("2020-01-01"), by=SYSTEM, at=BEFORE)
    office = an_office(version__promised_days=10, version__legal_days=20)
    case = a_case("in_review", office=office, at=BEFORE)
    follow()
    sweep(at=moment("2020-02-09"))
    assert [(level, at.date()) for _, level, at in cards(case)] == [
        (1, date(2020, 2, 4)),  # midnight in Shanghai
        (2, date(2020, 2, 7)),
    ]

    entry = load(notice, moment("2020-02-09"))  # entered late
    told = {"cause": entry.id}
    watch_cases([case.pk], at=moment("2020-02-09"), reason="calendar", told=told)

    assert dict(Card.objects.values_list("level", "state")) == {1: "issued", 2: "withdrawn"}
    (taken_back,) = Entry.objects.filter(kind="card.retracted")
    assert taken_back.facts.items() >= {("reason", "calendar"), ("cause", entry.id)}
    assert Deadline.objects.get(level=2).at == moment("2020-02-12")

    sweep(at=moment("2020-02-12"))
    yellow = Card.objects.get(level=2)
    assert (yellow.state, yellow.reached_at) == ("issued", moment("2020-02-12"))


def test_a_day_a_place_closes_moves_the_moments_of_its_cases_and_of_no_others():
    now = timezone.now()
    load_time_rules("standard", "", by=SYSTEM, at=now)
    office = an_office(version__promised_days=20, version__legal_days=30)
    case = a_case("in_review", office=office, at=now)
    follow()
    before = dict(Deadline.objects.values_list("level", "at"))
    region = office.organisation.region_id
    day = calendar_for(region).add(timezone.localdate(now), 5)

    said = {"is_workday": False, "name": "雨雪停办", "reason": "暴雪"}
    set_calendar_day(region, day, by=SYSTEM, at=now, **said)
    watch_time([view_of(Entry.objects.filter(kind="calendar.day_set").get())])
    for name in ("watch_region", "watch_batch"):
        for job in ProcrastinateJob.objects.filter(task_name=f"supervision.{name}"):
            getattr(tasks, name)(**job.args)

    after = dict(Deadline.objects.filter(case=case).values_list("level", "at"))
    assert after.keys() == before.keys()
    assert all(after[level] >= at + timedelta(days=1) for level, at in before.items())
