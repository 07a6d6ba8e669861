"""Scores at the desk: the ranking, a sheet down to card and case, appeals, titles, the bulletin."""

import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cases.factories import a_pdf
from tests.desk.editing import officer, page, words
from tests.orgs.factories import OrganisationFactory
from tests.supervision.factories import a_card
from yimen.figures.actions.schemes import ship_schemes
from yimen.figures.actions.scoring import publish_month
from yimen.figures.models import Mark, Publication, Score, ScoreAppeal, ScoreKind
from yimen.supervision.rules.rates import month_before

pytestmark = pytest.mark.django_db
LIST, SHEET = "desk:score_list", "desk:score_sheet"
SUPERVISOR = ("case.read", "case.supervise")


@pytest.fixture(autouse=True)
def _schemes():
    ship_schemes()


@pytest.fixture
def house(bench):
    return bench.office.organisation


@pytest.fixture
def before(now):
    """The first day of the month that is over, and a moment in it."""
    month, _until = month_before(timezone.localdate(now))
    return month, timezone.make_aware(timezone.datetime(month.year, month.month, 10, 9))


@pytest.fixture
def card(bench, before):
    """A yellow card of the month that is over, which is closed."""
    month, at = before
    made = a_card("issued", bench=bench, at=at)
    publish_month(bench.office.organisation.pk, month, by=bench.supervisor, at=timezone.now())
    return made


def line():
    return Score.objects.get(kind=ScoreKind.DEPARTMENT).lines.get(key="yellow_time")


def of_month(month):
    return {"month": f"{month:%Y-%m}"}


def test_the_ranking_shows_each_office_of_mine_with_its_points(client, bench, house, now):
    a_card("issued", bench=bench, at=now)
    officer(client, house, "case.read")

    found = page(client.get(reverse(LIST)))

    (row,) = found.select("table.desk-ranking tbody tr")
    assert words(row).split()[-3:] == ["−5", "0", "95"]
    assert house.name in words(row)
    assert row.select_one("svg.desk-score")["viewbox"] == "0 0 100 10"


def test_who_is_of_another_office_sees_neither_score_nor_sheet(client, bench, house, card, before):
    month, _at = before
    officer(client, OrganisationFactory(), *SUPERVISOR, "case.decide")
    examiner = bench.office.examiner.staff_id

    assert house.name not in words(page(client.get(reverse(LIST), of_month(month))))
    for kind, pk in (("department", house.pk), ("window", house.pk), ("staff", examiner)):
        assert client.get(reverse(SHEET, args=[kind, pk]), of_month(month)).status_code == 404
    assert client.get(reverse("desk:score_line", args=[line().pk])).status_code == 404


def test_every_point_on_the_sheet_leads_to_its_card(client, bench, house, now):
    card = a_card("upheld", bench=bench, at=now)
    officer(client, house, "case.read")

    found = page(client.get(reverse(SHEET, args=["department", house.pk])))

    (told,) = found.select("article.desk-line")
    assert "−5" in words(told)
    assert told.find("a", href=reverse("desk:card_page", args=[card.pk]))
    assert "9 / 14" in words(found)


def test_of_an_officer_only_he_and_who_is_above_him_sees_the_sheet(client, house, now):
    own = officer(client, house, "case.examine")
    sheet = reverse(SHEET, args=["staff", own.staff_id])
    assert client.get(reverse("desk:score_mine")).url == sheet
    assert own.staff.name in words(page(client.get(sheet)))
    assert client.get(reverse(LIST), {"kind": "staff"}).url == reverse("desk:score_mine")

    for grants, status in ((("case.read", "case.accept"), 404), (("case.decide",), 200)):
        officer(client, house, *grants)
        assert client.get(sheet).status_code == status


def test_points_by_hand_are_entered_with_papers_and_taken_back(client, bench, house, now):
    officer(client, house, *SUPERVISOR)
    sheet = reverse(SHEET, args=["department", house.pk])
    add = reverse("desk:mark_add", args=["department", house.pk])
    given = {"line": "attitude", "points": "3", "reason": "群众投诉查实", "key": str(uuid4())}

    assert "此项可填 1 至 10 分" in words(page(client.post(add, {**given, "points": "30"}), 422))
    for _twice in range(2):
        response = client.post(add, {**given, "papers": [a_pdf("查实材料.pdf")]})
    found = page(client.get(response.url))
    assert "群众投诉查实" in words(found)
    assert found.select_one(".desk-total strong").get_text() == "97"
    paper = found.select_one("main a[href*='/desk/scores/files/']")
    assert "查实材料.pdf" in words(paper)
    assert b"".join(client.get(paper["href"]).streaming_content).startswith(b"%PDF")

    client.post(reverse("desk:mark_withdraw", args=[Mark.objects.get().pk]))

    assert page(client.get(sheet)).select_one(".desk-total strong").get_text() == "100"


