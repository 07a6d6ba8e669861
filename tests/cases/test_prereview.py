"""Pre-review: seen online first; the law's days begin with the originals (ADR 0070)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from yimen.cases.permissions import available_moves
from yimen.cases.queries import clock_of, public_status
from yimen.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_no_limit_of_law_runs_until_the_originals_are_there():
    office = an_office(version__prereview_days=3)
    case = a_case("prereview", office=office)
    clock = clock_of(case, timezone.localdate(AT))

    assert clock.acceptance is None
    assert clock.current.name == "prereview"
    assert clock.current.limit.amount == 3
    with pytest.raises(DomainError):
        do("deem_accepted", case, office, AT + 30 * DAY)


def test_sent_back_once_mended_passed_and_received_the_five_days_begin_at_the_counter():
    office = an_office(version__prereview_days=3)
    case = a_case("sent_back", office=office)
    assert clock_of(case, timezone.localdate(AT)).current.name == "supplement"
    case = do("mend", case, office, AT + DAY)
    assert clock_of(case, timezone.localdate(AT + DAY)).current.starts == timezone.localdate(
        AT + DAY
    )
    case = do("pass_prereview", case, office, AT + 2 * DAY)
    assert clock_of(case, timezone.localdate(AT + 2 * DAY)).current.name == "originals"
    at = AT + 7 * DAY
    case = do("receive_originals", case, office, at)

    clock = clock_of(case, timezone.localdate(at))
    assert clock.current.name == "acceptance"
    assert clock.acceptance.starts == timezone.localdate(at)
    case = do("accept", case, office, at)
    assert (case.state, case.is_deemed, case.accepted_at) == ("accepted", False, at)


def test_it_is_declined_with_where_to_go_however_long_it_lay():
    office = an_office(version__prereview_days=3)
    case = a_case("prereview", office=office)
    case = do(
        "decline",
        case,
        office,
        AT + 30 * DAY,
        ground="not_ours",
        reason="不属于本机关职权",
        where_to_go="市自然资源局",
    )
    assert case.state == "declined"


@pytest.mark.parametrize(("days", "way"), [(None, "file"), (3, "file_for_prereview")])
def test_an_item_has_one_way_to_hand_in(days, way):
    office = an_office(version__prereview_days=days)
    case = a_draft(office)
    (other,) = {"file", "file_for_prereview"} - {way}

    assert {"file", "file_for_prereview"} & set(available_moves(office.resident, case)) == {way}
    with pytest.raises(DomainError):
        do(other, case, office, AT)


def test_the_public_query_knows_the_state_and_no_day():
    case = a_case("passed")
    status = public_status(case.number, case.query_code)
    assert (status.state, status.due_on) == ("passed", None)
