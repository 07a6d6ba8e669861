"""A written notice with its number, and as a file: for the applicant, his agent, officers."""

import pytest
from django.urls import reverse

from tests.cases.factories import a_case
from tests.desk.test_cases import officer
from tests.identity.factories import AccountFactory, AgencyFactory, sign_in
from tests.orgs.factories import OrganisationFactory
from tests.portal.pages import soup
from yimen.cases.queries import notice_paper
from yimen.journal.queries import entries_of
from yimen.ui.papers import notice_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office, now):
    return a_case("accepted", office=office, at=now)


def address(case, door="portal", name="case_notice"):
    seq = next(e.seq for e in entries_of(case.pk) if e.kind == "case.accepted")
    return reverse(f"{door}:{name}", args=[case.number, seq])


def paper(case):
    return notice_paper(case, int(address(case).rstrip("/").rpartition("/")[2]))


def test_the_page_shows_the_number_and_offers_the_file(me, case):
    page = soup(me.get(address(case)))

    assert paper(case).document in page.find("article").get_text()
    assert page.find("a", href=address(case, name="case_notice_pdf"))
    assert "暂未加盖电子印章" in page.main.get_text()


def test_the_file_is_pdf_a_and_the_same_each_time(me, case):
    answer = me.get(address(case, name="case_notice_pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"pdfaid" in answer.content
    assert answer.content == notice_pdf(paper(case))
    assert "no-store" in answer["Cache-Control"]


def test_the_agent_gets_it_in_his_matters_and_nobody_else(client, account, case):
    file = address(case, name="case_notice_pdf")
    agent, other = AccountFactory(), AccountFactory()
    agency = AgencyFactory(principal=account.party, agent=agent, role="agent", items=[case.item_id])
    sign_in(client, agent)
    assert client.get(file).status_code == 200

    agency.items = [case.pk]  # another matter
    agency.save()

    assert client.get(file).status_code == 404
    sign_in(client, other)
    assert client.get(file).status_code == 404


def test_officers_of_the_office_get_it_and_no_others(client, case, office):
    file = address(case, "desk", "case_notice_pdf")
    officer(client, office.organisation, "case.read")
    assert client.get(file).status_code == 200

    client.logout()
    officer(client, OrganisationFactory(), "case.read")

    assert client.get(file).status_code == 404
