"""The catalogue editor: who sees which item, drafts, review by a second person."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory
from tests.conftest import AT
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import PostFactory, PostingFactory
from yimen.catalogue.actions import draft_version, load_code_tables, submit_version
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.desk.forms.items import ROWS
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

CODE = "11360500014471000N3000131122001"


@pytest.fixture
def office():
    return OfficeFactory(path="xinyu/market/", name="新余市市场监督管理局")


@pytest.fixture
def item(office):
    load_code_tables()
    return ItemFactory(published=True, organisation=office, version__promised_days=9)


def officer(client, office, *grants):
    """Sign an officer of the office in whose post has these grants."""
    account = staff_account(organisation=office)
    post = PostFactory(organisation=office, grants=list(grants), reach_path=office.path)
    PostingFactory(staff=account.staff, post=post)
    sign_in(client, account)
    return account


@pytest.fixture
def editor(client, office):
    return officer(client, office, "item.edit")


@pytest.fixture
def reviewer(client, office):
    return officer(client, office, "item.review")


def page(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return re.sub(r"\s+", " ", soup.get_text(" "))


def fields_of(soup, form_id="editor"):
    """What a browser would send for the form: every field as it stands."""
    data = {}
    form = soup.find(id=form_id)
    for one in form.select("input[name], select[name], textarea[name]"):
        if one.name == "textarea":
            text = one.get_text().removeprefix("\r\n").removeprefix("\n")
            value = text.replace("\n", "\r\n")
        elif one.name == "select":
            chosen = one.find("option", selected=True) or one.find("option")
            value = chosen["value"] if chosen else ""
        elif one.get("type") in {"checkbox", "radio"}:
            if not one.has_attr("checked"):
                continue
            value = one.get("value", "on")
        else:
            value = one.get("value", "")
        if one.get("type") == "checkbox" and one["name"] in data:
            data[one["name"]] = [*data[one["name"]], value]
        else:
            data[one["name"]] = [value] if one["name"] == "audiences" else value
    return data


def draft_of(item, **changes):
    return draft_version(item.pk, changes, reason="压缩时限", by=SYSTEM, at=AT)


def in_review(item, **changes):
    return submit_version(draft_of(item, **changes).pk, by=SYSTEM, at=AT)


PAGES = ["", "new/", "{code}/", "{code}/versions/1/", "{code}/draft/", "{code}/review/"]


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
    "path", ["draft/begin/", "draft/save/", "draft/submit/", "draft/discard/", "status/suspend/"]
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


def test_a_draft_saved_untouched_says_the_same(client, item, editor):
    draft = draft_of(item, conditions="有固定的场所\n有相应的设备")
    before = draft.content()
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/")))

    response = client.post(f"/desk/items/{item.code}/draft/save/", data)

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.content() == before
    assert draft.reason == "压缩时限"


def test_a_row_is_added_without_javascript_and_nothing_typed_is_lost(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/")))
    data |= {"name": "新的名称", "add": "fees"}

    soup = page(client.post(f"/desk/items/{item.code}/draft/save/", data))

    draft.refresh_from_db()
    assert draft.name == "食品经营许可"
    data = fields_of(soup)
    assert (data["name"], data["fees-TOTAL_FORMS"]) == ("新的名称", "1")
    data |= {
        "fees-0-name": "检验费",
        "fees-0-standard": "每份",
        "fees-0-basis": "法",
        "fees-0-amount": "12.50",
    }
    client.post(f"/desk/items/{item.code}/draft/save/", data)
    draft.refresh_from_db()
    assert draft.name == "新的名称"
    assert [(f.key, f.name, f.amount_fen) for f in draft.fee_list] == [("f1", "检验费", 1250)]


def test_rows_added_and_left_empty_are_no_rows(client, item, editor):
    draft = draft_of(item)
    before = draft.content()
    address = f"/desk/items/{item.code}/draft/save/"
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/")))
    for name in ROWS:
        data = fields_of(page(client.post(address, data | {"add": name})))
        assert int(data[f"{name}-TOTAL_FORMS"]) == len(before[name]) + 1

    assert client.post(address, data).status_code == 302

    draft.refresh_from_db()
    assert draft.content() == before


def test_rows_are_put_in_order_and_taken_out(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/")))
    data |= {"materials-0-ORDER": "5", "links-1-DELETE": "on"}

    client.post(f"/desk/items/{item.code}/draft/save/", data)

    draft.refresh_from_db()
    assert [m.key for m in draft.material_list] == ["m2", "m1"]
    assert [link.kind for link in draft.link_list] == ["accept", "decide", "issue"]


def test_a_value_of_the_wrong_shape_stands_at_its_field_and_nothing_is_saved(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/")))
    data |= {"visits": "多次", "materials-0-name": "", "name": "新的名称"}

    soup = page(client.post(f"/desk/items/{item.code}/draft/save/", data), 422)

    assert soup.select_one("#id_visits_error")
    assert soup.select_one("#id_materials-0-name_error")
    assert soup.select_one("#id_name")["value"] == "新的名称"
    draft.refresh_from_db()
    assert draft.name == "食品经营许可"


def test_a_stale_page_is_told_so(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/")))
    ItemVersion.objects.filter(pk=draft.pk).update(visits=3)

    response = client.post(f"/desk/items/{item.code}/draft/save/", data | {"name": "新的名称"})

    assert response.status_code == 409
    draft.refresh_from_db()
    assert (draft.name, draft.visits) == ("食品经营许可", 3)


def test_what_blocks_a_draft_is_shown_at_its_field_in_chinese(client, item, editor):
    draft = draft_of(item, promised_days=30)

    soup = page(client.post(f"/desk/items/{item.code}/draft/submit/"), 422)

    summary = soup.select_one(".y-errors")
    assert summary.select_one('a[href="#id_promised_days"]')
    assert "承诺时限（30）超过法定时限（20）" in words(summary)
    assert soup.select_one("#id_promised_days")
    draft.refresh_from_db()
    assert draft.state == "draft"


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

    gone, new = ([e.text for e in soup.select(tag)] for tag in ("del", "ins"))
    assert "9" in gone
    assert "5" in new
    assert any("经营场所平面图" in text for text in gone)
    assert any("申请书" in text for text in new)
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
