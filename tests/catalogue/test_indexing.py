"""What the search knows follows every act that changes what is on offer."""

import pytest

from tests.catalogue.actors import EDITOR, REVIEWER
from tests.catalogue.factories import ItemFactory, OfficeFactory, RegionFactory
from tests.conftest import AT
from yimen.catalogue.actions import (
    draft_version,
    publish_version,
    reindex,
    resume_item,
    submit_version,
    suspend_item,
)
from yimen.catalogue.models import ItemSearch, SearchText
from yimen.catalogue.queries import Filters, search_items
from yimen.orgs.models import Region

pytestmark = pytest.mark.django_db

WHO = {"by": REVIEWER, "at": AT}


def names(text, filters=None):
    return [item.current.name for item in search_items(text, filters).items]


def test_a_published_version_is_found_by_its_new_name_at_once():
    item = ItemFactory(published=True, version__name="取水许可")
    draft = draft_version(item.pk, {"name": "用水许可"}, reason="改名", by=EDITOR, at=AT)
    assert names("取水") == ["取水许可"]

    submit_version(draft.pk, by=EDITOR, at=AT)
    publish_version(draft.pk, **WHO)

    assert (names("用水许可"), names("qushui")) == (["用水许可"], [])


def test_a_suspended_item_is_not_found_until_it_is_resumed():
    item = ItemFactory(published=True, version__name="取水许可")

    suspend_item(item.pk, reason="系统升级", **WHO)
    assert names("取水") == []
    resume_item(item.pk, reason="升级完成", **WHO)
    assert names("取水") == ["取水许可"]


def test_items_that_say_the_same_share_their_words():
    for _ in range(3):
        ItemFactory(published=True, version__name="取水许可")

    assert (ItemSearch.objects.count(), SearchText.objects.count()) == (3, 1)


def test_all_of_it_can_be_made_anew():
    ItemFactory(published=True, version__name="取水许可")
    ItemSearch.objects.all().delete()
    assert names("取水") == []

    assert reindex() == 1
    assert names("取水") == ["取水许可"]


def test_what_stands_in_materials_bases_and_conditions_is_found_after_names():
    ItemFactory(published=True, version__name="甲", version__conditions="须有平面图一份")
    ItemFactory(published=True, version__name="平面图备案事项")

    assert names("平面图")[0] == "平面图备案事项"
    assert "甲" in names("平面图")


def test_the_nearest_place_comes_first_and_those_above_are_among_them():
    province = RegionFactory(code="360000000000", name="江西省", level=Region.Level.PROVINCE)
    county = RegionFactory(code="360502000000", name="渝水区", level=Region.Level.COUNTY)
    other = RegionFactory(code="360521000000", name="分宜县", level=Region.Level.COUNTY)
    for place in (province, RegionFactory(), other, county):
        office = OfficeFactory(region=place, name=place.name)
        ItemFactory(published=True, version__name="取水许可", organisation=office)

    found = search_items("取水", Filters(region="360502", with_above=True)).items

    assert [item.organisation.name for item in found] == ["渝水区", "江西省", "新余市"]


def test_lists_count_no_further_than_they_need():
    office = OfficeFactory()
    for _ in range(3):
        ItemFactory(published=True, organisation=office, version__name="取水许可")

    found = search_items("取水", start=0, limit=2)
    assert (found.count, found.is_counted, found.has_more) == (3, True, True)
    assert not search_items("取水", start=2, limit=2).has_more


def test_where_nothing_is_found_something_is_suggested():
    ItemFactory(published=True, version__name="食品经营许可变更登记")

    found = search_items("饮品经营场地")
    assert (found.items, found.suggestions) == ([], ["食品经营许可变更登记"])


def test_a_search_asks_few_questions(django_assert_max_num_queries):
    for _ in range(5):
        ItemFactory(published=True, version__name="取水许可")

    with django_assert_max_num_queries(5):
        assert len(search_items("取水许可").items) == 5
