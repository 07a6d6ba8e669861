"""Letters of authorisation on pages: issue, look at, revoke; who sees which."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.catalogue.factories import ItemFactory
from tests.desk.test_cases import officer, words
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import OrganisationFactory
from yimen.orgs.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return OrganisationFactory()


def _terms(house, staff, **facts):
    today = timezone.localdate()
    return {
        "number": "授权〔2026〕1号",
        "hall": OrganisationFactory(kind="hall").pk,
        "officer": staff.number,
        "acts": ["case.accept"],
        "items": [ItemFactory(published=True, organisation=house).pk],
        "since": today,
        "until": today + timedelta(days=90),
        **facts,
    }


def test_a_manager_issues_and_revokes_a_letter(client, house):
    account = staff_account(organisation=house)
    officer(client, house, "org.manage")

    client.post(reverse("desk:letter_add", args=[house.pk]), _terms(house, account.staff))
    letter = Letter.objects.get()
    page = reverse("desk:letter_page", args=[letter.pk])
    issued = words(client.get(page))
    client.post(reverse("desk:letter_revoke", args=[letter.pk]), {"reason": "人员调整"})

    assert account.staff.name in issued
    assert letter.items[0]["name"] in issued
    assert "人员调整" in words(client.get(page))


def test_its_holder_sees_it_and_a_stranger_does_not(client, house):
    account = staff_account(organisation=house)
    officer(client, house, "org.manage")
    client.post(reverse("desk:letter_add", args=[house.pk]), _terms(house, account.staff))
    page = reverse("desk:letter_page", args=[Letter.objects.get().pk])

    sign_in(client, account)
    mine = client.get(page)
    listed = words(client.get(reverse("desk:letter_list")))
    officer(client, OrganisationFactory(), "org.manage", "case.accept")

    assert mine.status_code == 200
    assert "授权〔2026〕1号" in listed
    assert client.get(page).status_code == 404
    assert "授权〔2026〕1号" not in words(client.get(reverse("desk:letter_list")))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"officer": "nobody"}, "officer"),
        ({"acts": []}, "acts"),
        ({"until": "2000-01-01"}, "until"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, house, wrong, field):
    account = staff_account(organisation=house)
    officer(client, house, "org.manage")
    terms = _terms(house, account.staff, **wrong)

    response = client.post(reverse("desk:letter_add", args=[house.pk]), terms)

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Letter.objects.exists()
