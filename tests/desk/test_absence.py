"""The page of my absence: who stands in for me, and for whom I do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, an_office
from tests.desk.test_cases import officer, words
from tests.identity.factories import sign_in
from tests.orgs.factories import DeputyshipFactory, OrganisationFactory, StaffFactory
from yimen.orgs.models import Deputyship

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return OrganisationFactory()


def _absent(deputy, days=5, **facts):
    today = timezone.localdate()
    return {
        "deputy": deputy.pk,
        "since": today,
        "until": today + timedelta(days=days),
        "reason": "年休假",
        **facts,
    }


def test_an_officer_names_his_deputy_and_comes_back(client, house):
    me, deputy = officer(client, house, "case.accept"), StaffFactory(organisation=house)
    page = reverse("desk:absence")

    assert "请选择" in words(client.get(page))  # a word for who sees none chosen yet
    client.post(page, _absent(deputy))
    shown = words(client.get(page))
    deputyship = Deputyship.objects.get(holder=me.staff)
    client.post(reverse("desk:absence_end", args=[deputyship.pk]))

    assert deputy.name in shown
    assert not Deputyship.objects.in_force(timezone.localdate()).exists()


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(client, house):
    officer(client, house, "case.accept")
    deputy = StaffFactory(organisation=house)

    response = client.post(reverse("desk:absence"), _absent(deputy, days=-1))

    assert response.status_code == 422
    assert b'id="id_until_error"' in response.content
    assert "年休假" in response.content.decode()


def test_an_officer_of_another_house_is_no_choice(client, house):
    officer(client, house, "case.accept")

    response = client.post(reverse("desk:absence"), _absent(StaffFactory()))

    assert response.status_code == 422
    assert not Deputyship.objects.exists()


def test_nobody_ends_the_absence_of_another(client, house):
    officer(client, house, "case.accept")
    today = timezone.localdate()
    other = DeputyshipFactory(since=today, until=today + timedelta(days=5))

    response = client.post(reverse("desk:absence_end", args=[other.pk]))

    assert response.status_code == 404
    assert Deputyship.objects.in_force(today).exists()


def test_who_manages_people_is_sent_to_a_colleague(client, house):
    officer(client, house, "org.manage")

    page = client.get(reverse("desk:absence"))

    assert b'name="deputy"' not in page.content


def test_list_and_sheet_say_for_whom(client):
    office = an_office()
    case = a_case("submitted", office=office, at=timezone.now())
    me = officer(client, office.organisation, "case.examine")
    holder = officer(client, office.organisation, "case.accept").staff
    today = timezone.localdate()
    DeputyshipFactory(holder=holder, deputy=me.staff, since=today, until=today + timedelta(days=5))
    sign_in(client, me)

    for address in (reverse("desk:work"), reverse("desk:case_sheet", args=[case.number])):
        assert holder.name in words(client.get(address))
