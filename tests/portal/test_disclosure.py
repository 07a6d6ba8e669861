"""办件公示: everybody sees how cases go, and nobody's name, number or answers."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cases.factories import a_case
from yimen.figures.models import Disclosure
from yimen.figures.queries import disclosed_page
from yimen.identity.models import Party

pytestmark = pytest.mark.django_db
PAGES = ("/disclosure/", "/live/")


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def case(office, now):
    return a_case("accepted", office=office, at=now)


def read(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_a_case_is_shown_with_its_applicant_in_part(client, case, address):
    page = read(client, address)

    assert case.version.name in page
    assert case.organisation.name in page
    assert case.applicant.name[0] + "**" in page


@pytest.mark.parametrize("address", PAGES)
def test_no_name_no_number_of_a_person_and_no_answer_is_shown(client, case, address):
    page = read(client, address)

    assert case.number[-8:] in page.replace(" ", "")
    for secret in (case.applicant.name, case.query_code, *map(str, case.form.values())):
        assert len(secret) < 4 or secret not in page


@pytest.mark.parametrize("address", PAGES)
def test_the_whole_name_never_leaves_the_database(client, case, address):
    with CaptureQueriesContext(connection) as asked:
        read(client, address)

    told = []
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            if '"cases_case"' in query["sql"]:
                cursor.execute(query["sql"])
                told += [str(cell) for row in cursor.fetchall() for cell in row]
    assert case.applicant.name[0] + "**" in told
    assert not [cell for cell in told if case.applicant.name in cell]


@pytest.mark.parametrize(
    ("kind", "name", "said", "shown"),
    [
        ("person", "欧阳测试", {}, "欧**"),
        ("person", "欧阳测试", {"person": "hidden"}, "***"),
        ("organisation", "新余示范餐饮有限公司", {}, "新余***公司"),
        ("organisation", "新余示范餐饮有限公司", {"body": "whole"}, "新余示范餐饮有限公司"),
        ("organisation", "新余示范餐饮有限公司", {"body": "hidden"}, "***"),
        ("organisation", "新余店", {}, "新**"),
    ],
)
def test_names_are_masked_as_the_item_says(case, now, kind, name, said, shown):
    documents = {"person": Party.Document.RESIDENT_ID, "organisation": Party.Document.USCC}
    parties = Party.objects.filter(pk=case.applicant_id)
    parties.update(kind=kind, name=name, document=documents[kind])
    Disclosure.objects.create(item=case.item, **said)

    rows = disclosed_page(timezone.localdate(now)).rows

    assert [row.applicant for row in rows] == [shown]


@pytest.mark.parametrize("address", [*PAGES, "/disclosure/?number={number}"])
def test_an_item_kept_from_the_public_is_nowhere(client, case, address):
    Disclosure.objects.create(item=case.item, is_public=False)

    page = read(client, address.format(number=case.number))

    assert case.applicant.name[0] + "**" not in page


def test_a_number_finds_its_case_and_only_its_case(client, case, office, now):
    a_case("accepted", office=office, at=now)
    spaced = " ".join(case.number[at : at + 4] for at in range(0, len(case.number), 4))

    page = client.get("/disclosure/", {"number": spaced.lower()}).content.decode()

    assert page.count('class="p-cases__number"') == 1
    assert spaced in page


@pytest.mark.parametrize("asked", ["day=gestern", "by=name", "organisation=1", "after=1~2", "day="])
def test_nonsense_is_answered_with_today(client, case, asked):
    answer = client.get(f"/disclosure/?{asked}")

    assert answer.status_code == 200
    assert case.applicant.name[0] + "**" in answer.content.decode()


def test_a_draft_and_another_day_are_not_shown(client, case):
    page = read(client, "/disclosure/?day=2020-01-02")

    assert case.applicant.name[0] + "**" not in page
    assert "这一天没有办件" in page


def test_a_screen_that_has_the_picture_is_told_so_without_any_case_being_read(client, case):
    mark = client.get("/live/?part=1")["ETag"]

    with CaptureQueriesContext(connection) as asked:
        again = client.get("/live/?part=1", headers={"If-None-Match": mark})

    assert again.status_code == 304
    assert not [query for query in asked.captured_queries if "cases_case" in query["sql"]]
