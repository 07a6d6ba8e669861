"""What is due, the overview, and the bulletin as page, workbook and paper."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cases.factories import a_case
from tests.desk.editing import officer
from tests.desk.test_cases import filed, soup, words
from tests.orgs.factories import OrganisationFactory
from tests.supervision.factories import a_card
from yimen.cases.actions import ask_opinion
from yimen.cases.actions.consulting import Question
from yimen.cases.models import Consultation
from yimen.orgs.queries import calendar_for
from yimen.process.models import Task
from yimen.supervision.models import Deadline
from yimen.supervision.states import Level

pytestmark = pytest.mark.django_db

SUPERVISOR = ("case.read", "case.supervise")
BULLETIN = "desk:card_bulletin"


def test_what_is_due_within_two_days_is_shown_and_nothing_later(client, bench, now):
    soon, later = (filed("submitted", bench.office) for _ in range(2))
    days = calendar_for(bench.office.organisation.region_id)
    for case, n in ((soon, 2), (later, 4)):
        due = days.add(timezone.localdate(now), n)
        Task.objects.filter(subject=case.pk).update(due_on=due)
    officer(client, bench.office.organisation, "case.accept")

    found = client.get(reverse("desk:card_near")).content.decode()

    assert reverse("desk:case_sheet", args=[soon.number]) in found
    assert reverse("desk:case_sheet", args=[later.number]) not in found


def test_a_question_due_within_two_days_is_shown_to_the_office_that_owes_the_answer(
    client, bench, now
):
    other = OrganisationFactory(name="测试消防局")
    case = a_case("accepted", office=bench.office, at=now)
    for days in (1, 9):
        ask_opinion(case.pk, Question(other, "意见？", days), by=bench.office.examiner, at=now)
        other = OrganisationFactory(name="测试环保局")
    soon, later = Consultation.objects.order_by("answer_by")

    for asked, is_shown in ((soon, True), (later, False)):
        officer(client, asked.organisation, "case.examine")
        found = client.get(reverse("desk:card_near")).content.decode()
        assert (reverse("desk:asked_page", args=[asked.pk]) in found) is is_shown


def test_the_unit_sees_what_is_about_to_come(client, bench, now):
    card = a_card("issued", bench=bench, at=now)
    moment = {"case": card.case, "rule": card.rule, "revision": 1}
    soon = Deadline.objects.create(**moment, level=Level.RED, at=now + timedelta(days=2))
    Deadline.objects.create(**moment, key="x", level=Level.RED, at=now + timedelta(days=40))
    officer(client, bench.office.organisation, "case.decide")

    page = soup(client.get(reverse("desk:card_unit")))

    rows = page.select("section[aria-labelledby=about-to] tbody tr")
    assert len(rows) == 1
    assert timezone.localtime(soon.at).strftime("%H:%M") in rows[0].get_text()


def test_the_overview_says_by_office_and_month_what_stands(client, bench, now):
    for level in (Level.WARNING, Level.YELLOW, Level.YELLOW, Level.RED):
        a_card("issued", bench=bench, at=now, level=level)
    a_card("withdrawn", bench=bench, at=now)
    officer(client, bench.office.organisation, *SUPERVISOR)

    page = soup(client.get(reverse("desk:card_picture")))

    office = page.select_one("section[aria-labelledby=offices] tbody tr")
    assert [cell.get_text() for cell in office.select("td")] == ["1", "2", "1", "3", "0"]
    months = page.select("section[aria-labelledby=trend] tbody tr")
    assert len(months) == 12
    assert [cell.get_text() for cell in months[-1].select("td")] == ["1", "2", "1"]
    region = page.select_one("section[aria-labelledby=regions] tbody tr")
    assert [cell.get_text() for cell in region.select("td")] == ["1", "2", "1"]


def test_the_bulletin_tells_the_cards_that_stand_and_no_others(client, bench, now):
    kept = a_card("upheld", bench=bench, at=now)
    gone = a_card("withdrawn", bench=bench, at=now)
    told = a_card("issued", bench=bench, at=now, level=Level.WARNING)
    officer(client, bench.office.organisation, *SUPERVISOR)

    found = words(client.get(reverse(BULLETIN)))

    assert kept.number in found
    assert gone.number not in found
    assert told.number not in found
    before = f"{timezone.localdate(now).replace(day=1) - timedelta(days=1):%Y-%m}"
    assert kept.number not in words(client.get(reverse(BULLETIN), {"month": before}))


@pytest.mark.parametrize("month", ["2031-01", "1999-12", "may", "2026-13"])
def test_there_is_no_bulletin_of_a_month_that_is_none(client, bench, month):
    officer(client, bench.office.organisation, *SUPERVISOR)
    for page in (BULLETIN, "desk:card_bulletin_export", "desk:card_bulletin_pdf"):
        assert client.get(reverse(page), {"month": month}).status_code == 404


def test_the_workbook_says_the_same(client, bench, now):
    card = a_card("upheld", bench=bench, at=now)
    officer(client, bench.office.organisation, *SUPERVISOR)

    response = client.get(reverse("desk:card_bulletin_export"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    _title, heads, line = book.get_sheet_by_index(0).to_python()
    said = dict(zip(heads, line, strict=True))
    assert said["监察编号"] == card.number
    assert said["责任单位"] == bench.office.organisation.name
    assert said["状态"] == "已确认"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_paper_is_a_pdf_in_the_reader_s_language(client, bench, now, language):
    a_card("upheld", bench=bench, at=now)
    officer(client, bench.office.organisation, *SUPERVISOR)
    client.cookies["django_language"] = language

    response = client.get(reverse("desk:card_bulletin_pdf"))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