def test_a_month_that_is_over_is_published_and_the_bulletin_shows_it(client, bench, house, before):
    month, at = before
    a_card("issued", bench=bench, at=at)
    officer(client, house, *SUPERVISOR)
    due = f".y-notice a[href*='month={month:%Y-%m}']"
    assert page(client.get(reverse(LIST))).select(due)
    form = page(client.get(reverse(LIST), of_month(month))).select_one("form[action*=publish]")

    response = client.post(form["action"], {"organisation": str(house.pk)})

    assert Publication.objects.get().month == month
    told = page(client.get(response.url)).select_one("section[aria-labelledby=scores]")
    assert words(told.select_one("tbody tr")).split()[-1] == "95"
    assert not page(client.get(reverse(LIST), of_month(month))).select("form[action*=publish]")
    assert not page(client.get(reverse(LIST))).select(due)


def test_the_workbook_and_the_paper_show_the_scores(client, house, card, before):
    month, _at = before
    officer(client, house, *SUPERVISOR)

    book = client.get(reverse("desk:card_bulletin_export"), of_month(month))
    paper = client.get(reverse("desk:card_bulletin_pdf"), of_month(month))

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(1)
    _title, heads, row = sheet.to_python()
    said = dict(zip(heads, row, strict=True))
    assert (said["责任单位"], said["得分"], said["扣分"]) == (house.name, 95, 5)
    assert paper.content.startswith(b"%PDF")


def test_the_unit_speaks_against_a_line_and_somebody_else_corrects_it(client, house, card, before):
    month, _at = before
    address = reverse("desk:score_line", args=[line().pk])
    officer(client, house, "case.decide")
    form = page(client.get(address)).select_one("form[action$='/appeal/']")
    key = form.select_one("[name=key]")["value"]
    client.post(form["action"], {"text": "停电所致", "key": key, "papers": [a_pdf()]})
    assert "停电所致" in words(page(client.get(address)))
    assert not page(client.get(address)).select(
        "form[action$='/decide/'], form[action$='/appeal/']"
    )
    decide = reverse("desk:score_decide", args=[line().pk])
    assert client.post(decide, {"is_upheld": "no", "text": "驳回"}).status_code == 403

    officer(client, house, "case.read", "supervision.manage")
    assert "停电所致" in words(page(client.get(address)))
    assert client.post(decide, {"is_upheld": "yes", "points": "9", "text": "x"}).status_code == 422
    client.post(decide, {"is_upheld": "yes", "points": "2", "text": "减轻扣分"})

    assert ScoreAppeal.objects.get().state == ScoreAppeal.State.UPHELD
    sheet = page(client.get(reverse(SHEET, args=["department", house.pk]), of_month(month)))
    assert sheet.select_one(".desk-total strong").get_text() == "98"
    assert "减轻扣分" in words(page(client.get(address)))
    rows = page(client.get(reverse("desk:score_appeals"))).select("tbody tr")
    assert len(rows) == 1


def test_titles_are_proposed_listed_and_confirmed(client, house, card, before):
    officer(client, house, "case.read", "supervision.manage")
    address = reverse("desk:title_list")
    forms = page(client.get(address)).select("form[action*='/titles/']")

    client.post(forms[0]["action"])

    found = page(client.get(address))
    assert "服务标兵" in words(found.select_one("section[aria-labelledby=titles]"))
    assert len(found.select("form[action*='/titles/']")) == len(forms) - 1


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_the_reader_s_language(client, house, card, before, language):
    month, _at = before
    officer(client, house, *SUPERVISOR)
    client.cookies["django_language"] = language
    for kind in ("department", "window", "staff"):
        assert client.get(reverse(LIST), {"kind": kind, **of_month(month)}).status_code == 200
    said = words(page(client.get(reverse(SHEET, args=["department", house.pk]), of_month(month))))
    assert ("期限合法" in said, "Time limits" in said) == (language != "en", language == "en")
    later = timezone.localdate() + timedelta(days=40)
    assert client.get(reverse(LIST), of_month(later)).status_code == 404
    assert client.get(reverse(LIST), {"kind": "city"}).status_code == 404
