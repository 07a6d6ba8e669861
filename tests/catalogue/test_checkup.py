"""The follower that writes findings and citations down, and the lists made of them."""

from datetime import date, timedelta

import pytest

from tests.catalogue.actors import EDITOR, NEIGHBOUR
from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory, put_on_offer
from tests.conftest import AT
from yimen.catalogue.actions import (
    add_basic_item,
    add_proof,
    change_basic_item,
    check_items,
    discard_draft,
    draft_version,
    import_laws,
    repeal_law,
    save_draft,
    withdraw_proof,
)
from yimen.catalogue.actions.findings import forget_findings
from yimen.catalogue.followers import checkup
from yimen.catalogue.models import BasicItem, Citation, ItemFinding, Law, ServiceItem
from yimen.catalogue.queries import (
    FindingFilter,
    changed_laws,
    citing_items,
    finding_page,
    findings_by_department,
    findings_by_level,
    findings_by_rule,
    items_on_offer_citing,
)
from yimen.catalogue.rules.elements import Material
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
WHO = {"by": SYSTEM, "at": AT}
LAW = """# 中华人民共和国食品安全法

2021年4月29日 全国人民代表大会常务委员会通过

<!-- INFO END -->

第三十五条 食品经营应当取得许可。
"""


@pytest.fixture
def item():
    """An item on offer whose journal begins with a draft the follower has seen."""
    made = ItemFactory(published=True, organisation=OfficeFactory(path="xinyu/market/"))
    draft_version(made.pk, reason="修订", by=EDITOR, at=AT)
    look_again(made)
    return made


def look_again(*subjects):
    """What the follower does when it reads what was done to these."""
    for one in subjects:
        checkup(entries_of(one.pk))


def codes(**narrowed):
    return set(ItemFinding.objects.filter(**narrowed).values_list("code", flat=True))


def take_law(tmp_path, text=LAW):
    path = tmp_path / "食品安全法.md"
    path.write_text(text, encoding="utf-8")
    return import_laws(path, **WHO)


def test_findings_of_the_published_and_of_the_open_version_are_written_down(item):
    version = item.versions.get(state="draft")
    save_draft(version.pk, {"promised_days": 99, "result_sample": "样本"}, by=EDITOR, at=AT)

    look_again(item)

    assert "promised_over_legal" in codes(is_current=False)
    assert "promised_over_legal" not in codes(is_current=True)
    assert "result_without_sample" in codes(is_current=True)
    assert "result_without_sample" not in codes(is_current=False)
    assert Citation.objects.filter(is_current=True, name="食品安全法", number=35).exists()


def test_what_is_gone_leaves_no_findings(item):
    discard_draft(item.versions.get(state="draft").pk, by=EDITOR, at=AT)
    look_again(item)
    assert codes(is_current=False) == set()

    ServiceItem.objects.update(status=ServiceItem.Status.CANCELLED)
    check_items([item.pk])
    assert not ItemFinding.objects.exists() and not Citation.objects.exists()


def test_rebuilding_finds_the_same(item):
    before = list(ItemFinding.objects.order_by("version", "position").values_list("code", "level"))

    forget_findings()
    assert not ItemFinding.objects.exists()
    look_again(item)

    after = list(ItemFinding.objects.order_by("version", "position").values_list("code", "level"))
    assert after == before != []


def test_a_law_taken_later_is_looked_for_again(item, tmp_path):
    assert "article_unknown" not in codes()
    take_law(tmp_path, LAW.replace("三十五", "三十六"))
    look_again(*Law.objects.all())
    assert "article_unknown" in codes(is_current=True)

    take_law(tmp_path, LAW.replace("2021年4月29日", "2022年1月1日"))
    look_again(*Law.objects.last_editions())
    assert not codes() & {"article_unknown", "law_unknown"}


def test_a_repealed_law_is_listed_with_the_items_that_cite_it(item, tmp_path):
    take_law(tmp_path)
    assert changed_laws(EDITOR) == []

    law = repeal_law("食品安全法", on=date(2026, 1, 1), note="由新法取代", **WHO)
    look_again(law)

    assert "law_repealed" in codes(is_current=True, level="blocking")
    assert [(one.name, one.item_count) for one in changed_laws(EDITOR)] == [("食品安全法", 1)]
    assert [one.item for one in citing_items(EDITOR, law, outdated=True)] == [item]
    assert changed_laws(NEIGHBOUR) == [] and not citing_items(NEIGHBOUR, law)
    assert list(items_on_offer_citing(law)) == [item]


def test_a_law_changed_after_the_item_was_published_is_listed(item, tmp_path):
    take_law(tmp_path)
    day = (AT + timedelta(days=3)).date()
    changed = f"{day.year}年{day.month}月{day.day}日"
    take_law(tmp_path, LAW.replace("2021年4月29日", changed).replace("许可", "许可证"))
    look_again(*Law.objects.all())

    assert [one.edition_on for one in changed_laws(EDITOR)] == [day]


