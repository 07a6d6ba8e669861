"""Every state can be reached by acts; every act is refused elsewhere."""

import pytest

from tests.cases.factories import PATHS, a_case
from yimen.cases.states import State

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_reached_by_acts(state):
    case = a_case(state)

    assert case.state == state
    assert set(PATHS) == set(State)
