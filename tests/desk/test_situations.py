"""Situations in the desk: questions, the table of what applies when, the preview, preconditions."""

import pytest

from tests.catalogue.factories import ItemFactory, OfficeFactory, RegionFactory
from tests.desk.editing import draft_of, fields_of, page, words
from yimen.catalogue.queries import named_items
from yimen.catalogue.rules.elements import Material, SituationQuestion
from yimen.catalogue.rules.preconditions import Edge
from yimen.desk.items.preconditions import drawn, graph

pytestmark = pytest.mark.django_db

KIND = SituationQuestion("kind", "办哪一种？", options=(("new", "新办", ""), ("renew", "延续", "")))
FREE = "situation.kind == 'new' or situation.kind == 'renew'"
MATERIALS = (
    Material("m1", "申请书"),
    Material("m2", "平面图", when="situation.kind == 'new'"),
    Material("m3", "说明", when=FREE, result_of="000131998000"),
)


def address(item, rest: str = "") -> str:
    return f"/desk/items/{item.code}/draft/situations/{rest}"


def a_draft(item, **more):
    changes = {"situations": [KIND], "materials": MATERIALS, **more}
    return draft_of(item, **changes)


def test_questions_are_written_with_options_one_a_line(client, item, editor):
    draft = draft_of(item)
    data = fields_of(page(client.get(address(item))))
    data = fields_of(page(client.post(address(item, "save/"), data | {"add": "situations"})))
    data |= {
        "situations-0-text": "经营什么？",
        "situations-0-options": "hot | 热食 | Hot food\r\n生食\r\n\r\n冷食 | Cold food",
        "situations-0-is_many": "on",
    }

    assert client.post(address(item, "save/"), data).status_code == 302

    draft.refresh_from_db()
    options = (("hot", "热食", "Hot food"), ("a1", "生食", ""), ("a2", "冷食", "Cold food"))
    assert draft.situation_list == [
        SituationQuestion("q1", "经营什么？", options=options, is_many=True)
    ]


def test_a_page_saved_untouched_changes_nothing(client, item, editor):
    draft = a_draft(item)
    before = draft.content()
    for part in ("situations", "materials"):
        base = f"/desk/items/{item.code}/draft/{part}/"
        assert client.post(f"{base}save/", fields_of(page(client.get(base)))).status_code == 302
    table = fields_of(page(client.get(address(item, "table/"))), "ticks")
    assert client.post(address(item, "table/save/"), table).status_code == 302

    draft.refresh_from_db()
    assert draft.content() == before


def test_ticks_say_what_applies_when_and_words_go_before_them(client, item, editor):
    draft = a_draft(item)
    soup = page(client.get(address(item, "table/")))
    assert soup.find("input", attrs={"name": "materials-m3-when"})["value"] == FREE
    data = fields_of(soup, "ticks") | {
        "materials-m1-kind": ["renew"],
        "materials-m2-kind": [],
        "materials-m3-kind": ["new"],
        "links-examine-kind": ["new"],
    }

    assert client.post(address(item, "table/save/"), data).status_code == 302

    draft.refresh_from_db()
    assert [m.when for m in draft.material_list] == ["situation.kind == 'renew'", "", FREE]
    assert {link.key: link.when for link in draft.link_list}["examine"] == (
        "situation.kind == 'new'"
    )


def test_a_condition_nobody_can_meet_is_told_beside_the_questions(client, item, editor):
    never = Material("m4", "甲", when="situation.kind == 'new' and situation.kind == 'renew'")
    a_draft(item, materials=[*MATERIALS, never])

    shown = words(page(client.get(f"/desk/items/{item.code}/draft/findings/")))

    assert "“甲”永远不适用：适用条件自相矛盾。" in shown


def test_the_preview_asks_and_narrows_as_the_applicant_sees_it(client, item, editor):
    a_draft(item)
    before = words(page(client.get(address(item, "preview/"))))
    assert "可能适用的内容" in before
    assert "平面图 视答案而定" in before

    after = words(page(client.get(address(item, "preview/?s-kind=renew"))))

    assert "平面图" not in after
    assert "适用内容" in after


def test_without_questions_the_table_says_where_to_begin(client, item, editor):
    draft_of(item)

    assert "还没有问题" in words(page(client.get(address(item, "table/"))))


# Preconditions


def offered(name, office, *needs):
    rows = [Material(f"m{n}", "证照", result_of=of).to_json() for n, of in enumerate(needs, 1)]
    return ItemFactory(
        published=True, organisation=office, version__name=name, version__materials=rows
    )


def test_the_page_draws_and_lists_who_needs_whom(client, office, item, reviewer):
    licence = offered("营业执照", office)
    fire = offered("消防检查", office, licence.basic_code)
    offered("娱乐场所", office, fire.basic_code)

    soup = page(client.get("/desk/items/preconditions/"))

    shown = words(soup)
    assert "营业执照 → 消防检查 → 娱乐场所" in shown
    rows = [words(row) for row in soup.select("table tbody tr")]
    assert len(rows) == 2
    boxes = {box.title.get_text(): box.rect for box in soup.select("svg a")}
    assert int(boxes["营业执照"]["x"]) < int(boxes["消防检查"]["x"]) < int(boxes["娱乐场所"]["x"])


def test_the_page_narrows_to_an_office_and_to_an_item(client, office, item, reviewer):
    licence, other = offered("营业执照", office), OfficeFactory(name="消防局")
    offered("消防检查", other, licence.basic_code)
    plan = offered("规划许可", office)
    building = offered("施工许可", office, plan.basic_code)
    base = "/desk/items/preconditions/"

    near = words(page(client.get(f"{base}?item={building.basic_code}")))
    assert "规划许可" in near
    assert "消防检查" not in near
    theirs = words(page(client.get(f"{base}?organisation={other.pk}")).find("table"))
    assert "营业执照" in theirs
    assert "施工许可" not in theirs
    assert page(client.get(f"{base}?organisation=none&place=99&item=x"))


def test_rings_are_told_on_the_page(client, office, item, reviewer):
    first = ItemFactory(organisation=office)
    second = offered("乙", office, first.basic_code)
    offered("甲", office, second.basic_code)
    again = Material("m1", "证照", result_of=second.basic_code).to_json()
    ItemFactory(
        published=True,
        organisation=OfficeFactory(region=RegionFactory()),
        code=first.code[:18] + "3" + first.basic_code + "01",
        basic_code=first.basic_code,
        version__name="丙",
        version__materials=[again],
    )

    shown = words(page(client.get("/desk/items/preconditions/")))

    assert "以下事项互为前置，申请人无从办起" in shown


def test_too_many_items_are_listed_and_not_drawn(office, django_assert_max_num_queries):
    licence = offered("营业执照", office)
    for number in range(125):
        offered(f"事项{number}", office, licence.basic_code)

    with django_assert_max_num_queries(3):
        shown = graph("3605")

    assert shown.drawing is None
    assert len(shown.needs) == 125


def test_boxes_never_lie_on_one_another(office):
    items = [offered(f"事项{n}", office) for n in range(12)]
    basics = [item.basic_code for item in items]
    edges = [Edge(basics[n], basics[n // 3]) for n in range(1, 12)]

    drawing = drawn(edges, named_items(basics, "3605"), [])

    places = {(node.x, node.y) for node in drawing.nodes}
    assert len(places) == len(drawing.nodes)
    assert all(x + 176 <= drawing.width and y + 52 <= drawing.height for x, y in places)
