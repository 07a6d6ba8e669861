"""Messages, staff and deputies, the calendar, operations."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.desk.test_cases import officer, words
from tests.orgs.factories import OrganisationFactory, StaffFactory
from yimen.notify.actions import Letter, enqueue_all
from yimen.orgs.models import Deputyship

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


def _tell(account, title):
    enqueue_all([Letter(account, "one", title, "请处理", timezone.now(), channels=["in_app"])])


def test_messages_are_mine_and_can_be_marked_read(client, organisation):
    account = officer(client, organisation, "case.accept")
    _tell(account, "有新的待办")

    before = words(client.get(reverse("desk:messages")))
    client.post(reverse("desk:messages_read"))
    after = words(client.get(reverse("desk:messages")))

    assert "有新的待办" in before
    assert "未读" in before
    assert "未读" not in after


def test_another_officers_messages_stay_his(client, organisation):
    other = officer(client, organisation, "case.accept")
    _tell(other, "别人的")
    officer(client, organisation, "case.accept")

    assert "别人的" not in words(client.get(reverse("desk:messages")))


def test_a_manager_appoints_a_deputy(client, organisation):
    officer(client, organisation, "org.manage")
    holder, deputy = StaffFactory.create_batch(2, organisation=organisation)
    today = timezone.localdate()
    facts = {"holder": holder.pk, "deputy": deputy.pk, "reason": "年休假"}
    facts |= {"since": today, "until": today + timedelta(days=5)}

    response = client.post(reverse("desk:deputy_appoint"), facts)

    assert response.status_code == 302
    assert deputy.name in words(client.get(reverse("desk:people")))


def test_nobody_deputises_for_himself(client, organisation):
    officer(client, organisation, "org.manage")
    holder = StaffFactory(organisation=organisation)
    today = timezone.localdate()
    facts = {"holder": holder.pk, "deputy": holder.pk, "reason": "年休假"}
    facts |= {"since": today, "until": today + timedelta(days=5)}

    response = client.post(reverse("desk:deputy_appoint"), facts)

    assert response.status_code == 422
    assert b'id="id_deputy_deputy_error"' in response.content
    assert not Deputyship.objects.exists()


def test_who_manages_nobody_appoints_nobody(client, organisation):
    officer(client, organisation, "case.accept")
    holder, deputy = StaffFactory.create_batch(2, organisation=organisation)
    today = timezone.localdate()
    facts = {"holder": holder.pk, "deputy": deputy.pk, "reason": "年休假"}

    client.post(reverse("desk:deputy_appoint"), {**facts, "since": today, "until": today})

    assert not Deputyship.objects.exists()


def test_the_calendar_says_which_years_are_provisional(client, organisation):
    officer(client, organisation, "case.read")

    assert "国庆节" in words(client.get(reverse("desk:calendar"), {"year": "2026"}))
    assert "暂" in words(client.get(reverse("desk:calendar"), {"year": "2031"}))


@pytest.mark.parametrize(("grant", "status"), [("ops.view", 200), ("case.accept", 404)])
def test_operations_are_for_those_who_run_the_house(client, organisation, grant, status):
    officer(client, organisation, grant)

    assert client.get(reverse("desk:operations")).status_code == status
