"""The second person, what is published, and taking items off the list."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.catalogue.actors import BOTH, EDITOR, NEIGHBOUR, REVIEWER, SECOND_EDITOR, officer
from tests.catalogue.factories import ItemFactory, OfficeFactory, VersionFactory
from tests.conftest import AT
from yimen.catalogue import errors
from yimen.catalogue.actions import (
    draft_version,
    publish_version,
    resume_item,
    save_draft,
    send_back_version,
    submit_version,
    suspend_item,
)
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.permissions import available_item_moves, available_moves
from yimen.catalogue.queries import published_items
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed, Stale

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=1)


@pytest.fixture
def in_review():
    """A second version, written by the editor, waiting for review."""
    item = ItemFactory(published=True)
    draft = draft_version(item.pk, {"promised_days": 3}, reason="压缩时限", by=EDITOR, at=AT)
    return submit_version(draft.pk, by=EDITOR, at=AT)


def test_a_published_version_is_what_is_offered_at_once(in_review):
    publish_version(in_review.pk, by=REVIEWER, at=LATER)

    item = published_items().get(pk=in_review.item_id)
    assert (item.current.number, item.current.promised_days) == (2, 3)
    assert (item.current.reviewed_by, item.current.published_at) == (REVIEWER.staff_id, LATER)
    last = entries_of(item.pk)[-1]
    assert (last.kind, last.facts["fields"]) == ("item.published", ["promised_days"])


def test_the_version_before_stays_as_it_was(in_review):
    before = in_review.item.current

    publish_version(in_review.pk, by=REVIEWER, at=LATER)

    before.refresh_from_db()
    assert (before.state, before.promised_days) == ("published", 7)


def test_who_wrote_a_version_does_not_publish_it():
    item = ItemFactory(published=True)
    draft = draft_version(item.pk, reason="改", by=BOTH, at=AT)
    submit_version(draft.pk, by=EDITOR, at=AT)

    with pytest.raises(errors.SecondPersonNeeded):
        publish_version(draft.pk, by=BOTH, at=LATER)


def test_who_only_changed_a_version_does_not_publish_it_either():
    item = ItemFactory(published=True)
    draft = draft_version(item.pk, reason="改", by=EDITOR, at=AT)
    save_draft(draft.pk, {"visits": 1}, by=BOTH, at=AT)
    submit_version(draft.pk, by=EDITOR, at=AT)

    with pytest.raises(errors.SecondPersonNeeded):
        publish_version(draft.pk, by=BOTH, at=LATER)


@pytest.mark.parametrize("column", ["drafted_by", "editors"])
def test_the_database_refuses_the_same_person_too(column):
    person = EDITOR.staff_id
    written = {"drafted_by": person} if column == "drafted_by" else {"editors": [person]}
    draft = VersionFactory(state="in_review", **written)

    with pytest.raises(IntegrityError, match="item_version_reviewed_by"), transaction.atomic():
        ItemVersion.objects.filter(pk=draft.pk).update(
            state="published", published_at=AT, reviewed_by=person
        )


@pytest.mark.parametrize("actor", [EDITOR, SECOND_EDITOR, NEIGHBOUR])
def test_only_reviewers_of_the_organisation_publish(in_review, actor):
    with pytest.raises(NotAllowed):
        publish_version(in_review.pk, by=actor, at=LATER)


def test_a_draft_is_not_published_unread():
    draft = VersionFactory()

    with pytest.raises(errors.WrongState):
        publish_version(draft.pk, by=SYSTEM, at=LATER)


def test_a_reviewer_who_compared_with_an_older_version_looks_again(in_review):
    seen = in_review.fingerprint()
    other = VersionFactory(item=in_review.item, number=3, published=True)
    in_review.item.current = other
    in_review.item.save()

    with pytest.raises(Stale):
        publish_version(in_review.pk, seen=seen, by=REVIEWER, at=LATER)

    in_review.refresh_from_db()
    version = publish_version(in_review.pk, seen=in_review.fingerprint(), by=REVIEWER, at=LATER)
    assert version.number == 4


def test_a_version_sent_back_is_a_draft_again_with_the_reason_on_record(in_review):
    send_back_version(in_review.pk, reason="请补充依据", by=REVIEWER, at=LATER)

    in_review.refresh_from_db()
    assert in_review.state == "draft"
    assert entries_of(in_review.item_id)[-1].facts["reason"] == "请补充依据"


@pytest.mark.parametrize("change", [{"name": "改名"}, {"state": "draft", "published_at": None}])
def test_the_database_refuses_to_change_a_published_version(change):
    item = ItemFactory(published=True)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        ItemVersion.objects.filter(pk=item.current_id).update(**change)


def test_the_database_refuses_to_delete_a_published_version():
    item = ItemFactory(published=True)
    item.current = None
    item.save()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        item.versions.all().delete()


def test_a_suspended_item_is_not_offered_until_it_is_resumed():
    item = ItemFactory(published=True)

    suspend_item(item.pk, reason="系统升级", by=REVIEWER, at=AT)
    assert not published_items().exists()

    resume_item(item.pk, reason="升级完成", by=REVIEWER, at=LATER)
    assert published_items().get() == item
    kinds = [entry.kind for entry in entries_of(item.pk)]
    assert kinds == ["item.suspended", "item.resumed"]


def test_a_cancelled_item_never_comes_back():
    item = ItemFactory(published=True, status="cancelled")

    with pytest.raises(errors.WrongState):
        resume_item(item.pk, reason="恢复", by=REVIEWER, at=LATER)


def test_an_editor_does_not_take_items_off_the_list():
    item = ItemFactory(published=True)

    with pytest.raises(NotAllowed):
        suspend_item(item.pk, reason="系统升级", by=EDITOR, at=AT)


@pytest.mark.parametrize(
    ("actor", "state", "moves"),
    [
        (EDITOR, "draft", ["save", "submit", "discard"]),
        (EDITOR, "in_review", []),
        (REVIEWER, "draft", []),
        (REVIEWER, "in_review", ["send_back", "publish", "schedule"]),
        (BOTH, "in_review", ["send_back"]),
        (NEIGHBOUR, "draft", []),
        (REVIEWER, "scheduled", ["call_off"]),
        (SYSTEM, "published", []),
    ],
)
def test_buttons_follow_post_and_state(actor, state, moves):
    version = VersionFactory(
        state=state,
        published_at=AT if state == "published" else None,
        effective_on=AT.date() if state == "scheduled" else None,
        drafted_by=EDITOR.staff_id,
        editors=[BOTH.staff_id],
    )

    assert available_moves(actor, version) == moves


def test_a_grant_ends_where_its_region_ends():
    item = ItemFactory(organisation=OfficeFactory())
    elsewhere = officer("county", "item.review", path="xinyu/", region="360502")

    assert available_item_moves(REVIEWER, item) == ["suspend"]
    assert available_item_moves(elsewhere, item) == []
