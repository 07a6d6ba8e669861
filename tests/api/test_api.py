"""The open API: answers, refusals as problem documents, and what it never changes."""

import json
from datetime import date

import jsonschema
import pytest
from django.core.cache import cache
from django.db import connection

from tests.api.snapshot import SNAPSHOT, described
from tests.cases.factories import a_case
from tests.catalogue.factories import ItemFactory
from yimen.api.api import api
from yimen.api.guards import reads
from yimen.ui.views import WroteWhileReading

ENGLISH = {"accept-language": "en"}

pytestmark = pytest.mark.django_db


def get(client, path, *, headers=ENGLISH, **query):
    """The status and the body of an answer."""
    response = client.get(f"/api/v1/{path}", query, headers=headers)
    is_problem = response.status_code >= 400
    wanted = "application/problem+json" if is_problem else "application/json"
    assert response.headers["Content-Type"].split(";")[0] == wanted
    return response.status_code, response.json()


def operations():
    """Every operation of the API."""
    for _prefix, router in api._routers:
        for view in router.path_operations.values():
            yield from view.operations


# ---- what the API is


def test_the_description_is_the_one_reviewed():
    assert described() == SNAPSHOT.read_text(), "see docs/api.md, “Changing it”"


def test_every_operation_reads_or_acts_and_says_which():
    for operation in operations():
        access = getattr(operation.view_func, "access", None)
        assert access in {"reads", "acts", "asks"}, operation.path
        assert (operation.methods == ["GET"]) == (access == "reads"), operation.path


def test_whatever_acts_is_for_systems_with_a_token():
    for path, methods in json.loads(described())["paths"].items():
        for method, said in methods.items():
            names = {one["name"] for one in said["parameters"]}
            assert ("security" in said) or "Idempotency-Key" not in names, (method, path)


def test_an_operation_that_writes_is_stopped():
    @reads
    def writing():
        with connection.cursor() as cursor:
            cursor.execute("update orgs_region set name = 'x'")

    with pytest.raises(WroteWhileReading):
        writing()


# ---- working days


@pytest.mark.parametrize(
    ("day", "n", "answer"),
    [
        ("2026-05-20", 1, "2026-05-21"),
        ("2026-05-20", 3, "2026-05-25"),
        ("2026-05-20", 0, "2026-05-20"),
        ("2026-05-25", -1, "2026-05-22"),
        ("2026-04-30", 1, "2026-05-06"),
    ],
)
def test_working_days_are_added(client, day, n, answer):
    status, body = get(client, "workdays/add", date=day, n=n)

    assert (status, body["date"]) == (200, answer)


def test_every_day_left_out_is_named(client):
    _status, body = get(client, "workdays/add", date="2026-05-21", n=2)

    assert [row["date"] for row in body["left_out"]] == ["2026-05-23", "2026-05-24"]
    assert {row["reason"] for row in body["left_out"]} == {"weekend"}
    assert body["is_provisional"] is False


def test_make_up_days_are_named(client):
    _status, body = get(client, "workdays/count", **{"from": "2026-05-09", "to": "2026-05-10"})

    assert body["days"] == len(body["worked"]) == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"date": "2026-13-01", "n": 1}, "date"),
        ({"date": "2026-05-20"}, "n"),
        ({"date": "2026-05-20", "n": 1001}, "n"),
        ({"date": "1066-10-14", "n": 1}, "date"),
    ],
)
def test_bad_questions_are_refused_not_bent(client, query, field):
    status, body = get(client, "workdays/add", **query)

    assert status == body["status"] == 422
    assert body["type"] == "/problems/request.invalid"
    assert [error["field"] for error in body["errors"]] == [field]


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ("2026-05-21", "2026-05-20", "workdays.wrong_order"),
        ("2000-01-01", "2026-05-20", "workdays.too_long"),
    ],
)
def test_spans_that_make_no_sense_are_refused(client, first, last, kind):
    status, body = get(client, "workdays/count", **{"from": first, "to": last})

    assert (status, body["type"], body["field"]) == (422, f"/problems/{kind}", "to")


def test_a_region_is_a_code(client):
    assert get(client, "workdays/add", date="2026-05-20", n=1, region="3605")[0] == 200
    status, body = get(client, "workdays/add", date="2026-05-20", n=1, region="新余")
    assert (status, body["type"]) == (422, "/problems/bad_code")


