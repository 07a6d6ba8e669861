"""Finding what is on offer."""

import pytest

from tests.catalogue.actors import CLERK, EDITOR, NEIGHBOUR, REVIEWER, officer
from tests.catalogue.factories import ItemFactory, VersionFactory
from yimen.catalogue.errors import NotOnOffer
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.queries import Filters, get_published, published_items, search_items
from yimen.kernel.actor import STRANGER, SYSTEM

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
        ("变更 教育", ["取水许可变更"]),
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

    assert [item.current.name for item in search_items(text).items] == names


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"region": "3605"}, ["取水许可", "食品经营许可"]),
        ({"region": "360500000000"}, ["取水许可", "食品经营许可"]),
        ({"region": "4401"}, []),
        ({"audience": "1"}, ["食品经营许可"]),
        ({"theme": "水"}, ["取水许可"]),
        ({"pace": "1"}, ["取水许可"]),
        ({"item_type": "07"}, ["取水许可"]),
        ({"item_type": "07", "audience": "1"}, []),
    ],
)
def test_filters_narrow_what_words_found(filters, names):
    ItemFactory(published=True)
    ItemFactory(
        published=True,
        version__name="取水许可",
        version__audiences=["2"],
        version__themes=["水", "电"],
        version__pace="1",
        version__item_type="07",
    )

    assert sorted(i.current.name for i in search_items("许可", Filters(**filters)).items) == names


def test_an_organisation_shows_its_own_items():
    item = ItemFactory(published=True)
    ItemFactory(published=True)

    assert search_items("", Filters(organisation=item.organisation_id)).items == [item]


@pytest.mark.parametrize(
    ("actor", "seen", "kept"),
    [
        (STRANGER, 1, 0),
        (CLERK, 1, 0),
        (NEIGHBOUR, 1, 0),
        (EDITOR, 2, 2),
        (REVIEWER, 2, 2),
        (SYSTEM, 2, 2),
        (officer("county", "item.edit", path="xinyu/", region="360502"), 1, 0),
        (officer("city", "item.edit", region="3605"), 2, 2),
    ],
)
def test_drafts_are_seen_by_those_who_keep_them(actor, seen, kept):
    ItemFactory(published=True)
    draft = VersionFactory(item=ItemFactory())

    assert ServiceItem.objects.visible_to(actor).count() == seen
    assert ServiceItem.objects.visible_to(actor).kept_by(actor).count() == kept
    assert ItemVersion.objects.visible_to(actor).filter(pk=draft.pk).exists() is (kept == 2)
