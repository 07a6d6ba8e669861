"""How many statements an act takes: the budget the bench depends on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from yimen.kernel.ids import new_id

pytestmark = pytest.mark.django_db

#: with key and revision, two of them for the savepoint the test's transaction makes of the act's
MOST = {
    "file": 15,
    "accept": 15,  # its notice takes a number
    "examine": 14,
    "grant": 16,
    "make_result": 11,  # the result is a row of its own
    "deliver": 10,
    "conclude": 12,
}


def test_a_life_stays_within_its_statements():
    office = an_office()
    a_case("concluded", office=office)  # definitions and calendars are known now
    case, taken = a_draft(office), {}

    for move in MOST:
        with CaptureQueriesContext(connection) as queries:
            case = do(move, case, office, AT, key=new_id(), revision=case.revision)
        taken[move] = len(queries)

    assert taken == {move: min(MOST[move], taken[move]) for move in MOST}, taken
