"""Pages of who answers for what: enquiries, cases, accountability, favours, the report."""

import io
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cases.factories import an_office
from tests.desk.test_cases import filed, officer, sheet, words
from tests.identity.factories import sign_in
from tests.orgs.factories import OrganisationFactory, StaffFactory
from yimen.cases import actions
from yimen.cases.actions.tallying import tally
from yimen.cases.models import Case, Enquiry, Reproach
from yimen.journal.queries import entries_of
from yimen.orgs.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office(version__promised_days=10)


def page(case, name="case_answering"):
    return reverse(f"desk:{name}", args=[case.number])


def test_an_enquiry_is_recorded_handed_on_and_answered(client, office):
    first = officer(client, office.organisation, "case.accept")
    second = officer(client, office.organisation, "case.accept")
    sign_in(client, first)
    client.post(reverse("desk:enquiry_add"), {"key": uuid4(), "question": "怎样换证?"})
    enquiry = Enquiry.objects.get()

    client.post(
        reverse("desk:enquiry_hand_on", args=[enquiry.pk]), {"officer": second.staff.number}
    )
    handed = words(client.get(reverse("desk:enquiry_page", args=[enquiry.pk])))
    sign_in(client, second)
    mine = words(client.get(reverse("desk:answering")))
    client.post(reverse("desk:enquiry_answer", args=[enquiry.pk]), {"answer": "网上申请"})

    assert "怎样换证" in mine
    assert second.staff.name in handed
    assert "网上申请" in words(client.get(reverse("desk:enquiry_page", args=[enquiry.pk])))
    assert "怎样换证" in words(client.get(reverse("desk:enquiry_list")))


def test_an_enquiry_of_another_house_does_not_exist(client, office):
    enquiry = actions.receive_enquiry("怎样换证?", by=office.clerk, at=timezone.now())
    officer(client, OrganisationFactory(), "case.accept")

    for name in ("page", "answer", "hand_on"):
        address = reverse(f"desk:enquiry_{name}", args=[enquiry.pk])
        ask = client.get if name == "page" else client.post
        assert ask(address).status_code == 404


def test_what_is_wrong_with_an_enquiry_is_said_and_kept(client, office):
    officer(client, office.organisation, "case.accept")

    response = client.post(
        reverse("desk:enquiry_add"), {"key": uuid4(), "question": "", "asked_by": "王测试"}
    )

    assert response.status_code == 422
    assert "王测试" in response.content.decode()


def test_the_sheet_leads_to_who_answers(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, "case.read")

    assert page(case).encode() in client.get(sheet(case)).content
    assert Staff.objects.get(pk=office.clerk.staff_id).name in words(client.get(page(case)))


def test_the_one_who_answers_hands_on_and_nobody_else(client, office):
    case, other = filed("submitted", office), StaffFactory()
    me = officer(client, office.organisation, "case.accept")
    Case.objects.filter(pk=case.pk).update(first_asked=me.staff_id)

    assert client.post(page(case, "case_hand_on"), {"officer": "?"}).status_code == 422
    client.post(page(case, "case_hand_on"), {"officer": other.number})
    again = client.post(page(case, "case_hand_on"), {"officer": me.staff.number})

    assert Case.objects.get(pk=case.pk).first_asked == other.pk
    assert again.status_code == 422


def test_a_supervisor_notes_and_the_officer_replies(client, office):
    case = filed("accepted", office)
    clerk = officer(client, office.organisation, "case.accept")
    Case.objects.filter(pk=case.pk).update(first_asked=clerk.staff_id)
    officer(client, office.organisation, "case.supervise")
    charge = {"key": uuid4(), "officer": clerk.staff_id, "kind": "late"}
    charge |= {"rule": "《行政许可法》第七十四条", "text": "超过承诺时限"}

    for _ in range(2):
        client.post(page(case, "reproach_add"), charge)
    sign_in(client, clerk)
    mine = words(client.get(reverse("desk:answering")))
    reproach = Reproach.objects.get()
    client.post(reverse("desk:reproach_reply", args=[reproach.pk]), {"reply": "系统故障"})

    assert "超过承诺时限" in mine
    assert "系统故障" in words(client.get(reverse("desk:answering")))


def test_without_the_grant_there_is_no_such_door(client, office):
    case = filed("accepted", office)
    officer(client, office.organisation, "case.decide", "org.manage")

    shown = client.get(page(case)).content.decode()

    for name in ("reproach_add", "green_mark", "green_unmark"):
        assert client.post(page(case, name)).status_code == 404
        assert page(case, name) not in shown
    assert client.get(reverse("desk:green_list")).status_code == 404


def test_a_case_goes_first_and_queues_again(client, office):
    case = filed("submitted", office)
    officer(client, office.organisation, "case.green", "case.accept")

    client.post(page(case, "green_mark"), {"basis": "市重点项目〔2026〕1号", "days": 5})
    on_the_list = words(client.get(reverse("desk:work")))
    listed = words(client.get(reverse("desk:green_list")))
    client.post(page(case, "green_unmark"), {"reason": "清单调整"})

    assert "绿色通道" in on_the_list
    assert "市重点项目〔2026〕1号" in listed
    assert not Case.objects.get(pk=case.pk).is_green


def test_too_long_a_target_is_said_at_the_field(client, office):
    case = filed("submitted", office)
    officer(client, office.organisation, "case.green")

    response = client.post(page(case, "green_mark"), {"basis": "清单", "days": 99})

    assert response.status_code == 422
    assert b'id="id_green_days_error"' in response.content


def test_the_report_is_mine_and_a_managers_is_of_his_house(client, office):
    case = filed("accepted", office)
    tally(entries_of(case.pk))
    stranger = officer(client, OrganisationFactory(), "case.accept")
    clerk = str(office.clerk.staff_id)
    assert client.get(reverse("desk:report"), {"staff": clerk}).status_code == 404
    assert client.get(reverse("desk:report_export"), {"staff": clerk}).status_code == 404
    assert stranger.staff.name in words(client.get(reverse("desk:report")))

    officer(client, office.organisation, "org.manage")
    shown = words(client.get(reverse("desk:report"), {"staff": clerk}))
    book = client.get(reverse("desk:report_export"), {"staff": clerk})

    assert "受理" in shown
    (rows,) = [CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0)]
    assert rows.to_python()[2][2:] == [
        Staff.objects.get(pk=clerk).number,
        "已受理",
        1.0,
        1.0,
        0.0,
        0.0,
    ]


@pytest.mark.parametrize("period", [{"since": "2026-05-02", "until": "2026-05-01"}, {"since": "x"}])
def test_a_period_that_cannot_be_is_said(client, office, period):
    officer(client, office.organisation, "case.accept")

    assert client.get(reverse("desk:report"), period).status_code == 422
