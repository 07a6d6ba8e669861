"""Asking another department on the pages: the asker's, the asked office's, everybody else's."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.cases.factories import a_pdf, an_office
from tests.desk.test_cases import EVERY, filed, officer, sheet, soup, words
from tests.orgs.factories import OrganisationFactory
from yimen.cases.models import Consultation

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def other():
    return OrganisationFactory(name="测试消防救援局")


@pytest.fixture
def case(office):
    return filed("accepted", office)


def asking(case):
    return reverse("desk:question", args=[case.number])


def key_of(response):
    return soup(response).select_one("main input[name=key]")["value"]


def ask(client, case, other, **more):
    facts = {"organisation": other.name, "question": "是否符合消防要求？", "days": 5, **more}
    return client.post(asking(case), {"key": key_of(client.get(asking(case))), **facts})


def test_a_question_goes_out_and_its_answer_comes_back(client, office, other, case):
    officer(client, office.organisation, *EVERY)
    assert asking(case) in client.get(sheet(case)).content.decode()
    response = ask(client, case, other, shares_materials="on")
    assert response.status_code == 302, words(response)
    assert "是否符合消防要求？" in words(client.get(sheet(case)))
    asked = Consultation.objects.get()

    officer(client, other, "case.examine")
    assert case.version.name in words(client.get(reverse("desk:asked_list")))
    page = client.get(reverse("desk:asked_page", args=[asked.pk]))
    shared = soup(page).select_one(".desk-materials a")["href"]
    assert b"".join(client.get(shared)).startswith(b"%PDF")
    facts = {"key": key_of(page), "opinion": "conditional", "text": "整改后同意"}
    address = reverse("desk:asked_answer", args=[asked.pk])
    for _ in range(2):  # a double click
        answer = client.post(address, {**facts, "paper": a_pdf("复函.pdf")})
        assert answer.status_code == 302, words(answer)
    again = client.get(reverse("desk:asked_page", args=[asked.pk]))
    assert "整改后同意" in words(again)
    assert f'action="{address}"' not in again.content.decode()

    officer(client, office.organisation, "case.decide")
    found = words(client.get(sheet(case)))
    assert "整改后同意" in found
    assert "附条件同意" in found
    paper = client.get(reverse("desk:asked_paper", args=[asked.pk]))
    assert b"".join(paper).startswith(b"%PDF")


def test_a_question_is_taken_back_from_the_case_sheet(client, office, other, case):
    officer(client, office.organisation, *EVERY)
    ask(client, case, other)
    asked = Consultation.objects.get()
    address = reverse("desk:question_recall", args=[case.number, asked.pk])
    assert address in client.get(sheet(case)).content.decode()
    key = key_of(client.get(address))

    empty = client.post(address, {"key": key, "reason": ""})
    assert empty.status_code == 422
    assert soup(empty).select_one("[name=reason][aria-invalid=true]")
    for _ in range(2):  # a double click
        assert client.post(address, {"key": key, "reason": "不再需要"}).status_code == 302
    found = client.get(sheet(case))
    assert "已撤回" in words(found)
    assert address not in found.content.decode()
    late = client.post(address, {"key": str(uuid4()), "reason": "不再需要"})
    assert late.status_code == 409

    officer(client, other, "case.examine")
    page = client.get(reverse("desk:asked_page", args=[asked.pk]))
    assert "不再需要" in words(page)
    assert reverse("desk:asked_answer", args=[asked.pk]) not in page.content.decode()


def test_the_asked_office_has_no_door_to_the_case(client, office, other, case):
    officer(client, office.organisation, *EVERY)
    ask(client, case, other)
    asked = Consultation.objects.get()
    officer(client, other, *EVERY)

    material = case.materials.get()
    for address in (
        sheet(case),
        reverse("desk:case_record", args=[case.number]),
        reverse("desk:case_file", args=[case.number, material.pk]),
        reverse("desk:asked_material", args=[asked.pk, material.pk]),
        asking(case),
    ):
        assert client.get(address).status_code == 404, address
    assert case.number not in client.get(reverse("desk:case_list")).content.decode()


def test_another_question_of_the_same_case_is_not_seen(client, office, other, case):
    officer(client, office.organisation, *EVERY)
    third = OrganisationFactory(name="测试水务局")
    ask(client, case, other)
    ask(client, case, third, question="另一个部门的问题")
    mine, theirs = (Consultation.objects.get(organisation=one) for one in (other, third))
    officer(client, other, "case.examine")

    assert client.get(reverse("desk:asked_page", args=[mine.pk])).status_code == 200
    assert client.get(reverse("desk:asked_page", args=[theirs.pk])).status_code == 404
    answer = {"key": key_of(client.get(reverse("desk:asked_page", args=[mine.pk])))}
    facts = {**answer, "opinion": "agreed", "text": "同意"}
    assert client.post(reverse("desk:asked_answer", args=[theirs.pk]), facts).status_code == 404


def test_what_was_typed_stays_when_the_department_is_not_found(client, office, other, case):
    officer(client, office.organisation, *EVERY)

    response = ask(client, case, other, organisation="没有的局", question="写了很久的问题")

    assert response.status_code == 422
    assert "写了很久的问题" in response.content.decode()
    assert ask(client, case, office.organisation).status_code == 422
    assert not Consultation.objects.exists()


def test_an_answer_with_no_word_and_a_hostile_file_is_refused(client, office, other, case):
    officer(client, office.organisation, *EVERY)
    ask(client, case, other)
    asked = Consultation.objects.get()
    officer(client, other, "case.examine")
    page = client.get(reverse("desk:asked_page", args=[asked.pk]))
    facts = {"key": key_of(page), "opinion": "against", "text": ""}
    address = reverse("desk:asked_answer", args=[asked.pk])

    assert client.post(address, facts).status_code == 422
    bad = a_pdf("木马.exe")
    assert client.post(address, {**facts, "text": "不同意", "paper": bad}).status_code == 422
    assert Consultation.objects.get().answered_at is None


def test_what_is_confidential_stays_hidden_from_who_only_reads(client, office, other, case):
    officer(client, office.organisation, *EVERY)
    ask(client, case, other, is_confidential="on", question="涉密问题内容")

    officer(client, office.organisation, "case.read")

    found = words(client.get(sheet(case)))
    assert "涉密问题内容" not in found
    assert "仅供承办单位查看" in found


def test_a_clerk_asks_nobody(client, office, case):
    officer(client, office.organisation, "case.accept")

    assert client.get(asking(case)).status_code == 403
    assert asking(case) not in client.get(sheet(case)).content.decode()
