"""Adding items and writing their versions."""

import pytest

from tests.catalogue.actors import CLERK, EDITOR, NEIGHBOUR, SECOND_EDITOR
from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory
from tests.conftest import AT
from yimen.catalogue import errors
from yimen.catalogue.actions import (
    add_item,
    discard_draft,
    draft_version,
    save_draft,
    submit_version,
)
from yimen.catalogue.models import ItemVersion, ServiceItem
from yimen.catalogue.rules.elements import STANDARD_LINKS, Fee, Material
from yimen.journal.queries import entries_of
from yimen.kernel.codes import BadCode
from yimen.kernel.errors import NotAllowed, Stale

pytestmark = pytest.mark.django_db

CODE = "11360500014471000N3000131122001"
WHO = {"by": EDITOR, "at": AT}


def kinds(item):
    return [entry.kind for entry in entries_of(item.pk)]


def test_a_new_item_has_a_first_draft_with_the_standard_links_and_form():
    item = add_item(OfficeFactory(), CODE, {"name": "食品生产许可"}, **WHO)

    draft = item.versions.get()
    assert (item.code, item.basic_code, item.current) == (CODE, "000131122001", None)
    assert (draft.number, draft.state, draft.item_type, draft.level) == (1, "draft", "01", "3")
    assert draft.link_list == list(STANDARD_LINKS)
    assert draft.field_list[0].key == "contact_name"
    assert kinds(item) == ["item.added"]


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("11360500014471000N3000131122", BadCode),
        ("000131122001", errors.CodeOfCatalogue),
        ("11360500014471000N900013112200", BadCode),
    ],
)
def test_a_code_that_is_none_of_an_implementation_is_refused(code, error):
    with pytest.raises(error):
        add_item(OfficeFactory(), code, {"name": "甲"}, **WHO)


def test_a_handling_item_is_an_item_of_its_own():
    office = OfficeFactory()
    add_item(office, CODE, {"name": "食品生产许可"}, **WHO)

    item = add_item(office, CODE + "01", {"name": "食品生产许可（新办）"}, **WHO)

    assert item.basic_code == "000131122001"


def test_a_code_is_taken_once():
    office = OfficeFactory()
    add_item(office, CODE, {"name": "食品生产许可"}, **WHO)

    with pytest.raises(errors.CodeTaken) as refusal:
        add_item(office, CODE, {"name": "食品生产许可"}, **WHO)

    assert refusal.value.field == "code"


@pytest.mark.parametrize("actor", [NEIGHBOUR, CLERK])
def test_only_editors_of_the_organisation_add_items(actor):
    with pytest.raises(NotAllowed):
        add_item(OfficeFactory(), CODE, {"name": "食品生产许可"}, by=actor, at=AT)

    assert not ServiceItem.objects.exists()


def test_a_new_version_begins_as_a_copy_of_the_current_one():
    item = ItemFactory(published=True, version__promised_days=9)

    draft = draft_version(item.pk, {"promised_days": 5}, reason="压缩时限", **WHO)

    assert draft.number == 2
    assert draft.content() == item.current.content() | {"promised_days": 5}
    assert (draft.reason, draft.drafted_by) == ("压缩时限", EDITOR.staff_id)


def test_one_draft_at_a_time():
    item = ItemFactory(published=True)
    draft_version(item.pk, reason="改", **WHO)

    with pytest.raises(errors.DraftExists) as refusal:
        draft_version(item.pk, reason="再改", by=SECOND_EDITOR, at=AT)

    assert refusal.value.facts == {"number": 2}


def test_a_cancelled_item_gets_no_new_version():
    item = ItemFactory(published=True, status="cancelled")

    with pytest.raises(errors.WrongState):
        draft_version(item.pk, reason="改", **WHO)


def test_saving_changes_what_is_given_and_gives_new_rows_keys():
    item = ItemFactory(published=True)
    draft = draft_version(item.pk, reason="改", **WHO)
    kept = draft.material_list[0]

    save_draft(
        draft.pk,
        {"materials": [kept, Material("", "身份证明")], "fees": [Fee("", "工本费")]},
        by=SECOND_EDITOR,
        at=AT,
    )

    draft.refresh_from_db()
    assert [m.key for m in draft.material_list] == ["m1", "m3"]
    assert [f.key for f in draft.fee_list] == ["f1"]
    assert draft.name == item.current.name
    assert set(draft.editors) == {EDITOR.staff_id, SECOND_EDITOR.staff_id}
    assert entries_of(item.pk)[-1].facts["fields"] == ["fees", "materials"]


def test_a_page_drawn_before_somebody_else_saved_is_stale():
    draft = draft_version(ItemFactory(published=True).pk, reason="改", **WHO)
    seen = draft.fingerprint()
    save_draft(draft.pk, {"name": "甲"}, seen=seen, by=SECOND_EDITOR, at=AT)

    with pytest.raises(Stale):
        save_draft(draft.pk, {"name": "乙"}, seen=seen, **WHO)

    draft.refresh_from_db()
    assert draft.name == "甲"


def test_a_draft_with_blocking_findings_is_not_handed_in():
    draft = VersionFactory(promised_days=30, legal_days=20, materials=[])

    with pytest.raises(errors.NotReady) as refusal:
        submit_version(draft.pk, **WHO)

    assert [finding.code for finding in refusal.value.findings] == ["promised_over_legal"]
    assert refusal.value.facts["fields"] == ["promised_days"]


def test_a_good_draft_goes_to_review_and_is_closed_for_editing():
    draft = VersionFactory()

    submit_version(draft.pk, **WHO)

    draft.refresh_from_db()
    assert draft.state == ItemVersion.State.IN_REVIEW
    with pytest.raises(errors.WrongState):
        save_draft(draft.pk, {"name": "甲"}, **WHO)


def test_a_discarded_draft_leaves_only_its_record():
    item = ItemFactory(published=True)
    draft = draft_version(item.pk, reason="改", **WHO)

    discard_draft(draft.pk, **WHO)

    assert list(item.versions.all()) == [item.current]
    assert kinds(item) == ["item.drafted", "item.draft_discarded"]
