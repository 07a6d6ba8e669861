"""Answering a notice about the situation: old answer, new one, and what it brings, on one page."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cases.factories import a_pdf, an_office, do
from tests.cases.test_situations import KIND, LINKS, OLD, PLAN, answered
from tests.desk.test_cases import officer
from tests.identity.factories import applicant_actor
from tests.portal.pages import HTMX, errors, soup, words
from yimen.cases.states import State
from yimen.catalogue.rules.elements import FormField, Material

pytestmark = pytest.mark.django_db

GAP = {"material": "", "question": "kind", "what": "许可证未到期，应选延续"}
UNTIL = FormField("until", "原许可证有效期至", "date", is_required=True)


@pytest.fixture
def office(account):
    office = an_office(
        version__situations=[KIND.to_json()],
        version__materials=[m.to_json() for m in (Material("m1", "申请书"), PLAN, OLD)],
        version__links=[link.to_json() for link in LINKS],
    )
    office.resident = applicant_actor(account.party, account=account)
    return office


@pytest.fixture
def case(office, now):
    """Filed as new, and asked to say again which kind it is."""
    case = do("file", answered(office, kind="new"), office, now - timedelta(minutes=1))
    answer_by = (now + timedelta(days=15)).date()
    return do("request_supplement", case, office, now, gaps=[GAP], answer_by=answer_by)


def address(case) -> str:
    return reverse("portal:case_supplement", args=[case.number])


def sent(case, **more: object) -> dict[str, object]:
    case.refresh_from_db()
    token = {"revision": case.revision, "key": uuid4()}
    return {**case.form, "truth": "on", **token, **more}


def test_the_page_shows_the_question_the_old_answer_and_what_the_office_says(me, case):
    page = soup(me.get(address(case)))

    text = page.main.get_text()
    assert "许可证未到期，应选延续" in text
    assert "您原来的回答：新办" in text
    assert [one["value"] for one in page.find_all("input", {"name": "s-kind"})] == ["new", "renew"]
    assert not page.find("input", {"name": "s-kind", "checked": True})
    assert {one["form"] for one in page.find_all("input", {"name": "s-kind"})} == {"supplement"}
    assert not page.find("input", id="material-m3-file")


def test_keeping_an_answer_shows_what_it_brings_and_keeps_what_was_typed(me, case):
    said = sent(case, **{"s-kind": "renew", "answers_keep": "1", "contact_address": "北湖路 1 号"})

    page = soup(me.post(address(case), said))

    assert page.find("input", {"name": "s-kind", "checked": True})["value"] == "renew"
    assert page.find("input", id="material-m3-file")
    assert "现在需要：原许可证" in page.main.get_text()
    assert page.find(attrs={"name": "contact_address"}).get("value") == "北湖路 1 号"
    assert soup(me.get(address(case))).find("input", id="material-m3-file")  # on another device
    case.refresh_from_db()
    assert (case.state, case.situation) == (State.SUPPLEMENTING, {"kind": "new"})


def test_all_that_is_missing_is_said_at_once(me, case):
    silent = me.post(address(case), sent(case, contact_phone="x"))
    answer = me.post(address(case), sent(case, **{"s-kind": "renew"}))

    assert (silent.status_code, answer.status_code) == (422, 422)
    assert list(errors(silent)) == ["#id_s-kind", "#id_contact_phone"]
    assert list(errors(answer)) == ["#material-m3-file"]


def test_answer_and_paper_go_in_in_one_act(me, case, office):
    me.post(address(case), sent(case, **{"s-kind": "renew", "answers_keep": "1"}))
    card = me.post(
        reverse("portal:material_add", args=[case.pk, "m3"]), {"file": a_pdf("证.pdf")}, **HTMX
    )

    answer = me.post(address(case), sent(case, **{"s-kind": "renew"}), follow=True)

    assert "证.pdf" in words(card)
    assert "补正已提交" in words(answer)
    case.refresh_from_db()
    assert (case.state, case.situation) == (State.SUPPLEMENTED, {"kind": "renew"})


def test_the_desk_sees_the_old_answer_and_the_new_one(client, me, case, office):
    me.post(address(case), sent(case, **{"s-kind": "renew"}))
    me.post(reverse("portal:material_add", args=[case.pk, "m3"]), {"file": a_pdf("证.pdf")})
    me.post(address(case), sent(case))
    officer(client, office.organisation, "case.accept")

    page = soup(client.get(reverse("desk:case_sheet", args=[case.number])))

    told = [one.get_text() for one in page.find_all(["del", "ins"])]
    assert told == ["原为： 新办", "现为： 延续"]


def test_the_desk_asks_for_the_answer_by_its_question(client, office, now):
    case = do("file", answered(office, kind="new"), office, now - timedelta(minutes=1))
    officer(client, office.organisation, "case.accept")
    sheet = soup(client.get(reverse("desk:case_sheet", args=[case.number])))
    assert sheet.find("input", {"name": "questions", "value": "kind"})

    client.post(
        reverse("desk:case_act", args=[case.number, "request_supplement"]),
        sent(case, questions=["kind"], gaps="应选延续", answer_by="2099-01-01"),
    )

    assert case.supplements.get().gaps == [{"material": "", "question": "kind", "what": "应选延续"}]
