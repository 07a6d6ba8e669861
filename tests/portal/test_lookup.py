"""Querying a case with number and code, without signing in."""

import pytest
from django.urls import reverse

from tests.cases.factories import a_case
from tests.portal.pages import HTMX, errors, same, soup, words
from yimen.ui import throttle

pytestmark = pytest.mark.django_db
QUERY = "/query/"


@pytest.fixture
def case(office, now):
    return a_case("accepted", office=office, at=now)


def ask(client, number: str, code: str, **extra: str):
    return client.post(QUERY, {"number": number, "code": code}, **extra)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_number_and_code_show_where_the_case_is(client, case):
    page = words(ask(client, case.number, case.query_code))

    for word in ("已受理，正在审查", "食品经营许可", case.organisation.name, "轮到部门"):
        assert word in page


@pytest.mark.parametrize(
    ("state", "owed"),
    [("submitted", "前答复是否受理"), ("accepted", "前办结"), ("granted", "前送达")],
)
def test_what_the_department_owes_next_is_called_what_it_is(client, office, now, state, owed):
    case = a_case(state, office=office, at=now)

    assert owed in words(ask(client, case.number, case.query_code))


def test_no_name_no_answer_and_no_paper_is_shown(client, case):
    page = ask(client, case.number, case.query_code).content.decode()

    assert case.applicant.name not in page
    assert case.applicant.name[0] + "*" in page
    assert case.form["contact_phone"] not in page
    assert case.form["request"] not in page
    assert "/files/" not in page


def test_spaces_between_the_groups_do_not_matter(client, case):
    number = " ".join(case.number[at : at + 4] for at in range(0, len(case.number), 4))

    assert ask(client, number.lower(), f" {case.query_code} ").status_code == 200


def test_a_wrong_code_and_an_unknown_number_look_the_same(client, case):
    last = "9" if case.number[-1] != "9" else "8"
    wrong_code = ask(client, case.number, wrong(case.query_code))
    unknown = ask(client, case.number[:-1] + last, case.query_code)

    assert wrong_code.status_code == unknown.status_code == 404
    assert errors(wrong_code) == errors(unknown) != {}


@pytest.mark.parametrize(
    ("number", "code", "fields"),
    [
        ("", "", ["#id_number", "#id_code"]),
        ("办件", "123456", ["#id_number"]),
        ("1" * 60, "123456", ["#id_number"]),
        ("1" * 43, "12345", ["#id_code"]),
        ("1" * 43, "abcdef", ["#id_code"]),
        ("1" * 43, "１２３４５６", ["#id_code"]),
    ],
)
def test_wrong_input_is_said_at_the_field(client, number, code, fields):
    answer = ask(client, number, code)

    assert answer.status_code == 422
    assert list(errors(answer)) == fields


def test_after_five_wrong_tries_the_number_is_closed_even_for_the_right_code(client, case):
    for _ in range(throttle.PER_NUMBER):
        ask(client, case.number, wrong(case.query_code))

    answer = ask(client, case.number, case.query_code)

    assert answer.status_code == 429
    assert "十五分钟后再试" in words(answer)


def test_after_twenty_wrong_tries_the_address_is_closed_for_every_number(client, case):
    for n in range(throttle.PER_ADDRESS):
        ask(client, f"{n:043d}", "000000")

    assert ask(client, case.number, case.query_code).status_code == 429
    assert ask(client, case.number, case.query_code, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_right_tries_are_never_counted(client, case):
    for _ in range(throttle.PER_NUMBER + 1):
        assert ask(client, case.number, case.query_code).status_code == 200


def test_a_draft_cannot_be_queried(client, office, now):
    a_case("draft", office=office, at=now)

    assert ask(client, "None", "").status_code == 422


def test_the_code_on_the_receipt_fills_in_the_number(client):
    page = soup(client.get(reverse("portal:status_query"), {"number": "1136"}))

    assert page.find(id="id_number")["value"] == "1136"


@pytest.mark.parametrize("is_right", [True, False])
def test_the_part_for_htmx_equals_the_page(client, case, is_right):
    code = case.query_code if is_right else wrong(case.query_code)

    part, page = ask(client, case.number, code, **HTMX), ask(client, case.number, code)

    assert same(part, page, "answer")
