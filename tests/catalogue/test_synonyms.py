"""Words that mean the same: kept by reviewers, known to the next search, journalled."""

import pytest

from tests.catalogue.actors import EDITOR, REVIEWER
from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from yimen.catalogue.actions import load_synonyms, remove_synonym, save_synonym
from yimen.catalogue.actions.synonyms import shipped
from yimen.catalogue.errors import TooFewSynonyms
from yimen.catalogue.models import Synonym
from yimen.catalogue.queries import search_items, synonym_groups
from yimen.journal.models import Entry
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db

WHO = {"by": REVIEWER, "at": AT}


def names(text):
    return [item.current.name for item in search_items(text).items]


def test_the_next_search_knows_what_was_saved_and_forgets_what_was_taken_away():
    ItemFactory(published=True, version__name="食品经营许可")
    assert names("开麻辣烫") == []

    group = save_synonym(None, ["开麻辣烫", "食品经营 许可", "开麻辣烫 "], **WHO)
    assert group.words == ["开麻辣烫", "食品经营 许可"]
    assert names("我要开麻辣烫") == ["食品经营许可"]

    save_synonym(group.pk, ["开烧烤店", "食品经营"], **WHO)
    assert (names("开麻辣烫"), names("开烧烤店")) == ([], ["食品经营许可"])

    remove_synonym(group.pk, **WHO)
    assert names("开烧烤店") == []
    kinds = Entry.objects.filter(stream="synonym").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["synonym.saved", "synonym.saved", "synonym.removed"]


@pytest.mark.parametrize("words", [["驾照"], ["驾照", " 驾照 "], ["驾照", "！"]])
def test_a_group_is_two_words_at_least(words):
    with pytest.raises(TooFewSynonyms):
        save_synonym(None, words, **WHO)


def test_a_word_may_stand_for_several_things():
    for name in ("食品经营许可", "酒类经营许可"):
        ItemFactory(published=True, version__name=name)
        save_synonym(None, ["开饭店", name], **WHO)

    assert sorted(names("开饭店")) == ["酒类经营许可", "食品经营许可"]


def test_editors_do_not_change_what_everybody_finds():
    group = save_synonym(None, ["低保", "最低生活保障"], **WHO)

    with pytest.raises(NotAllowed):
        save_synonym(None, ["驾照", "驾驶证"], by=EDITOR, at=AT)
    with pytest.raises(NotAllowed):
        remove_synonym(group.pk, by=EDITOR, at=AT)


def test_the_shipped_groups_are_loaded_once_and_what_was_changed_stays():
    count = load_synonyms(by=SYSTEM, at=AT)
    assert count == Synonym.objects.count() == len(shipped()) >= 100
    group = synonym_groups("驾驶执照").get()
    save_synonym(group.pk, [*group.words, "车本"], **WHO)

    assert load_synonyms(by=SYSTEM, at=AT) == 0
    assert synonym_groups("车本").get() == group
