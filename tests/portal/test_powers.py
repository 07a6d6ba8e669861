"""The list of powers and duties: whole, filtered, counted; what is not applied for."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.catalogue.factories import ItemFactory, OfficeFactory, RegionFactory
from tests.conftest import AT
from yimen.catalogue.actions import add_basic_item, load_code_tables
from yimen.kernel.actor import SYSTEM

CODE = "11360500014471000N3000131122001"


@pytest.fixture
def city():
    """Six entries of three types, two departments, two places; one suspended, one not published."""
    load_code_tables()
    market = OfficeFactory(name="市监局")
    county = RegionFactory(code="360502000000", name="渝水区", level=3)
    police = OfficeFactory(name="区公安局", region=county)
    ItemFactory(published=True, organisation=market, code=CODE, version__life_events=["permit"])
    ItemFactory(published=True, organisation=market, version__name="罚款", version__item_type="02")
    ItemFactory(published=True, organisation=market, version__name="检查", version__item_type="06")
    ItemFactory(
        published=True,
        organisation=police,
        version__name="户口登记",
        version__item_type="07",
        version__level="4",
        version__audiences=["1"],
        version__themes=["户籍"],
        version__life_events=["birth", "marriage"],
    )
    ItemFactory(published=True, organisation=market, status="suspended", version__name="暂停的")
    ItemFactory(organisation=market)


def page(client, address="/powers/", status=200):
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "lxml")


def names(soup):
    return [one.text for one in soup.select(".p-items h2")]


def total(soup):
    return int(re.search(r"(\d+) ", soup.select_one("#results > p").text).group(1))


def test_the_list_holds_what_is_published_and_in_use_of_every_type(client, city):
    soup = page(client)

    assert set(names(soup)) == {"食品经营许可", "罚款", "检查", "户口登记"}
    assert total(soup) == 4


def test_every_count_agrees_with_the_list_it_leads_to(client, city):
    soup = page(client)
    links = soup.select(".p-menu li a")
    assert len(links) == 17

    for link in links:
        count = int(link.select_one(".y-chip__count").text)
        narrowed = page(client, link["href"])
        assert (total(narrowed), len(names(narrowed))) == (count, count), link["href"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("item_type=02", ["罚款"]),
        ("level=4", ["户口登记"]),
        ("region=360502000000", ["户口登记"]),
        ("audience=1&theme=户籍", ["户口登记"]),
        ("life_event=birth", ["户口登记"]),
        ("text=检查", ["检查"]),
        ("life_event=birth&item_type=02", []),
        ("organisation=nonsense&level=99", ["食品经营许可", "罚款", "检查", "户口登记"]),
    ],
)
def test_filters_narrow_together(client, city, query, found):
    assert sorted(names(page(client, f"/powers/?{query}"))) == sorted(found)


def test_numbers_of_guangdong_are_counted_under_their_national_type(client, db):
    load_code_tables()
    ItemFactory(published=True, code="11440000006939756B2442101007000", version__item_type="21")

    soup = page(client, "/powers/?item_type=20")

    assert "公共服务" in soup.select_one(".p-items__tags").text


def test_what_an_authority_exercises_of_itself_is_listed_and_not_offered(client, city):
    soup = page(client, "/powers/?item_type=02")
    entry = page(client, soup.select_one(".p-items a")["href"])

    assert "依职权" in entry.text
    assert not entry.select(".btn-primary")
    code = soup.select_one(".p-items a")["href"].split("/")[2]
    assert client.get(f"/items/{code}/").status_code == 404
    assert client.get(f"/items/{code}/apply/").status_code in {302, 404}
    assert client.get(f"/api/v1/items/{code}").status_code == 404
    assert "罚款" not in client.get("/items/").content.decode()


def test_duties_stand_with_the_power(client, city):
    duties = [{"stage": "accept", "text": "一次性告知补正材料", "basis": "行政许可法第三十二条"}]
    elements = {"name": "食品经营许可", "duties": duties, "accountability": "依法追责"}
    add_basic_item("000131122001", elements, by=SYSTEM, at=AT)

    soup = page(client, "/powers/?view=duties")
    assert [one.text for one in soup.select(".p-duties li")] == [
        "受理 一次性告知补正材料 行政许可法第三十二条"
    ]
    entry = page(client, f"/powers/{CODE}/")
    assert "依法追责" in entry.text
    assert entry.select_one(f'a[href="/items/{CODE}/"]')


def test_what_is_not_on_the_list_has_no_entry(client, city):
    page(client, "/powers/11360500014471000N3000131999999/", status=404)
