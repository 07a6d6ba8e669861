"""The basic directory at the desk: kept by few, read by all who keep items."""

import pytest

from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.conftest import AT
from tests.desk.editing import fields_of, officer, page, words
from yimen.catalogue.actions import add_basic_item, load_code_tables
from yimen.catalogue.models import BasicItem
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

CODE = "000131122001"
CITY = f"11360500014471000N3{CODE}"


@pytest.fixture
def basic(db):
    load_code_tables()
    elements = {
        "name": "食品经营许可",
        "levels": ["3", "4"],
        "promised_days": 5,
        "bases": [{"law": "中华人民共和国食品安全法", "article": "第三十五条"}],
        "materials": [{"name": "食品经营许可申请书"}, {"name": "经营场所平面图"}],
        "conditions": "具有与经营的食品品种、数量相适应的场所。",
    }
    return add_basic_item(CODE, elements, by=SYSTEM, at=AT)


def test_differences_between_implementations_are_a_table(client, office, basic):
    load_code_tables()
    ItemFactory(published=True, organisation=office, code=CITY)
    officer(client, office, "item.edit")

    listed = page(client.get("/desk/catalogue/basics/"))
    assert [words(one) for one in listed.select("tbody .is-number")] == ["1"]
    soup = page(client.get(f"/desk/catalogue/basics/{CODE}/"))

    row = soup.select_one("tbody tr")
    assert office.name in row.th.text
    assert "最多 5" in words(row) or "不超过 5" in words(row)
    assert not soup.select(f'a[href$="{CODE}/change/"]')
    assert row.th.a["href"] == f"/desk/items/{CITY}/"


def test_who_keeps_the_directory_reads_what_is_published_and_no_drafts(client, office, basic):
    load_code_tables()
    ItemFactory(published=True, organisation=office, code=CITY)
    draft = ItemFactory(organisation=office)
    officer(client, office, "item.basic")

    row = page(client.get(f"/desk/catalogue/basics/{CODE}/")).select_one("tbody tr")

    assert office.name in row.th.text
    assert row.th.a is None
    for address in ("", f"{CITY}/", f"{draft.code}/", f"{draft.code}/versions/"):
        assert client.get(f"/desk/items/{address}").status_code == 404


def test_who_keeps_the_directory_adds_and_changes_with_a_reason(client, office):
    load_code_tables()
    officer(client, office, "item.basic")
    data = fields_of(page(client.get("/desk/catalogue/basics/new/")))
    data |= {"code": CODE, "name": "食品经营许可", "levels": ["3"], "item_type": "01"}

    data = fields_of(page(client.post("/desk/catalogue/basics/add/", data | {"add": "duties"})))
    data |= {"levels": ["3"], "duties-0-stage": "accept", "duties-0-text": "一次性告知"}
    page(client.post("/desk/catalogue/basics/add/", data), 422)
    response = client.post("/desk/catalogue/basics/add/", data | {"reason": "列入目录"})

    assert response["Location"] == f"/desk/catalogue/basics/{CODE}/"
    basic = BasicItem.objects.get()
    assert [(d.stage, d.text) for d in basic.duty_list] == [("accept", "一次性告知")]
    address = f"/desk/catalogue/basics/{CODE}/change/"
    data = fields_of(page(client.get(address)))
    data |= {"levels": ["3"], "promised_days": "5", "reason": "压缩时限"}
    assert client.post(f"{address}save/", data).status_code == 302
    basic.refresh_from_db()
    assert (basic.number, basic.promised_days) == (2, 5)
    assert client.post(f"{address}save/", data).status_code == 409
    assert "压缩时限" in words(page(client.get(f"/desk/catalogue/basics/{CODE}/")))


def test_a_code_that_is_none_stands_at_its_field(client, office):
    load_code_tables()
    officer(client, office, "item.basic")
    data = fields_of(page(client.get("/desk/catalogue/basics/new/")))
    data |= {"code": "12", "name": "某事项", "item_type": "01", "reason": "列入"}

    soup = page(client.post("/desk/catalogue/basics/add/", data), 422)

    assert soup.select_one("#id_code_error")


@pytest.mark.parametrize(
    ("grant", "reading", "writing"),
    [("item.basic", 200, 200), ("item.review", 200, 404), ("case.accept", 404, 404)],
)
def test_pages_are_there_for_the_posts_that_need_them(client, basic, grant, reading, writing):
    officer(client, OfficeFactory(), grant)

    for path, status in (("", reading), (f"{CODE}/", reading), ("new/", writing)):
        assert client.get(f"/desk/catalogue/basics/{path}").status_code == status
    assert client.get(f"/desk/catalogue/basics/{CODE}/change/").status_code == writing
