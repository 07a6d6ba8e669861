"""Versions that wait for their day, corrections, two versions on one day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tests.catalogue.actors import BOTH, EDITOR, REVIEWER
from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from yimen.catalogue import errors
from yimen.catalogue.actions import (
    begin_day,
    call_off_version,
    draft_version,
    publish_version,
    save_draft,
    submit_version,
)
from yimen.catalogue.models import ItemVersion
from yimen.catalogue.queries import published_items
from yimen.journal.queries import entries_of

pytestmark = pytest.mark.django_db

DAY = timezone.localdate(AT) + timedelta(days=3)
EVE = datetime(2026, 5, 22, 15, 59, 59, tzinfo=UTC)  # one second before midnight in Shanghai
MIDNIGHT = datetime(2026, 5, 22, 16, 0, tzinfo=UTC)


def written(item, **changes):
    draft = draft_version(item.pk, changes, reason="压缩时限", by=EDITOR, at=AT)
    return submit_version(draft.pk, by=EDITOR, at=AT)


@pytest.fixture
def item():
    return ItemFactory(published=True)


@pytest.fixture
def scheduled(item):
    """A version that cuts the promise to three days from 23 May on."""
    return publish_version(written(item, promised_days=3).pk, on=DAY, by=REVIEWER, at=AT)


def promise(item):
    return published_items().get(pk=item.pk).current.promised_days


def test_a_version_holds_from_the_first_second_of_its_day(item, scheduled):
    assert begin_day(at=EVE) == 0
    assert promise(item) == 7

    assert begin_day(at=MIDNIGHT) == 1
    assert promise(item) == 3
    last = entries_of(item.pk)[-1]
    assert (last.kind, last.facts["effective_on"]) == ("item.published", "2026-05-23")


def test_a_day_that_nobody_looked_at_is_made_up_for_once(item, scheduled):
    assert begin_day(at=MIDNIGHT + timedelta(days=40)) == 1
    assert begin_day(at=MIDNIGHT + timedelta(days=40)) == 0

    assert promise(item) == 3


def test_a_day_needs_a_second_person_as_well(item):
    draft = draft_version(item.pk, {"promised_days": 3}, reason="压缩", by=BOTH, at=AT)
    submit_version(draft.pk, by=BOTH, at=AT)

    with pytest.raises(errors.SecondPersonNeeded):
        publish_version(draft.pk, on=DAY, by=BOTH, at=AT)


def test_nothing_is_published_for_a_day_that_is_past(item):
    version = written(item, promised_days=3)

    with pytest.raises(errors.DayPast):
        publish_version(
            version.pk, on=timezone.localdate(AT) - timedelta(days=1), by=REVIEWER, at=AT
        )


def test_today_means_at_once(item):
    publish_version(
        written(item, promised_days=3).pk, on=timezone.localdate(AT), by=REVIEWER, at=AT
    )

    assert promise(item) == 3


def test_while_a_version_waits_no_other_is_begun(item, scheduled):
    with pytest.raises(errors.DraftExists):
        draft_version(item.pk, reason="再改", by=EDITOR, at=AT)


def test_a_version_called_off_is_a_draft_again_and_must_be_reviewed_anew(item, scheduled):
    call_off_version(scheduled.pk, reason="法规推迟施行", by=REVIEWER, at=AT)

    scheduled.refresh_from_db()
    assert (scheduled.state, scheduled.effective_on, scheduled.reviewed_by) == ("draft", None, None)
    assert begin_day(at=MIDNIGHT) == 0
    save_draft(scheduled.pk, {"promised_days": 2}, by=EDITOR, at=AT)


@pytest.mark.parametrize(
    "statement",
    [
        "update catalogue_itemversion set promised_days = 1 where id = %s",
        "update catalogue_itemversion set life_events = '{{x}}' where id = %s",
        "delete from catalogue_itemversion where id = %s",
    ],
)
def test_the_database_refuses_to_change_what_waits_or_is_published(item, scheduled, statement):
    for version in (scheduled.pk, item.current_id):
        with (
            pytest.raises(DatabaseError, match="change"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.replace("{{", "{").replace("}}", "}"), [version])


def test_two_versions_on_one_day_are_two_versions(item):
    publish_version(written(item, promised_days=3).pk, by=REVIEWER, at=AT)
    publish_version(written(item, promised_days=2).pk, by=REVIEWER, at=AT + timedelta(hours=2))

    assert promise(item) == 2
    numbers = ItemVersion.objects.filter(item=item).order_by("number")
    assert [(v.number, v.promised_days) for v in numbers] == [(1, 7), (2, 3), (3, 2)]


def test_a_scheduled_version_and_a_quick_one_on_its_day_follow_each_other(item, scheduled):
    begin_day(at=MIDNIGHT)
    later = MIDNIGHT + timedelta(hours=10)
    publish_version(written(item, promised_days=1).pk, by=REVIEWER, at=later)

    assert promise(item) == 1


def test_a_correction_is_marked_as_one(item):
    draft = draft_version(
        item.pk, {"promised_days": 3}, reason="承诺时限误填", is_correction=True, by=EDITOR, at=AT
    )
    submit_version(draft.pk, by=EDITOR, at=AT)
    version = publish_version(draft.pk, by=REVIEWER, at=AT)

    assert version.is_correction
    assert entries_of(item.pk)[-1].facts["is_correction"] is True