FACTS = {
    "name": "健康证明",
    "purpose": "核对健康",
    "basis": "《食品安全法》第四十五条",
    "demanded_by": "市场监督管理局",
    "issued_by": "医疗机构",
    "how_to_get": "体检",
    "why_no_commitment": "直接涉及人身健康。",
}


def test_a_proof_put_on_the_list_or_taken_off_is_told_to_those_who_ask_for_it(item):
    version = item.versions.get(state="draft")
    asking = [Material("m9", "健康证明", source="other", proof="health")]
    save_draft(version.pk, {"materials": asking}, by=EDITOR, at=AT)
    look_again(item)
    assert "proof_outside_list" in codes(is_current=False)

    proof = add_proof(item.organisation, "health", FACTS, by=EDITOR, at=AT)
    look_again(proof)
    assert not codes() & {"proof_outside_list", "proof_withdrawn"}

    withdraw_proof(proof.pk, reason="不再需要", by=EDITOR, at=AT)
    look_again(proof)
    assert "proof_withdrawn" in codes(is_current=False, level="blocking")


def test_findings_are_counted_and_turned_page_by_page_within_the_scope(item):
    other = ItemFactory(
        published=True,
        organisation=OfficeFactory(path="pingxiang/market/"),
        version__complaint_phone="0790-6440001",
    )
    draft_version(other.pk, reason="修订", by=NEIGHBOUR, at=AT)
    look_again(other)
    all_of_it = FindingFilter()

    page = finding_page(SYSTEM, all_of_it, limit=2)
    rows = list(page.rows)
    while page.after:
        page = finding_page(SYSTEM, all_of_it, after=page.after, limit=2)
        rows += page.rows

    assert (
        len({row.pk for row in rows})
        == len(rows)
        == ItemFinding.objects.filter(is_current=True).count()
    )
    assert {row.item for row in finding_page(NEIGHBOUR, all_of_it).rows} == {other}
    assert sum(count for _, count in findings_by_rule(SYSTEM, all_of_it)) == len(rows)
    assert sum(findings_by_level(SYSTEM, all_of_it).values()) == len(rows)
    offices = findings_by_department(SYSTEM, all_of_it)
    assert sum(one.blocking + one.advisory for one in offices) == len(rows)
    same = FindingFilter(code="same_phone", organisation=other.organisation_id)
    assert [row.item for row in finding_page(SYSTEM, same).rows] == [other]
    assert dict(findings_by_rule(SYSTEM, same))["same_phone"] == 1


def test_looking_at_many_items_takes_few_queries(item, django_assert_max_num_queries):
    made = [ItemFactory(published=True, organisation=item.organisation) for _ in range(20)]

    with django_assert_max_num_queries(15):
        check_items(one.pk for one in made)

    assert ItemFinding.objects.values("item").distinct().count() == 21


def ringed(*items):
    found = ItemFinding.objects.filter(code="preconditions_ring", item__in=items)
    return {row.item_id: row.is_current for row in found}


def asking(item, *needed):
    """Publish that an item asks for the results of others, as an import would."""
    papers = [Material(f"m{n}", "批复", result_of=one.basic_code) for n, one in enumerate(needed)]
    rows = [paper.to_json() for paper in papers]
    put_on_offer(VersionFactory(item=item, number=9 + item.versions.count(), materials=rows))


def test_a_ring_is_written_down_at_every_item_in_it_and_goes_with_its_last_edge():
    office = OfficeFactory(path="xinyu/water/")
    first, second, third = (ItemFactory(published=True, organisation=office) for _ in range(3))
    asking(first, second)
    look_again_at(first, third)
    assert ringed(first, second, third) == {}

    asking(second, first)
    look_again_at(second)
    assert ringed(first, second, third) == {first.pk: True, second.pk: True}

    asking(second)
    look_again_at(second)
    assert ringed(first, second, third) == {}


def test_what_goes_beyond_the_basic_item_is_written_down_when_that_changes():
    item = ItemFactory(published=True, version__legal_days=20, version__promised_days=20)
    basic = add_basic_item(item.basic_code, {"name": item.current.name, "legal_days": 20}, **WHO)
    checkup(entries_of(basic.pk))
    before = codes(item=item)

    change_basic_item(basic.pk, {"legal_days": 10}, reason="法律修改", **WHO)
    checkup(entries_of(BasicItem.objects.get().pk))

    assert any(code.startswith("basic_") for code in codes(item=item) - before)


def look_again_at(*items):
    """What the follower does for an entry of each item."""
    for one in items:
        checkup([Entry(stream="item", subject=one.pk, kind="item.published", facts={})])
