"""The catalogue editor: who sees which item, drafts, review by a second person."""

import re

import pytest

from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory
from tests.desk.editing import draft_of, in_review, officer, page, words
from yimen.catalogue.actions import load_code_tables
from yimen.catalogue.models import ItemVersion, ServiceItem

pytestmark = pytest.mark.django_db

CODE = "11360500014471000N3000131122001"

PAGES = [
    "",
    "new/",
    "{code}/",
    "{code}/versions/1/",
    "{code}/draft/",
    "{code}/draft/findings/",
    "{code}/review/",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_sent_to_sign_in(client, item, path):
    response = client.get(f"/desk/items/{path}".format(code=item.code))

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize("path", [p for p in PAGES if "{code}" in p])
def test_for_the_neighbour_department_the_item_does_not_exist(client, item, path):
    officer(client, OfficeFactory(path="xinyu/water/"), "item.edit", "item.review")
    draft_of(item)

    assert client.get(f"/desk/items/{path}".format(code=item.code)).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["draft/begin/", "draft/basics/save/", "draft/submit/", "draft/discard/", "status/suspend/"],
)
def test_the_neighbour_department_changes_nothing(client, item, path):
    officer(client, OfficeFactory(path="xinyu/water/"), "item.edit", "item.review")

    response = client.post(f"/desk/items/{item.code}/{path}", {"reason": "没有理由"})

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("grant", "found"),
    [
        ("case.accept", {"": 404, "new/": 404, "{code}/": 404}),
        ("item.review", {"": 200, "new/": 404, "{code}/": 200}),
        ("item.edit", {"": 200, "new/": 200, "{code}/": 200}),
    ],
)
def test_pages_are_there_for_the_posts_that_need_them(client, item, office, grant, found):
    officer(client, office, grant)

    for path, status in found.items():
        response = client.get(f"/desk/items/{path}".format(code=item.code))
        assert response.status_code == status, path


def test_the_list_shows_what_my_posts_keep_and_counts_it(
    client, item, editor, django_assert_max_num_queries
):
    draft_of(item)
    for _ in range(5):
        ItemFactory(published=True, organisation=item.organisation)
    ItemFactory(published=True, version__name="取水许可")

    with django_assert_max_num_queries(16):
        soup = page(client.get("/desk/items/"))

    assert len(soup.select("tbody tr")) == 6
    assert "取水许可" not in words(soup)
    counts = {a["href"]: a.b.text for a in soup.select(".desk-filters a")}
    assert counts["/desk/items/?state=in_use"] == "6"
    assert counts["/desk/items/?state=draft"] == "1"


def test_the_list_is_narrowed_by_words_and_state(client, item, editor):
    draft_of(item)
    ItemFactory(published=True, organisation=item.organisation, version__name="广告审查")

    found = page(client.get("/desk/items/", {"q": "广告"}))
    drafted = page(client.get("/desk/items/", {"state": "draft"}))
    none = page(client.get("/desk/items/", {"q": "没有这样的事项"}))

    assert [a.text for a in found.select("tbody a")] == ["广告审查"]
    assert [a.text for a in drafted.select("tbody a")] == ["食品经营许可"]
    assert none.select_one(".y-empty")


def test_the_list_is_narrowed_by_what_items_say(client, item, editor):
    events = {"version__life_events": ["permit"], "version__item_type": "07"}
    ItemFactory(published=True, organisation=item.organisation, version__name="备案", **events)

    for query in ({"item_type": "07"}, {"life_events": "permit"}, {"level": "3", "q": "备案"}):
        found = page(client.get("/desk/items/", query))
        assert [a.text for a in found.select("tbody a")] == ["备案"], query
    every = page(client.get("/desk/items/", {"item_type": "nonsense"}))
    assert len(every.select("tbody tr")) == 2
    assert found.select_one("#id_level option[selected]")["value"] == "3"


def test_the_list_goes_on_behind_its_last_code(client, office, editor):
    for _ in range(41):
        ItemFactory(published=True, organisation=office)

    first = page(client.get("/desk/items/"))
    second = page(client.get(first.select_one("a[rel=next]")["href"]))

    assert (len(first.select("tbody tr")), len(second.select("tbody tr"))) == (40, 1)
    assert second.select_one("a[rel=next]") is None


def test_an_item_shows_what_it_says_its_versions_and_its_history(client, item, editor):
    draft_of(item)

    soup = page(client.get(f"/desk/items/{item.code}/"))

    text = words(soup)
    assert "中华人民共和国食品安全法" in text
    assert "行政许可" in text
    assert "经营场所平面图" in text
    assert "压缩时限" in text
    assert soup.select_one(f'a[href="/desk/items/{item.code}/draft/"]')


