"""Writing a draft in the desk, part by part."""

import pytest

from tests.desk.editing import draft_of, fields_of, page, words
from yimen.catalogue.models import ItemVersion
from yimen.desk.forms.items.editor import EDITED

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", list(EDITED))
def test_a_draft_saved_untouched_says_the_same(client, item, editor, part):
    draft = draft_of(item, conditions="有固定的场所\n有相应的设备")
    before = draft.content()
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/{part}/")))

    response = client.post(f"/desk/items/{item.code}/draft/{part}/save/", data)

    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.content() == before
    assert draft.reason == "压缩时限"


def test_a_row_is_added_without_javascript_and_nothing_typed_is_lost(client, item, editor):
    draft = draft_of(item, places=[{"address": "老的地址"}])
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/fees/")))
    data |= {"places-0-address": "新的地址", "add": "fees"}

    soup = page(client.post(f"/desk/items/{item.code}/draft/fees/save/", data))

    draft.refresh_from_db()
    assert not draft.fees
    data = fields_of(soup)
    assert (data["places-0-address"], data["fees-TOTAL_FORMS"]) == ("新的地址", "1")
    data |= {
        "fees-0-name": "检验费",
        "fees-0-standard": "每份",
        "fees-0-basis": "法",
        "fees-0-amount_fen": "12.50",
    }
    client.post(f"/desk/items/{item.code}/draft/fees/save/", data)
    draft.refresh_from_db()
    assert [place.address for place in draft.place_list] == ["新的地址"]
    assert [(f.key, f.name, f.amount_fen) for f in draft.fee_list] == [("f1", "检验费", 1250)]
    shown = fields_of(page(client.get(f"/desk/items/{item.code}/draft/fees/")))
    assert shown["fees-0-amount_fen"] == "12.50"
    for odd in ("-1", "1.005", "很多", "NaN"):
        shown["fees-0-amount_fen"] = odd
        refused = client.post(f"/desk/items/{item.code}/draft/fees/save/", shown)
        soup = page(refused, status=422)
        assert "最多两位小数" in words(soup), odd
        assert fields_of(soup)["fees-0-amount_fen"] == odd
    shown["fees-0-amount_fen"] = "10000000000"
    refused = client.post(f"/desk/items/{item.code}/draft/fees/save/", shown)
    assert "金额过大" in words(page(refused, status=422))
    draft.refresh_from_db()
    assert [fee.amount_fen for fee in draft.fee_list] == [1250]


@pytest.mark.parametrize("part", list(EDITED))
def test_rows_added_and_left_empty_are_no_rows(client, item, editor, part):
    draft = draft_of(item)
    before = draft.content()
    address = f"/desk/items/{item.code}/draft/{part}/"
    data = fields_of(page(client.get(address)))
    for name in EDITED[part][1]:
        data = fields_of(page(client.post(f"{address}save/", data | {"add": name})))
        assert int(data[f"{name}-TOTAL_FORMS"]) == len(before[name]) + 1

    assert client.post(f"{address}save/", data).status_code == 302

    draft.refresh_from_db()
    assert draft.content() == before


def test_rows_are_put_in_order_and_taken_out(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/materials/")))
    client.post(f"/desk/items/{item.code}/draft/materials/save/", data | {"materials-0-ORDER": "5"})
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/process/")))
    client.post(f"/desk/items/{item.code}/draft/process/save/", data | {"links-1-DELETE": "on"})

    draft.refresh_from_db()
    assert [m.key for m in draft.material_list] == ["m2", "m1"]
    assert [link.kind for link in draft.link_list] == ["accept", "decide", "issue"]


def test_a_value_of_the_wrong_shape_stands_at_its_field_and_nothing_is_saved(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/basics/")))
    data |= {"visits": "多次", "bases-0-law": "", "name": "新的名称"}

    soup = page(client.post(f"/desk/items/{item.code}/draft/basics/save/", data), 422)

    assert soup.select_one("#id_visits_error")
    assert soup.select_one("#id_bases-0-law_error")
    assert soup.select_one("#id_name")["value"] == "新的名称"
    draft.refresh_from_db()
    assert draft.name == "食品经营许可"


def test_a_stale_page_is_told_so(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/basics/")))
    ItemVersion.objects.filter(pk=draft.pk).update(visits=3)

    response = client.post(
        f"/desk/items/{item.code}/draft/basics/save/", data | {"name": "新的名称"}
    )

    assert response.status_code == 409
    draft.refresh_from_db()
    assert (draft.name, draft.visits) == ("食品经营许可", 3)


def test_what_blocks_a_draft_is_shown_at_its_field_in_chinese(client, item, editor):
    draft = draft_of(item, promised_days=30)

    soup = page(client.post(f"/desk/items/{item.code}/draft/submit/"), 422)

    assert soup.select_one(".y-errors")
    summary = soup.select_one("section")
    assert summary.select_one('a[href$="/draft/basics/#id_promised_days"]')
    assert "承诺时限（30）超过法定时限（20）" in words(summary)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_stages_of_life_are_chosen_from_the_list(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(f"/desk/items/{item.code}/draft/basics/")))
    data |= {"life_events": ["birth", "marriage"]}

    client.post(f"/desk/items/{item.code}/draft/basics/save/", data)

    draft.refresh_from_db()
    assert draft.life_events == ["birth", "marriage"]
    assert "出生与抚育" in words(page(client.get(f"/desk/items/{item.code}/versions/2/")))
