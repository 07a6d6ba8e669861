"""What the tests of the portal share: somebody signed in, and pages as soup."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests.cases.factories import Office, an_office
from tests.identity.factories import AccountFactory, applicant_actor, sign_in
from yimen.identity.models import Account


@pytest.fixture(autouse=True)
def _nothing_remembered(db):
    """No figure and no wrong try of another test."""
    cache.clear()


@pytest.fixture
def now():
    """The moment the pages act at: acts of a test must not lie behind it."""
    return timezone.now()


@pytest.fixture
def account() -> Account:
    """A resident's account."""
    return AccountFactory()


@pytest.fixture
def office(account) -> Office:
    """An office with an item on offer; who applies there is the signed-in resident."""
    office = an_office()
    office.resident = applicant_actor(account.party, account=account)
    return office


@pytest.fixture
def me(client, account):
    """A browser in which the resident is signed in."""
    sign_in(client, account)
    return client


@pytest.fixture
def other(db):
    """A browser in which another resident is signed in."""
    from django.test import Client

    client = Client()
    sign_in(client, AccountFactory())
    return client
