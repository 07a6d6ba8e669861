"""The guide of an item: its facts, short and full."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.catalogue.factories import ItemFactory
from tests.portal.pages import HTMX, same, soup, words
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.rules.elements import Basis, Fee, Material, Place, Question
from yimen.portal import guide

VERSIONS = [
    # pace, legal, promised, how long, what the law says
    ("2", 20, 5, "5 个工作日", "法定 20 个工作日，压缩 75%"),
    ("2", 20, 20, "20 个工作日", "法定 20 个工作日"),
    ("2", None, 5, "5 个工作日", "法律未规定时限"),
    ("2", 20, None, "20 个工作日", "法定 20 个工作日"),
    ("2", None, None, "无固定时限", "法律未规定时限"),
    ("1", 20, 1, "即办", "法定 20 个工作日"),
]


@pytest.mark.parametrize(("pace", "legal", "promised", "time", "note"), VERSIONS)
def test_the_facts_say_how_long_and_how_much_shorter_than_the_law(
    pace, legal, promised, time, note
):
    version = ItemVersion(pace=pace, legal_days=legal, promised_days=promised)

    with translation.override("zh-hans"):
        fact = guide.facts(version)[0]

    assert (fact.value, fact.note) == (time, note)


def test_different_units_are_not_compared():
    version = ItemVersion(legal_days=2, legal_unit="months", promised_days=5)

    assert guide.compression(version) is None


@pytest.mark.parametrize(
    ("visits", "online", "value", "note"),
    [
        (0, True, "一次都不跑", "全程网上办理"),
        (0, False, "一次都不跑", ""),
        (2, True, "跑 2 次", ""),
    ],
)
def test_the_facts_say_how_often_one_has_to_come(visits, online, value, note):
    with translation.override("zh-hans"):
        fact = guide.facts(ItemVersion(visits=visits, is_online=online))[1]

    assert (fact.value, fact.note) == (value, note)


@pytest.fixture
def item(db):
    return ItemFactory(
        published=True,
        version__name_en="Food business licence",
        version__materials=[
            Material("m1", "申请书", original=1, copies=2, note="签字").to_json(),
            Material("m2", "营业执照", source="government", issuer="市监局").to_json(),
            Material("m3", "健康证明", may_follow=True, follow_days=5).to_json(),
            Material("m4", "授权书", is_required=False).to_json(),
        ],
        version__fees=[Fee("f1", "检验费", "每批次", "发改〔2020〕12号", 12000).to_json()],
        version__bases=[Basis("食品安全法", "第三十五条", "国家实行许可制度。").to_json()],
        version__questions=[Question("能代办吗？", "可以。").to_json()],
        version__places=[Place("市民中心", "仰天岗 1 号", "工作日", "0790-1").to_json()],
    )


def address(item, query: str = "") -> str:
    return reverse("portal:item_guide", args=[item.code]) + query


def test_the_short_guide_holds_what_one_needs_before_applying(client, item):
    page = words(client.get(address(item)))

    for word in (
        "食品经营许可",
        "申请书",
        "原件 1 份 · 复印件 2 份",
        "政府部门核发",
        "市监局",
        "可容缺后补",
        "视情况提供",
        "受理窗口",
        "仰天岗 1 号",
        "0790-6440001",
        "在线办理",
    ):
        assert word in page
    assert "检验费" not in page


def test_the_full_guide_adds_fees_bases_questions_and_the_code(client, item):
    page = words(client.get(address(item, "?view=full")))

    for word in ("¥120.00", "发改〔2020〕12号", "国家实行许可制度。", "能代办吗？", "1136 0500"):
        assert word in page


def test_the_guide_carries_a_qr_code(client, item):
    assert soup(client.get(address(item))).find("svg", attrs={"aria-label": "本指南网址"})


def test_the_part_for_htmx_equals_the_page(client, item):
    full = address(item, "?view=full")

    assert same(client.get(full, **HTMX), client.get(full), "guide")


def test_an_item_done_in_person_offers_no_application(client, item):
    in_person = ItemFactory(published=True, version__is_online=False)

    page = client.get(address(in_person))

    assert "现场办理" in words(page)
    assert not soup(page).find("a", href=reverse("portal:apply_begin", args=[in_person.code]))


def test_in_english_the_name_is_english_where_there_is_one(client, item):
    client.cookies["django_language"] = "en"

    assert soup(client.get(address(item))).h1.get_text() == "Food business licence"


def test_what_is_not_on_offer_does_not_exist(client):
    draft = ItemFactory()
    cancelled = ItemFactory(published=True, status="cancelled")

    for item in (draft, cancelled):
        assert client.get(address(item)).status_code == 404
    assert client.get("/items/nothing/").status_code == 404
