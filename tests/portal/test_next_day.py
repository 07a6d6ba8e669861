"""A limit changed from the next day on: the guide, who began before, and who begins then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.portal.pages import words
from yimen.cases import actions
from yimen.catalogue.actions import begin_day, draft_version, publish_version, submit_version
from yimen.catalogue.models import ServiceItem
from yimen.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_a_limit_that_changes_tomorrow_is_new_tomorrow_and_old_for_who_began_today(
    me, client, office, now
):
    item, by = office.item, office.resident
    today = actions.draft_case(item.current.pk, by.party_id, by=by, at=now)
    version = draft_version(item.pk, {"promised_days": 3}, reason="压缩时限", by=SYSTEM, at=now)
    submit_version(version.pk, by=SYSTEM, at=now)
    tomorrow = now + timedelta(days=1)
    publish_version(version.pk, on=timezone.localdate(tomorrow), by=SYSTEM, at=now)
    guide = reverse("portal:item_guide", args=[item.code])

    begin_day(at=now)
    assert "7 个工作日" in words(client.get(guide))

    begin_day(at=tomorrow)
    assert "3 个工作日" in words(client.get(guide))
    after = ServiceItem.objects.get(pk=item.pk).current_id
    later = actions.draft_case(after, by.party_id, by=by, at=tomorrow)
    today.refresh_from_db()
    assert (today.version.promised_days, later.version.promised_days) == (7, 3)
