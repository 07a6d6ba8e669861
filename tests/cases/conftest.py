"""A plain office and an accepted case; tests of a special office make their own."""

import pytest

from tests.cases.factories import Office, a_case, an_office
from yimen.cases.models import Case


@pytest.fixture
def office() -> Office:
    """An office with one item on offer."""
    return an_office()


@pytest.fixture
def case(office: Office) -> Case:
    """A case it has accepted."""
    return a_case("accepted", office=office)