def test_what_the_database_cannot_hold_is_a_problem_of_the_request(client):
    status, body = get(client, "items/a%00b")

    assert (status, body["type"]) == (400, "/problems/request.unreadable")
    assert "PostgreSQL" not in str(body)


# ---- codes


def test_a_good_code_is_read(client):
    status, body = get(client, "codes/region/360502")

    assert status == 200
    assert body["parts"] | {"level": 3, "prefix": "360502"} == body["parts"]


def test_a_bad_code_says_why_in_the_language_asked_for(client):
    status, english = get(client, "codes/uscc/91360500MA35XXXX00")
    _status, chinese = get(
        client, "codes/uscc/91360500MA35XXXX00", headers={"accept-language": "zh-CN"}
    )

    assert status == 422
    assert english["type"] == chinese["type"] == "/problems/bad_code"
    assert english["reason"] == chinese["reason"]
    assert "code" in english["title"]
    assert "统一社会信用代码" in chinese["title"]


def test_an_unknown_kind_is_nothing(client):
    status, body = get(client, "codes/colour/red")

    assert (status, body["type"]) == (404, "/problems/code.no_such_kind")


# ---- items


def test_items_on_offer_are_found_and_read(client):
    item, draft = ItemFactory(published=True), ItemFactory()

    _status, found = get(client, "items", q="食品")
    status, body = get(client, f"items/{item.code}")

    assert [row["code"] for row in found["items"]] == [item.code]
    assert found["next_start"] is None
    assert (status, body["legal"]) == (200, {"amount": 20, "unit": "working_days"})
    assert body["bases"][0]["law"] == "中华人民共和国食品安全法"
    assert get(client, f"items/{draft.code}")[0] in {404, 409}


def test_the_form_of_an_item_is_told_as_json_schema(client):
    item, draft = ItemFactory(published=True), ItemFactory()

    status, schema = get(client, f"items/{item.code}/form.schema.json")

    assert status == 200
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(f"/{item.code}/form.schema.json")
    assert "contact_phone" in schema["required"]
    assert get(client, f"items/{draft.code}/form.schema.json")[0] in {404, 409}


def test_items_come_in_pages_and_by_region(client):
    for _ in range(21):
        ItemFactory(published=True)

    _status, first = get(client, "items", region="3605")
    _status, second = get(client, "items", region="3605", start=first["next_start"])
    _status, elsewhere = get(client, "items", region="4401")

    assert (len(first["items"]), first["next_start"]) == (20, 20)
    assert (len(second["items"]), second["next_start"]) == (1, None)
    assert elsewhere["items"] == []
    assert get(client, "items", start=2001)[0] == 422


# ---- where a case is


@pytest.fixture
def case():
    """A case under way, and nobody has guessed yet."""
    cache.clear()
    return a_case("in_review")


def test_number_and_code_show_where_a_case_is(client, case):
    status, body = get(client, f"cases/{case.number}/status", code=case.query_code)

    assert (status, body["state"], body["is_open"]) == (200, "in_review", True)
    assert date.fromisoformat(body["due_on"])
    assert [step["kind"] for step in body["steps"]][-1] == "case.filed"
    assert case.applicant.name not in json.dumps(body, ensure_ascii=False)


def test_a_wrong_code_and_an_unknown_number_look_the_same(client, case):
    wrong = "000000" if case.query_code != "000000" else "000001"

    known = get(client, f"cases/{case.number}/status", code=wrong)
    unknown = get(client, f"cases/{case.number[:-1]}X/status", code=wrong)

    assert known == unknown
    assert known[0] == 404


def test_guessing_is_made_hopeless_through_all_doors_together(client, case):
    wrong = "000000" if case.query_code != "000000" else "000001"
    for _ in range(3):
        client.post("/query/", {"number": case.number, "code": wrong})
    for _ in range(2):
        get(client, f"cases/{case.number}/status", code=wrong)

    response = client.get(f"/api/v1/cases/{case.number}/status", {"code": case.query_code})

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    assert response.json()["type"] == "/problems/too_many_tries"


def test_a_code_that_cannot_be_one_is_refused(client, case):
    assert get(client, f"cases/{case.number}/status", code="12")[0] == 422
