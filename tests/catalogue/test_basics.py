"""The basic directory, and implementations that may only narrow it."""

import pytest

from tests.catalogue.actors import EDITOR, NEIGHBOUR, officer
from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory
from tests.conftest import AT
from yimen.catalogue import errors
from yimen.catalogue.actions import (
    add_basic_item,
    add_item,
    change_basic_item,
    draft_version,
    submit_version,
)
from yimen.catalogue.messages import finding_text
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import basic_list, findings_of, implementations
from yimen.catalogue.rules.elements import Duty
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed, Stale

pytestmark = pytest.mark.django_db

KEEPER = officer("keeper", "item.basic", path="xinyu/")
CODE = "000131122001"
CITY = f"11360500014471000N3{CODE}"
BASIC = {
    "name": "食品经营许可",
    "levels": ["3", "4"],
    "bases": [{"law": "中华人民共和国食品安全法", "article": "第三十五条"}],
    "conditions": "具有与经营的食品品种、数量相适应的场所。",
    "materials": [{"name": "食品经营许可申请书"}, {"name": "经营场所平面图"}],
    "legal_days": 20,
    "promised_days": 10,
    "duties": [Duty("accept", "公示应当提交的材料，一次性告知补正材料。", "行政许可法第三十二条")],
}


@pytest.fixture
def basic():
    return add_basic_item(CODE, BASIC, by=KEEPER, at=AT)


def test_a_new_implementation_begins_with_what_the_basic_item_says(basic):
    item = add_item(OfficeFactory(), CITY, {"audiences": ["1"]}, by=EDITOR, at=AT)

    draft = item.versions.get()
    assert (draft.name, draft.item_type, draft.level) == ("食品经营许可", "01", "3")
    assert (draft.legal_days, draft.promised_days) == (20, 10)
    assert [row.name for row in draft.material_list] == ["食品经营许可申请书", "经营场所平面图"]
    assert not [one for one in findings_of(draft) if one.code.startswith("basic_")]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"promised_days": 5, "legal_days": 15}, []),
        ({"materials": [{"key": "", "name": "经营场所平面图"}]}, []),
        ({"name": "食品许可"}, [("basic_name", "name")]),
        ({"item_type": "07"}, [("basic_type", "item_type")]),
        ({"level": "2"}, [("basic_level", "level")]),
        ({"bases": []}, [("basic_basis_missing", "bases")]),
        (
            {"bases": [*BASIC["bases"], {"law": "某地办法", "article": "第一条"}]},
            [("basic_basis_added", "bases")],
        ),
        ({"promised_days": 11}, [("basic_limit_longer", "promised_days")]),
        ({"promised_days": None}, [("basic_limit_longer", "promised_days")]),
        ({"legal_days": 30}, [("basic_limit_longer", "legal_days")]),
        ({"promised_unit": "months"}, [("basic_limit_unit", "promised_unit")]),
        ({"materials": [{"key": "", "name": "房产证"}]}, [("basic_material_added", "materials")]),
        ({"conditions": "有场所。"}, [("basic_conditions", "conditions")]),
    ],
)
def test_an_implementation_may_only_narrow(basic, change, found):
    item = add_item(OfficeFactory(), CITY, {"audiences": ["1"], **change}, by=EDITOR, at=AT)

    findings = [one for one in findings_of(item.versions.get()) if one.code.startswith("basic_")]

    assert [(one.code, one.field) for one in findings] == found
    assert all(one.is_blocking for one in findings if one.code != "basic_conditions")
    assert all(finding_text(one) for one in findings)


def test_what_goes_beyond_the_basic_item_is_not_handed_in(basic):
    item = ItemFactory(published=True, code=CITY)
    materials = [{"key": "", "name": "房产证"}]
    draft = draft_version(item.pk, {"materials": materials}, reason="改", by=EDITOR, at=AT)

    with pytest.raises(errors.NotReady) as refusal:
        submit_version(draft.pk, by=EDITOR, at=AT)

    assert "basic_material_added" in {one.code for one in refusal.value.findings}


def test_a_handling_item_may_say_which_variant_it_is(basic):
    item = ItemFactory(code=f"{CITY}01")
    version = VersionFactory(item=item, name="食品经营许可（变更）", promised_days=5)

    assert "basic_name" not in {one.code for one in findings_of(version)}


def test_a_change_of_the_basic_item_is_dated_reasoned_and_shows_who_deviates(basic):
    item = ItemFactory(published=True, code=CITY)
    assert [one.findings for one in implementations(basic, EDITOR)] == [[]]

    changed = change_basic_item(
        basic.pk, {"promised_days": 5, "name": "食品经营许可"}, reason="压缩", by=KEEPER, at=AT
    )

    assert changed.number == 2
    assert [v.content["promised_days"] for v in basic.versions.order_by("number")] == [10, 5]
    last = entries_of(basic.pk)[-1]
    assert (last.kind, last.facts["fields"]) == ("basic.changed", ["promised_days"])
    found = implementations(changed, EDITOR)
    assert [(one.item, [f.code for f in one.findings]) for one in found] == [
        (item, ["basic_limit_longer"])
    ]
    assert implementations(changed, NEIGHBOUR) == []


def test_who_keeps_the_directory_sees_what_implementations_say_but_not_what_they_draft(basic):
    office = OfficeFactory()
    published = ItemFactory(published=True, code=CITY, organisation=office)
    drafted = ItemFactory(organisation=office)

    assert [one.item for one in implementations(basic, KEEPER)] == [published]
    assert list(ServiceItem.objects.visible_to(KEEPER)) == [published]
    assert not ServiceItem.objects.kept_by(KEEPER).exists()
    assert not ItemVersion.objects.visible_to(KEEPER).filter(item=drafted).exists()


def test_a_change_that_changes_nothing_is_none(basic):
    same = change_basic_item(basic.pk, {"promised_days": 10}, reason="无", by=KEEPER, at=AT)

    assert same.number == 1


def test_the_directory_counts_implementations_on_the_list(basic):
    ItemFactory(published=True, code=CITY)
    ItemFactory(code=f"{CITY}01")

    assert [(row.code, row.item_count) for row in basic_list("食品").rows] == [(CODE, 1)]
    assert basic_list("没有").rows == []


def test_only_who_keeps_the_directory_changes_it(basic):
    with pytest.raises(NotAllowed):
        add_basic_item("000131122002", BASIC, by=EDITOR, at=AT)
    with pytest.raises(NotAllowed):
        change_basic_item(basic.pk, {"promised_days": 5}, reason="压缩", by=EDITOR, at=AT)


@pytest.mark.parametrize(
    ("code", "error"),
    [(CODE, errors.BasicCodeTaken), ("12", errors.BadBasicCode), (CITY, errors.BadBasicCode)],
)
def test_a_line_of_the_directory_needs_a_basic_code_of_its_own(basic, code, error):
    with pytest.raises(error):
        add_basic_item(code, BASIC, by=SYSTEM, at=AT)


def test_a_stale_page_changes_nothing(basic):
    with pytest.raises(Stale):
        change_basic_item(basic.pk, {"promised_days": 5}, reason="压缩", seen=9, by=KEEPER, at=AT)
