"""Commitments on the portal: read, signed, taken back; papers handed in later; the code shown."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, a_pdf, do
from tests.cases.promises import a_draft_with, a_promising_case, a_trusting_office, sign
from tests.identity.factories import applicant_actor
from tests.portal.pages import soup, words
from yimen.cases import actions
from yimen.cases.models import Case, Commitment, LaterCheck

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


@pytest.fixture
def office(account):
    office = a_trusting_office()
    office.resident = applicant_actor(account.party, account=account)
    return office


def test_an_applicant_reads_signs_and_hands_in_without_the_papers(me, office, now):
    case = a_draft_with(office, "m1", at=now)
    address = url("apply_commit", case.pk)

    check = words(me.get(url("apply_check", case.pk)))
    assert "签署容缺受理承诺" in check and "还有2项未提交的材料" in check
    page = words(me.get(address))
    assert "容缺受理承诺书" in page and "证明事项告知承诺书" in page
    said = {"chosen": ["follows:lease", "replaces:health"], "agreed": "on"}
    answer = me.post(address, {**said, "name": office.resident.name})

    assert me.get(answer.headers["Location"]).url == url("apply_check", case.pk)
    shown = words(me.get(url("apply_check", case.pk)))
    assert "已承诺后补" in shown and "已承诺代替" in shown
    filed = actions.file_case(case.pk, by=office.resident, at=now)
    assert filed.commitment_count == 2
    for page in ("case_page", "case_receipt"):
        told = words(me.get(url(page, filed.number)))
        assert "已承诺后补" in told and "已承诺代替" in told


def test_after_signing_one_comes_back_to_the_papers_still_to_be_given(me, office, now):
    case = a_draft_with(office, at=now)
    said = {"chosen": ["follows:lease"], "agreed": "on", "name": office.resident.name}

    answer = me.post(url("apply_commit", case.pk), said)

    assert me.get(answer.headers["Location"]).url == url("apply_materials", case.pk)


def test_one_goes_on_after_the_papers_once_all_are_given_or_promised(me, office, now):
    case = a_draft_with(office, "m1", at=now)
    resume = url("apply_resume", case.pk)

    before = me.get(resume).url
    sign(case, office, "follows:lease", "replaces:health", at=now)

    assert before == url("apply_materials", case.pk)
    assert me.get(resume).url == url("apply_check", case.pk)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"chosen": [], "agreed": "on"}, "请至少选择一项材料"),
        ({"agreed": ""}, "请确认已阅读"),
        ({"name": "别人"}, "请准确输入账户姓名"),
        ({"name": ""}, "请输入姓名"),
        ({"chosen": ["follows:m1"]}, ""),
    ],
)
def test_a_signature_that_does_not_hold_is_said_and_keeps_what_was_chosen(
    me, office, now, said, told
):
    case = a_draft_with(office, "m1", at=now)
    good = {"chosen": ["follows:lease"], "agreed": "on", "name": office.resident.name}

    answer = me.post(url("apply_commit", case.pk), {**good, **said})

    assert answer.status_code == 422 and told in words(answer)
    assert not Commitment.objects.exists()
    if "chosen" not in said:
        assert soup(answer).find("input", value="follows:lease", checked=True)


def test_a_commitment_is_taken_back_and_never_by_others(me, other, office, now):
    case = a_draft_with(office, "m1", at=now)
    sign(case, office, "follows:lease", at=now)
    address = url("commitment_remove", case.pk, Commitment.objects.get().pk)

    assert other.post(address).status_code == 404
    assert other.get(url("apply_commit", case.pk)).status_code == 404
    assert me.post(address).status_code == 302
    assert not Commitment.objects.exists()


def test_whose_word_is_on_record_is_told_to_bring_the_papers(me, office, now):
    case = do("accept", a_promising_case(office, at=now), office, now)
    do("grant", do("examine", case, office, now), office, now, with_owed=True)
    check = LaterCheck.objects.get()
    actions.check_later(check.pk, result="wrong", note="不实", by=office.examiner, at=now)

    page = words(me.get(url("apply_commit", a_draft_with(office, "m1", at=now).pk)))

    assert "目前不能作承诺" in page


def test_an_owed_paper_is_handed_in_on_the_case_page(me, other, office, now):
    case = do("accept", a_promising_case(office, at=now), office, now)
    address = url("owed_add", case.number, "lease")

    page = soup(me.get(url("case_page", case.number)))
    assert "待补交" in page.get_text() and page.find("form", action=address)
    assert other.post(address, {"file": a_pdf()}).status_code == 404
    missing = me.post(address)
    assert missing.status_code == 422 and soup(missing).find(id="owed-lease-error")
    wrong = me.post(url("owed_add", case.number, "m1"), {"file": a_pdf()})
    assert wrong.status_code == 422
    assert me.post(address, {"file": a_pdf("租赁合同.pdf")}).status_code == 302

    shown = soup(me.get(url("case_page", case.number)))
    assert "已补交" in shown.get_text() and not shown.find("form", action=address)


def test_the_late_day_is_said(me, office, now):
    case = do("accept", a_promising_case(office, at=now), office, now)
    past = timezone.localdate(now) - timedelta(days=3)
    Commitment.objects.filter(material="lease").update(due_on=past)

    page = soup(me.get(url("case_page", case.number)))

    assert page.find(id="owed-lease").find("svg")


def test_the_code_is_shown_while_something_waits_to_be_fetched(me, office, now):
    case = a_case("result_made", office=office, at=now)
    page = url("case_page", case.number)

    assert case.pickup_code in words(me.get(page))
    actions.choose_delivery(case.pk, way="post", address="示范路1号", by=office.resident, at=now)
    assert "取件码" not in words(me.get(page))
    do("deliver", Case.objects.get(pk=case.pk), office, now)
    assert "有效期" in words(me.get(page))


def test_a_case_without_promises_says_nothing_of_them(me, office, now):
    case = a_case("accepted", office=office, at=now)

    assert "承诺事项" not in words(me.get(url("case_page", case.number)))
