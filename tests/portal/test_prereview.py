"""Pre-review as it is walked: online first, then with the originals at the counter (APP-2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, a_draft, a_pdf, an_office, do
from tests.desk.editing import officer
from tests.identity.factories import applicant_actor
from tests.portal.pages import soup
from yimen.cases.states import State

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(account):
    office = an_office(
        version__prereview_days=2,
        version__places=[{"name": "市民中心二楼8号窗口", "address": "新余市示范路1号"}],
    )
    office.resident = applicant_actor(account.party, account=account)
    return office


@pytest.fixture
def desk(office):
    """Another browser: the clerk's."""
    from django.test import Client  # the portal's own client is the resident's

    client = Client()
    officer(client, office.organisation, "case.accept")
    return client


def token(case) -> dict[str, object]:
    case.refresh_from_db()
    return {"revision": case.revision, "key": uuid4()}


def decide(desk, case, move, **facts):
    answer = desk.post(reverse("desk:case_act", args=[case.number, move]), {**token(case), **facts})
    assert answer.status_code == 302, answer.content.decode()
    case.refresh_from_db()


def page_of(me, case):
    return soup(me.get(reverse("portal:case_page", args=[case.number]))).main


def test_from_the_portal_to_the_counter(me, desk, office, now):
    case = a_draft(office, at=now - timedelta(minutes=9))
    check = reverse("portal:apply_check", args=[case.pk])
    assert "先网上预审" in soup(me.get(check)).main.get_text()
    me.post(check, {**token(case), "declared": "on"})
    case.refresh_from_db()
    assert case.state == State.PREREVIEW
    receipt = soup(me.get(reverse("portal:case_receipt", args=[case.number]))).main
    assert "先进行网上预审" in receipt.get_text()

    sheet = soup(desk.get(reverse("desk:case_sheet", args=[case.number])))
    forms = {form["action"].split("/")[-2] for form in sheet.select("form[action*='/acts/']")}
    assert {"send_back", "pass_prereview"} <= forms and not forms & {"accept", "request_supplement"}
    by = (timezone.localdate() + timedelta(days=20)).isoformat()
    decide(desk, case, "send_back", gaps="申请书缺第二页", materials=["m1"], answer_by=by)
    assert case.state == State.SENT_BACK

    mending = reverse("portal:case_supplement", args=[case.number])
    assert page_of(me, case).find("a", href=mending)
    form = soup(me.get(mending)).main.get_text()
    assert "按预审意见修改" in form and "申请书缺第二页" in form
    upload = reverse("portal:material_add", args=[case.pk, "m1"])
    assert me.post(upload, {"file": a_pdf()}).status_code in (200, 302)
    assert me.post(mending, {**case.form, "truth": "on", **token(case)}).status_code == 302
    case.refresh_from_db()
    assert case.state == State.PREREVIEW

    decide(desk, case, "pass_prereview", originals="申请书原件", originals_by=by)
    page = page_of(me, case)
    assert "申请书原件" in page.get_text() and "市民中心二楼8号窗口" in page.get_text()

    decide(desk, case, "receive_originals")
    decide(desk, case, "accept")
    assert case.state == State.ACCEPTED


def test_a_stale_page_and_a_stranger_change_nothing(other, desk, office, now):
    case = a_case("sent_back", office=office, at=now - timedelta(minutes=5))
    mending = reverse("portal:case_supplement", args=[case.number])

    assert other.get(mending).status_code == 404
    assert other.post(mending, {**case.form, "truth": "on", **token(case)}).status_code == 404

    case = do("mend", case, office, now - timedelta(minutes=4))
    stale = {"revision": case.revision - 1, "key": uuid4()}
    address = reverse("desk:case_act", args=[case.number, "pass_prereview"])
    by = (timezone.localdate() + timedelta(days=20)).isoformat()
    answer = desk.post(address, {**stale, "originals": "申请书原件", "originals_by": by})
    assert answer.status_code in (409, 422)
    case.refresh_from_db()
    assert case.state == State.PREREVIEW
