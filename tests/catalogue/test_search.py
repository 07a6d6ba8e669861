"""Finding what is on offer."""

import pytest

from tests.catalogue.factories import ItemFactory, VersionFactory
from yimen.catalogue.errors import NotOnOffer
from yimen.catalogue.queries import get_published, published_items, search_items

pytestmark = pytest.mark.django_db


def test_only_published_items_in_use_are_on_offer():
    offered = ItemFactory(published=True)
    ItemFactory(published=True, status="suspended")
    VersionFactory(item=ItemFactory())

    assert list(published_items()) == [offered]


def test_an_item_comes_with_what_its_version_says(django_assert_num_queries):
    item = ItemFactory(published=True, version__name="取水许可")

    with django_assert_num_queries(1):
        found = get_published(item.code)
        assert found.current.name == "取水许可"
        assert [m.name for m in found.current.material_list] == [
            "食品经营许可申请书",
            "经营场所平面图",
        ]
        assert [link.kind for link in found.current.link_list] == [
            "accept",
            "examine",
            "decide",
            "issue",
        ]
        assert found.organisation.region.name == "新余市"


def test_what_is_not_on_the_list_is_named_in_the_refusal():
    with pytest.raises(NotOnOffer) as refusal:
        get_published("nothing")

    assert refusal.value.facts == {"code": "nothing"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("取水", ["取水许可", "取水许可变更"]),
        ("取水许可变更", ["取水许可变更"]),
        ("许可 水利", ["取水许可", "取水许可变更"]),
        ("变更 教育", []),
        ("100%", []),
        ("", ["取水许可变更", "取水许可", "食品经营许可"]),
    ],
)
def test_every_word_must_match_and_exact_names_come_first(text, names):
    for name, office in [
        ("取水许可变更", "新余市水利局"),
        ("取水许可", "新余市水利局"),
        ("食品经营许可", "新余市市场监督管理局"),
    ]:
        ItemFactory(published=True, version__name=name, organisation__name=office)

    assert [item.current.name for item in search_items(text)] == names
