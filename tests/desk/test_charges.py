"""The page on which what was charged for a case is read and entered."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.desk.test_cases import an_office, filed, officer, soup, words
from tests.orgs.factories import staff_actor
from yimen.cases.actions import charge_case, void_charge
from yimen.cases.models import Charge
from yimen.journal.queries import entries_of
from yimen.supervision.actions.rulesets import ship_conduct_rules
from yimen.supervision.followers import watch_conduct
from yimen.supervision.models import Card

pytestmark = pytest.mark.django_db
FEES = [{"key": "licence", "name": "工本费", "amount_fen": 5000, "basis": "发改价格〔2026〕1号"}]


@pytest.fixture
def case():
    return filed("accepted", an_office(version__fees=FEES))


def page_of(case) -> str:
    return reverse("desk:case_charges", args=[case.number])


def said(**more: object) -> dict[str, object]:
    usual = {"fee": "licence", "amount": "50", "receipt": "赣财001", "key": uuid4()}
    return {**usual, **more}


def test_the_counter_enters_a_charge_and_everybody_there_reads_it(client, case):
    officer(client, case.organisation, "case.accept")

    empty = words(client.get(page_of(case)))
    answer = client.post(page_of(case), said())
    shown = words(client.get(answer["Location"]))

    assert "工本费" in empty and "¥50.00" in empty and "发改价格〔2026〕1号" in empty
    assert "赣财001" in shown and "合计 ¥50.00" in shown
    sheet = words(client.get(reverse("desk:case_sheet", args=[case.number])))
    assert "已收费" in sheet and "票据号 赣财001" in sheet


def test_a_charge_beyond_the_guide_is_marked(client, case):
    officer(client, case.organisation, "case.accept")

    client.post(page_of(case), said(fee="-", name="服务费", amount="12.5"))

    shown = words(client.get(page_of(case)))
    assert "服务费 不在指南中" in shown and "¥12.50" in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"fee": ""}, "fee"),
        ({"fee": "-", "name": ""}, "name"),
        ({"amount": "12.345"}, "amount"),
        ({"amount": "很多"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"receipt": ""}, "receipt"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(client, case, wrong, field):
    officer(client, case.organisation, "case.accept")

    answer = client.post(page_of(case), said(**wrong))

    assert answer.status_code == 422 and not Charge.objects.exists()
    page = soup(answer)
    assert page.find(id=f"id_{field}_error")
    assert page.find(id="id_receipt").get("value", "") == said(**wrong)["receipt"]


def test_who_examines_reads_and_does_not_enter(client, case):
    officer(client, case.organisation, "case.examine")

    assert soup(client.get(page_of(case))).select_one("form[method=post] [name=amount]") is None
    assert client.post(page_of(case), said()).status_code == 403
    assert not Charge.objects.exists()


def test_a_charge_is_struck_out_with_a_reason_and_no_longer_counted(client, case):
    officer(client, case.organisation, "case.accept")
    client.post(page_of(case), said(amount="500"))
    void = reverse("desk:charge_void", args=[case.number, Charge.objects.get().pk])

    refused = client.post(void, {"reason": ""})
    client.post(void, {"reason": "多输一个零"})

    assert refused.status_code == 422 and "请填写此项" in words(refused)
    shown = words(client.get(page_of(case)))
    assert "已冲销" in shown and "多输一个零" in shown and "合计 ¥0.00" in shown
    assert soup(client.get(page_of(case))).select_one("form[action$='/void/']") is None


def test_a_card_about_a_charge_says_which_and_that_it_was_struck_out(client, case, now):
    ship_conduct_rules()
    clerk = staff_actor("case.accept", organisation=case.organisation)
    taken = {"fee": "", "name": "服务费", "fen": 1250, "receipt": "赣财002"}
    charge = charge_case(case.pk, **taken, by=clerk, at=now)
    watch_conduct(entries_of(case.pk))
    card = Card.objects.get(code="F1")
    officer(client, case.organisation, "case.read", "case.supervise")
    address = reverse("desk:card_page", args=[card.pk])

    before = words(client.get(address))
    void_charge(case.pk, charge.pk, reason="误录，未实际收取", by=clerk, at=now)
    watch_conduct(entries_of(case.pk))
    after = words(client.get(address))

    assert "服务费 ¥12.50 票据号 赣财002" in before and "冲销" not in before
    assert "冲销：误录，未实际收取" in after
    card.refresh_from_db()
    assert card.state != "withdrawn"  # a person judges
