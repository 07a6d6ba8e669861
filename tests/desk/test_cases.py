"""The desk: what waits, one case and its acts, its files and its record."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, an_office, do
from tests.desk.editing import officer
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import OrganisationFactory
from yimen.cases.models import Case
from yimen.journal.queries import entries_of

pytestmark = pytest.mark.django_db

EVERY = ("case.accept", "case.examine", "case.decide", "case.extend", "case.deliver")


@pytest.fixture
def office():
    return an_office()


def filed(state, office):
    """A case in that state, filed today: its days to answer are not over."""
    return a_case(state, office=office, at=timezone.now())


def sheet(case):
    return reverse("desk:case_sheet", args=[case.number])


def act(client, case, move, **facts):
    address = reverse("desk:case_act", args=[case.number, move])
    facts = {"revision": Case.objects.get(pk=case.pk).revision, "key": uuid4(), **facts}
    return client.post(address, facts)


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def words(response):
    return re.sub(r"\s+", " ", soup(response).get_text(" "))


def test_the_work_list_shows_what_waits_for_my_posts_only(client, office):
    waiting = filed("submitted", office=office)
    decided = filed("accepted", office=office)
    officer(client, office.organisation, "case.accept")

    found = words(client.get(reverse("desk:work")))

    assert waiting.number[-4:] in found
    assert f"{decided.number[-12:-4]} {decided.number[-4:]}" not in found


def test_the_work_list_takes_a_constant_number_of_queries(
    client, office, django_assert_max_num_queries
):
    for _ in range(3):
        filed("submitted", office=office)
    officer(client, office.organisation, *EVERY)
    client.get(reverse("desk:work"))

    with django_assert_max_num_queries(12):
        client.get(reverse("desk:work"))
    for _ in range(5):
        filed("submitted", office=office)
    with django_assert_max_num_queries(12):
        client.get(reverse("desk:work"))


def test_the_sheet_reads_the_process_once_for_chart_and_forms(client, office):
    case = filed("in_review", office=office)
    officer(client, office.organisation, *EVERY)
    client.get(sheet(case))

    with CaptureQueriesContext(connection) as queries:
        shown = client.get(sheet(case)).content.decode()

    assert reverse("desk:case_act", args=[case.number, "return"]) in shown
    read = [q["sql"] for q in queries.captured_queries if "process_definition" in q["sql"]]
    assert len(read) == 1, read


def test_the_part_for_htmx_is_the_part_of_the_page(client, office):
    filed("submitted", office=office)
    officer(client, office.organisation, "case.accept")

    page = soup(client.get(reverse("desk:work")))
    part = client.get(reverse("desk:work"), headers={"HX-Request": "true"})

    assert str(page.find(id="rows")) == str(soup(part).find(id="rows"))


def test_an_empty_work_list_says_why(client, office):
    officer(client, office.organisation, "case.accept")

    assert "这里没有待办" in words(client.get(reverse("desk:work")))


def test_the_whole_way_of_a_case_is_walked_on_the_sheet(client, office):
    case = filed("submitted", office=office)
    officer(client, office.organisation, *EVERY)

    for move, facts in (
        ("accept", {}),
        ("examine", {"conclusion": "passed", "text": "材料齐全，符合条件"}),
        ("grant", {"reasons": "符合法定条件"}),
        ("deliver", {"way": "electronic"}),
        ("conclude", {}),
    ):
        assert (
            reverse("desk:case_act", args=[case.number, move])
            in client.get(sheet(case)).content.decode()
        )
        response = act(client, case, move, **facts)
        assert response.status_code == 302, words(response)

    case.refresh_from_db()
    assert case.state == "concluded"
    assert [e.kind for e in entries_of(case.pk)][-5:] == [
        "case.accepted",
        "case.examined",
        "case.granted",
        "case.delivered",
        "case.concluded",
    ]


def test_a_refusal_without_reasons_keeps_what_was_typed_and_changes_nothing(client, office):
    case = filed("in_review", office=office)
    officer(client, office.organisation, *EVERY)
    before = len(entries_of(case.pk))

    response = act(client, case, "refuse", reasons="", remedies="可申请行政复议，此处已修改")

    assert response.status_code == 422
    assert "可申请行政复议，此处已修改" in response.content.decode()
    assert len(entries_of(case.pk)) == before


def test_a_refusal_by_law_stands_at_its_field(client, office):
    case = filed("submitted", office=office)
    officer(client, office.organisation, *EVERY)

    response = act(client, case, "not_ours", reason="非本机关职权")

    assert response.status_code == 422
    assert soup(response).find(id="id_not_ours_where_to_go_error")


def test_a_stale_page_gets_a_clear_conflict(client, office):
    case = filed("submitted", office=office)
    officer(client, office.organisation, *EVERY)
    seen = case.revision
    do("accept", case, office, timezone.now())

    response = act(client, case, "examine", revision=seen, conclusion="passed", text="符合条件")

    assert response.status_code == 409
    case.refresh_from_db()
    assert case.state == "accepted"


def test_a_double_click_acts_once(client, office):
    case = filed("submitted", office=office)
    officer(client, office.organisation, *EVERY)
    facts = {"revision": case.revision, "key": uuid4()}
    address = reverse("desk:case_act", args=[case.number, "accept"])

    answers = [client.post(address, facts).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert [e.kind for e in entries_of(case.pk)].count("case.accepted") == 1


def test_a_task_is_taken_and_given_back(client, office):
    case = filed("submitted", office=office)
    account = officer(client, office.organisation, "case.accept")
    page = client.get(sheet(case)).content.decode()
    claim = re.search(r'action="([^"]+/claim/)"', page)

    client.post(claim[1])
    held = client.get(sheet(case)).content.decode()
    release = re.search(r'action="([^"]+/release/)"', held)
    client.post(release[1])

    assert account.staff.name in held
    assert "/claim/" in client.get(sheet(case)).content.decode()


def test_files_are_read_in_the_sheet_and_only_within_scope(client, office):
    case = filed("submitted", office=office)
    officer(client, office.organisation, "case.accept")
    file = case.materials.first()
    address = reverse("desk:case_file", args=[case.number, file.pk])

    shown, given = client.get(f"{address}?view=1"), client.get(address)

    assert shown["Content-Type"] == "application/pdf"
    assert b"".join(shown.streaming_content) == b"".join(given.streaming_content)
    assert shown["Content-Disposition"].startswith("inline")
    assert given["Content-Disposition"].startswith("attachment")
    officer(client, OrganisationFactory(), *EVERY)
    assert client.get(address).status_code == 404


def test_the_record_shows_every_act_and_that_it_is_whole(client, office):
    case = filed("granted", office=office)
    officer(client, office.organisation, "case.read")

    found = words(client.get(reverse("desk:case_record", args=[case.number])))

    assert "case.granted" in found
    assert "没有改动" in found


@pytest.mark.parametrize("name", ["case_sheet", "case_record"])
def test_the_neighbour_department_finds_no_such_case(client, office, name):
    case = filed("in_review", office=office)
    officer(client, OrganisationFactory(), *EVERY)

    assert client.get(reverse(f"desk:{name}", args=[case.number])).status_code == 404
    assert act(client, case, "grant", reasons="越权").status_code == 404


def test_cases_are_found_by_number_end_name_and_state(client, office):
    case = filed("in_review", office=office)
    other = filed("submitted", office=office)
    officer(client, office.organisation, "case.read")
    address = reverse("desk:case_list")

    by_number = words(client.get(address, {"q": case.number}))
    by_state = words(client.get(address, {"state": "submitted"}))
    by_nothing = words(client.get(address, {"q": "不存在的人"}))

    assert f"{case.number[-12:-4]} {case.number[-4:]}" in by_number
    assert f"{other.number[-12:-4]} {other.number[-4:]}" not in by_number
    assert f"{other.number[-12:-4]} {other.number[-4:]}" in by_state
    assert "没有符合条件的办件" in by_nothing


def test_a_resident_and_a_stranger_do_not_enter(client, office):
    from tests.identity.factories import AccountFactory

    assert client.get(reverse("desk:work")).status_code == 302
    sign_in(client, AccountFactory())
    assert client.get(reverse("desk:work")).status_code == 404


def test_an_officer_without_second_factor_must_enrol(client, office):
    account = staff_account(organisation=office.organisation)
    sign_in(client, account, with_second_factor=False)

    response = client.get(reverse("desk:work"))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_activate_totp"))
