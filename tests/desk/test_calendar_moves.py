"""A late-announced holiday moves open cases and lists them; a closed hall moves none."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, an_office
from tests.desk.test_cases import officer, words
from tests.identity.factories import AccountFactory
from tests.orgs.factories import OrganisationFactory, RegionFactory
from yimen.cases import tasks
from yimen.cases.actions import claim_task
from yimen.cases.followers import refresh_dues, tell_people
from yimen.cases.messages import day as day_words
from yimen.cases.models import Case, DueMove
from yimen.cases.queries import timeline
from yimen.cases.queries.moves import calendar_change, moved_by
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of, view_of
from yimen.kernel.actor import SYSTEM, Actor, Grant, Kind
from yimen.notify.models import Message
from yimen.orgs.actions import load_calendar_year
from yimen.orgs.models import Closure
from yimen.orgs.queries import calendar_for
from yimen.orgs.rules import read_holiday_cn
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

#: Monday 20 January 2020, 10:00 in Shanghai; the prolongation came on the 27th.
BEFORE = datetime(2020, 1, 20, 2, 0, tzinfo=UTC)
ANNOUNCED = datetime(2020, 1, 27, 2, 0, tzinfo=UTC)
NATIONAL = Actor(kind=Kind.STAFF, grants=frozenset({Grant("calendar.manage")}))


def run_jobs(entry):
    """What the worker does after a change: the follower, then its jobs."""
    refresh_dues([view_of(entry)])
    for name, job in (
        ("cases.refresh_region", tasks.refresh_region),
        ("cases.refresh_batch", tasks.refresh_batch),
    ):
        for row in ProcrastinateJob.objects.filter(task_name=name):
            job(**row.args)


def _notice_of_november(notice):
    """The notice of 2020 as it stood before: home until 30 January, at work on 1 February."""
    prolonged = {"2020-01-31", "2020-02-01", "2020-02-02"}
    days = [day for day in notice["days"] if day["date"] not in prolonged]
    days.append({"name": "春节", "date": "2020-02-01", "isOffDay": False})
    return {**notice, "days": days, "papers": notice["papers"][:1]}


def _load(notice, at):
    days = read_holiday_cn(notice)
    load_calendar_year(days.year, days.holidays, days.makeup, source=days.source, by=SYSTEM, at=at)
    return Entry.objects.filter(kind="calendar.loaded").latest("id")


@pytest.mark.shared_data
def test_the_prolonged_spring_festival_of_2020_moves_who_ran_over_it(shared_data):
    notice = json.loads((shared_data / "holidays-cn" / "2020.json").read_text(encoding="utf-8"))
    _load(_notice_of_november(notice), BEFORE)
    office = an_office(version__promised_days=10, version__legal_days=20)
    case = a_case("accepted", office=office, at=BEFORE)
    ended = a_case("withdrawn", office=office, at=BEFORE)
    assert (case.promised_due_on, case.legal_due_on) == (date(2020, 2, 7), date(2020, 2, 21))

    entry = _load(notice, ANNOUNCED)
    run_jobs(entry)

    moves, is_whole = moved_by(calendar_change(entry.pk), NATIONAL)
    found = {(move.case_id, move.figure): (move.before, move.after) for move in moves}
    assert found[case.pk, "promised"] == (date(2020, 2, 7), date(2020, 2, 11))
    assert found[case.pk, "legal"] == (date(2020, 2, 21), date(2020, 2, 25))
    assert ended.pk not in {move.case_id for move in moves}
    assert is_whole
    assert Case.objects.get(pk=case.pk).legal_due_on == date(2020, 2, 25)


@pytest.fixture
def office():
    return an_office(version__promised_days=10)


def _close_a_day(client, office):
    """Close the place on the third working day from now, by its page."""
    case = a_case("accepted", office=office, at=timezone.now())
    day = calendar_for(case.organisation.region_id).add(timezone.localdate(), 3)
    facts = {"place": office.organisation.region_id, "day": day, "is_workday": "no"}
    facts |= {"name": "台风停工", "reason": "县政府通告"}
    client.post(reverse("desk:calendar_day"), facts)
    entry = Entry.objects.get(kind="calendar.day_set")
    run_jobs(entry)
    return case, entry, day


def test_the_page_lists_whom_a_change_moved(client, office):
    officer(client, office.organisation, "calendar.manage")
    case, entry, day = _close_a_day(client, office)

    year = words(client.get(reverse("desk:calendar"), {"year": day.year}))
    page = words(client.get(reverse("desk:calendar_moves", args=[entry.pk])))

    assert "台风停工" in year
    assert "1 件办件" in year
    assert case.number[-4:] in page


def test_who_does_not_see_a_case_does_not_read_that_it_moved(client, office):
    officer(client, office.organisation, "calendar.manage")
    case, entry, _day = _close_a_day(client, office)
    officer(client, OrganisationFactory(), "case.accept")

    page = client.get(reverse("desk:calendar_moves", args=[entry.pk]))

    assert page.status_code == 200
    assert page.context["rows"] == []
    assert DueMove.objects.filter(case=case).exists()


def test_a_change_is_listed_and_told_once_however_often_the_job_runs(client, office):
    officer(client, office.organisation, "calendar.manage")
    case, entry, _day = _close_a_day(client, office)
    before = DueMove.objects.count()

    tasks.refresh_batch(case_ids=[str(case.pk)], cause=entry.pk)

    assert DueMove.objects.count() == before
    assert len(_told_of_moves(case)) == 1


def _told_of_moves(case):
    return [entry for entry in entries_of(case.pk) if entry.kind == "case.due_moved"]


def test_applicant_and_holder_hear_of_the_new_last_day(client, office):
    officer(client, office.organisation, "calendar.manage")
    now = timezone.now()
    held = a_case("accepted", office=office, at=now)
    held_by = AccountFactory(staff_id=office.examiner.staff_id, party=None)
    claim_task(held.pk, open_tasks(held.pk)[0].pk, by=office.examiner, at=now)
    before = Case.objects.get(pk=held.pk).promised_due_on

    free, _entry, _day = _close_a_day(client, office)
    tell_people([entry for case in (held, free) for entry in _told_of_moves(case)])

    after = Case.objects.get(pk=held.pk).promised_due_on
    assert after > before
    (to_applicant,) = Message.objects.filter(
        subject=held.pk, kind="case.due_moved", channel="in_app"
    )
    assert day_words(after) in to_applicant.body
    assert day_words(before) in to_applicant.body
    (to_holder,) = Message.objects.filter(kind="desk.case.due_moved", channel="in_app")
    assert (to_holder.account, to_holder.subject) == (held_by, held.pk)
    line = timeline(Case.objects.get(pk=held.pk), office.resident)[0]
    assert day_words(after) in line.text


def test_another_entry_of_the_journal_is_no_change_of_a_calendar(client, office):
    case = a_case("submitted", office=office)
    officer(client, office.organisation, "calendar.manage")
    entry = Entry.objects.filter(subject=case.pk).first()

    assert client.get(reverse("desk:calendar_moves", args=[entry.pk])).status_code == 404


# ---- closed halls


def _closing(hall, **facts):
    today = timezone.localdate()
    said = {"place": hall.region_id, "hall": hall.pk, "first": today, "reason": "设备检修"}
    return {**said, "last": today + timedelta(days=1), "instead": "网上办理", **facts}


@pytest.fixture
def hall(office):
    return OrganisationFactory(kind="hall", region=office.organisation.region)


def test_a_closed_hall_is_shown_and_moves_no_limit(client, office, hall):
    officer(client, office.organisation, "calendar.manage")
    case = a_case("accepted", office=office, at=timezone.now())

    for _press in range(2):
        client.post(reverse("desk:closure_add"), _closing(hall))

    assert "设备检修" in words(client.get(reverse("desk:calendar")))
    assert Case.objects.get(pk=case.pk).promised_due_on == case.promised_due_on
    closure = Closure.objects.get()
    client.post(reverse("desk:closure_end", args=[closure.pk]))
    assert not Closure.objects.exists()


@pytest.mark.parametrize("facts", [{"last": "2000-01-01"}, {"reason": ""}, {"first": "?"}])
def test_a_closing_that_cannot_be_is_refused(client, office, hall, facts):
    officer(client, office.organisation, "calendar.manage")

    response = client.post(reverse("desk:closure_add"), _closing(hall, **facts))

    assert response.status_code == 422
    assert not Closure.objects.exists()


def test_days_that_overlap_are_refused(client, office, hall):
    officer(client, office.organisation, "calendar.manage")
    client.post(reverse("desk:closure_add"), _closing(hall))
    later = timezone.localdate() + timedelta(days=9)

    response = client.post(reverse("desk:closure_add"), _closing(hall, last=later))

    assert response.status_code == 422


def test_a_department_is_no_hall_to_close(client, office):
    officer(client, office.organisation, "calendar.manage")

    response = client.post(reverse("desk:closure_add"), _closing(office.organisation))

    assert response.status_code == 422


def test_nobody_closes_a_hall_without_the_grant_or_elsewhere(client, office, hall):
    officer(client, office.organisation, "case.decide")
    assert client.post(reverse("desk:closure_add"), _closing(hall)).status_code == 404
    account = officer(client, OrganisationFactory(region=RegionFactory()), "calendar.manage")
    post = account.staff.postings.get().post
    post.reach_region = account.staff.organisation.region_id
    post.save()

    assert client.post(reverse("desk:closure_add"), _closing(hall)).status_code == 404
    assert not Closure.objects.exists()
