"""An office with an item, officers who edit or review it, and who stands where in supervision."""

import pytest
from django.utils import timezone

from tests.catalogue.factories import ItemFactory, OfficeFactory
from tests.desk.editing import officer
from tests.supervision.factories import a_bench
from yimen.catalogue.actions import load_code_tables


@pytest.fixture
def office():
    return OfficeFactory(path="xinyu/market/", name="新余市市场监督管理局")


@pytest.fixture
def item(office):
    load_code_tables()
    return ItemFactory(published=True, organisation=office, version__promised_days=9)


@pytest.fixture
def editor(client, office):
    return officer(client, office, "item.edit")


@pytest.fixture
def reviewer(client, office):
    return officer(client, office, "item.review")


@pytest.fixture
def bench():
    return a_bench()


@pytest.fixture
def now():
    return timezone.now()