def test_an_editor_puts_an_item_on_the_list(client, office, editor):
    load_code_tables()
    data = {"organisation": office.pk, "code": CODE, "name": "食品生产许可"}

    response = client.post("/desk/items/add/", data)

    assert response["Location"] == f"/desk/items/{CODE}/draft/"
    assert ItemVersion.objects.get().name == "食品生产许可"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"code": "1234"}, "id_code"), ({"name": ""}, "id_name"), ({"organisation": ""}, None)],
)
def test_what_is_wrong_with_a_new_item_stands_at_its_field(client, office, editor, change, field):
    data = {"organisation": office.pk, "code": CODE, "name": "食品生产许可", **change}

    soup = page(client.post("/desk/items/add/", data), 422)

    assert not ServiceItem.objects.exists()
    error = soup.select_one(f"#{field or 'id_organisation'}_error").text
    assert re.search(r"[一-鿿]", error)


def test_items_are_added_only_for_organisations_of_the_post(client, editor):
    data = {"organisation": OfficeFactory().pk, "code": CODE, "name": "食品生产许可"}

    page(client.post("/desk/items/add/", data), 422)

    assert not ServiceItem.objects.exists()


def test_a_new_version_needs_a_reason(client, item, editor):
    page(client.post(f"/desk/items/{item.code}/draft/begin/", {"reason": ""}), 422)
    assert item.versions.count() == 1

    response = client.post(f"/desk/items/{item.code}/draft/begin/", {"reason": "压缩时限"})
    assert response["Location"] == f"/desk/items/{item.code}/draft/"
    assert item.versions.count() == 2


def test_a_good_draft_is_handed_in(client, item, editor):
    draft = draft_of(item, promised_days=5)

    response = client.post(f"/desk/items/{item.code}/draft/submit/")

    assert response["Location"] == f"/desk/items/{item.code}/"
    draft.refresh_from_db()
    assert draft.state == "in_review"


def test_the_reviewer_sees_each_change_and_publishes(client, item, reviewer):
    materials = [{"key": "m1", "name": "申请书", "copies": 2}]
    draft = in_review(item, promised_days=5, materials=materials)

    soup = page(client.get(f"/desk/items/{item.code}/review/"))

    gone, new = ([words(e) for e in soup.select(tag)] for tag in ("del", "ins"))
    assert "［删去： 9 ］" in gone
    assert "［增加： 5 ］" in new
    assert any("经营场所平面图" in text for text in gone)
    assert "［删去： 食品经营许可 ］" in gone
    assert "［增加： 2 ］" in new
    seen = soup.select_one('form[action$="publish/"] input[name=seen]')["value"]
    response = client.post(f"/desk/items/{item.code}/review/publish/", {"seen": seen})
    assert response["Location"] == f"/desk/items/{item.code}/"
    item.refresh_from_db()
    assert item.current_id == draft.pk


def test_a_version_is_sent_back_with_a_reason(client, item, reviewer):
    draft = in_review(item, promised_days=5)
    address = f"/desk/items/{item.code}/review/send-back/"

    page(client.post(address, {"reason": ""}), 422)
    client.post(address, {"reason": "请写明理由"})

    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "请写明理由" in words(page(client.get(f"/desk/items/{item.code}/")))


def test_who_wrote_the_version_cannot_publish_it(client, item, office):
    account = officer(client, office, "item.edit", "item.review")
    client.post(f"/desk/items/{item.code}/draft/begin/", {"reason": "压缩时限"})
    client.post(f"/desk/items/{item.code}/draft/submit/")
    assert ItemVersion.objects.get(number=2).drafted_by == account.staff_id

    soup = page(client.get(f"/desk/items/{item.code}/review/"))
    response = client.post(f"/desk/items/{item.code}/review/publish/")

    assert not soup.select('form[action$="publish/"]')
    assert response.status_code == 403
    item.refresh_from_db()
    assert item.current.number == 1


def test_an_editor_does_not_publish(client, item, editor):
    in_review(item, promised_days=5)

    assert client.post(f"/desk/items/{item.code}/review/publish/").status_code == 403


def test_a_reviewer_suspends_an_item_with_a_reason(client, item, reviewer):
    address = f"/desk/items/{item.code}/status/suspend/"

    page(client.post(address, {"reason": ""}), 422)
    client.post(address, {"reason": "系统升级"})

    item.refresh_from_db()
    assert item.status == "suspended"
    assert client.post(f"/desk/items/{item.code}/status/explode/").status_code == 404


def test_a_first_version_is_shown_as_all_new(client, office, reviewer):
    load_code_tables()
    version = VersionFactory(item=ItemFactory(organisation=office), state="in_review")

    soup = page(client.get(f"/desk/items/{version.item.code}/review/"))

    assert not soup.select("del")
    assert any("中华人民共和国食品安全法" in one.text for one in soup.select("ins"))


def test_a_draft_is_discarded(client, item, editor):
    draft_of(item)

    client.post(f"/desk/items/{item.code}/draft/discard/")

    assert item.versions.count() == 1


@pytest.mark.parametrize("path", ["{code}/", "{code}/draft/", ""])
def test_pages_are_english_for_who_reads_english(client, item, editor, path):
    draft_of(item)

    soup = page(client.get(f"/desk/items/{path}".format(code=item.code), HTTP_ACCEPT_LANGUAGE="en"))

    heading = soup.select_one("main h1").text
    assert heading
