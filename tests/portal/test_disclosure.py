"""办件公示: everybody sees how cases go, and nobody's name, number or answers."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cases.factories import a_case, an_office, do
from tests.orgs.factories import OrganisationFactory, RegionFactory
from yimen.cases.models import Case
from yimen.figures.models import Disclosure
from yimen.figures.queries import disclosed_page, live_cases
from yimen.identity.models import Party

pytestmark = pytest.mark.django_db
PAGES = ("/disclosure/", "/live/")
DAY = timedelta(days=1)


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


def last(region: str, most: int) -> list[str]:
    """The numbers on the screen of a place."""
    return [row.number for row in live_cases(region=region, most=most)]


def test_the_screen_of_a_small_place_finds_its_cases_behind_all_others(now):
    town = an_office(organisation=OrganisationFactory(region=RegionFactory(code="360521100000")))
    city = an_office(organisation=OrganisationFactory(region=RegionFactory(code="360500000000")))
    mine = [a_case("accepted", office=town, at=now - n * DAY).number for n in (3, 2)]
    others = [a_case("accepted", office=city, at=now).number for _ in range(3)]

    with CaptureQueriesContext(connection) as asked:
        assert last("360521100", most=2) == mine[::-1]

    assert len(asked) == 1 and "journal_entry" not in asked[0]["sql"]
    assert last("3605", most=2) == others[:0:-1]
    assert last("3605", most=9) == [*others[::-1], *mine[::-1]]


def test_what_is_kept_back_takes_nobodys_place_on_the_screen(office, now):
    shown = a_case("accepted", office=office, at=now - DAY)
    hidden = a_case("accepted", office=an_office(organisation=office.organisation), at=now)
    assert last("", most=1) == [hidden.number]

    Disclosure.objects.create(item=hidden.item, is_public=False)

    assert last("", most=1) == [shown.number]


def test_a_step_brings_a_case_up_and_an_act_inside_the_office_does_not(office, now):
    early, late = (a_case("accepted", office=office, at=now - n * DAY) for n in (3, 2))
    Case.objects.filter(pk=early.pk).update(acted_at=now)
    assert last("", most=2) == [late.number, early.number]

    do("examine", early, office, now)
    do("grant", early, office, now)

    [first, _second] = live_cases(most=2)
    assert (first.number, first.stepped_at) == (early.number, now)


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
