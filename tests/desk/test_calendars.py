"""The calendar page: a year of a place, days set and taken back, years loaded, told what moves."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, an_office
from tests.desk.test_cases import officer, words
from yimen.cases import tasks
from yimen.cases.followers import CALENDAR_CHANGES, refresh_dues
from yimen.cases.queries.foresight import foresee
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of
from yimen.orgs.models import CalendarYear
from yimen.orgs.queries import calendar_for, own_days
from yimen.orgs.rules import with_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office(version__promised_days=10)


@pytest.fixture
def keeper(client, office):
    return officer(client, office.organisation, "calendar.manage")


def running(office):
    """A case accepted today, and a working day within its limit on which the office may close."""
    case = a_case("accepted", office=office, at=timezone.now())
    day = calendar_for(case.organisation.region_id).add(timezone.localdate(), 3)
    return case, day


def closure(office, day):
    facts = {"place": office.organisation.region_id, "day": day.isoformat(), "is_workday": "no"}
    return {**facts, "name": "台风停工", "reason": "县政府通告第 3 号"}


def test_before_a_place_closes_the_page_says_which_cases_move(client, office, keeper):
    case, day = running(office)

    page = client.get(reverse("desk:calendar_day"), closure(office, day))

    (moved,) = page.context["found"].moved
    days = calendar_for(case.organisation.region_id)
    assert moved.case == case
    assert (moved.before, moved.after) == (case.promised_due_on, days.add(case.promised_due_on, 1))
    assert not Entry.objects.filter(kind="calendar.day_set").exists()


def test_what_was_foreseen_comes_true(client, office, keeper):
    case, day = running(office)
    (moved,) = foresee(
        case.organisation.region_id,
        with_day(own_days(case.organisation.region_id, day.year), day, is_workday=False, name="x"),
        today=timezone.localdate(),
    ).moved

    for _press in range(2):
        client.post(reverse("desk:calendar_day"), closure(office, day))
    tasks.refresh_batch(case_ids=[str(case.pk)])

    case.refresh_from_db()
    assert case.promised_due_on == moved.after
    assert Entry.objects.filter(kind="calendar.day_set").count() == 1


def test_a_day_that_is_set_or_taken_back_has_due_days_computed_anew(client, office, keeper):
    _case, day = running(office)
    client.post(reverse("desk:calendar_day"), closure(office, day))
    entry = Entry.objects.get(kind="calendar.day_set")

    refresh_dues(entries_of(entry.subject))

    assert {"calendar.loaded", entry.kind, "calendar.day_unset"} <= CALENDAR_CHANGES
    (job,) = ProcrastinateJob.objects.filter(task_name="cases.refresh_region")
    assert job.args == {"region": office.organisation.region_id, "cause": entry.pk}


def test_a_day_taken_back_counts_again(client, office, keeper):
    _case, day = running(office)
    client.post(reverse("desk:calendar_day"), closure(office, day))
    address = reverse("desk:calendar_day_unset")
    asked = {"place": office.organisation.region_id, "day": day.isoformat()}

    page = client.get(address, asked)
    without_reason = client.post(address, asked)
    client.post(address, {**asked, "reason": "台风改道"})

    assert page.context["found"].days == (day,)
    assert without_reason.status_code == 422
    assert calendar_for(office.organisation.region_id).is_workday(day)
    assert client.get(address, asked).status_code == 404


def notice(year, *days):
    named = [{"name": "节", "date": day, "isOffDay": is_off} for day, is_off in days]
    return json.dumps({"year": year, "papers": [], "days": named}).encode()


def test_a_file_is_shown_first_and_taken_when_confirmed(client, office, keeper):
    file = SimpleUploadedFile("2031.json", notice(2031, ("2031-01-01", True)))

    shown = client.post(reverse("desk:calendar_load"), {"place": "", "file": file})
    before = CalendarYear.objects.filter(year=2031).exists()
    text = shown.context["form"]["notice"].value()
    client.post(reverse("desk:calendar_load"), {"place": "", "notice": text})

    assert shown.status_code == 200
    assert not before
    assert 2031 in calendar_for(office.organisation.region_id).years


@pytest.mark.parametrize(
    "content", [b"{}", b"\xff", notice(2031), notice(2031, ("2039-01-01", True)), b"x" * 300_000]
)
def test_a_file_that_is_no_notice_is_said_at_its_field(client, keeper, content):
    body = {"place": "", "file": SimpleUploadedFile("x.json", content)}

    answer = client.post(reverse("desk:calendar_load"), body)

    assert b'id="id_load_file_error"' in answer.content
    assert not CalendarYear.objects.exists()


def test_the_country_has_no_days_of_its_own(client, office, keeper):
    body = {**closure(office, date(2026, 8, 3)), "place": ""}

    assert client.post(reverse("desk:calendar_day"), body).status_code == 422
    assert not CalendarYear.objects.exists()


@pytest.mark.parametrize("place", ["110000000000", "nonsense", "99"])
def test_a_place_elsewhere_has_no_page_here(client, office, place):
    officer(client, office.organisation, "case.read")

    assert client.get(reverse("desk:calendar"), {"place": place}).status_code == 404


def test_the_page_shows_runs_of_days_and_marks_those_of_the_place(client, office, keeper):
    day = date(2026, 8, 3)
    client.post(reverse("desk:calendar_day"), closure(office, day))

    page = client.get(reverse("desk:calendar"), {"year": "2026"})

    spans = {span.name: span for span in page.context["spans"] if not span.is_workday}
    assert spans["国庆节"].count == 7
    assert spans["台风停工"].is_own
    assert "台风停工" in words(page)
    assert len(page.context["months"]) == 12


def test_who_does_not_set_days_sees_no_act(client, office):
    officer(client, office.organisation, "case.read")

    page = client.get(reverse("desk:calendar"))

    assert not page.context["may_set"]
    assert reverse("desk:calendar_load").encode() not in page.content
