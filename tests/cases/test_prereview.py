"""Pre-review: seen online first; the law's days begin with the originals (ADR 0070)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from yimen.cases import errors
from yimen.cases.actions import remind_applicant
from yimen.cases.errors.prereview import StillTheirTurn
from yimen.cases.followers import tell_people
from yimen.cases.models import Case
from yimen.cases.permissions import available_moves
from yimen.cases.queries import clock_of, public_status, timeline
from yimen.figures.queries.disclosure import disclosed_case
from yimen.journal.queries import entries_of
from yimen.kernel.errors import DomainError
from yimen.notify.models import Message
from yimen.orgs.queries import calendar_for

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


def test_the_same_point_is_sent_back_a_second_time_only_with_a_reason():
    office = an_office(version__prereview_days=3)
    case = do("mend", a_case("sent_back", office=office), office, AT + DAY)

    with pytest.raises(errors.AskedBefore):
        do("send_back", case, office, AT + DAY, repeat_reason="")
    case = do("send_back", case, office, AT + DAY)

    assert (case.state, case.supplement_count) == ("sent_back", 2)
    assert case.supplements.order_by("id").last().repeated


def test_a_stranger_mends_nothing_and_the_agent_who_filed_does():
    office = an_office(version__prereview_days=3)
    case = a_case("sent_back", office=office)

    with pytest.raises(DomainError):
        do("mend", case, office, AT, by=applicant_actor())
    agent = replace(applicant_actor(), party_ids=frozenset({case.applicant_id}))
    assert do("mend", case, office, AT, by=agent).state == "prereview"


@pytest.mark.parametrize("state", ["sent_back", "passed"])
def test_what_does_not_come_by_the_day_told_ends_and_the_applicant_is_told(state):
    office = an_office(version__prereview_days=3)
    case = a_case(state, office=office)
    last = clock_of(case, timezone.localdate(AT)).current.due
    on_last = AT + (last - timezone.localdate(AT))

    with pytest.raises(StillTheirTurn):
        do("lapse", case, office, on_last)
    assert list(Case.objects.lapsing(timezone.localdate(on_last + DAY))) == [case]
    case = do("lapse", case, office, on_last + DAY)

    assert (case.state, case.completed_at, case.received_at) == ("terminated", None, None)
    line = timeline(case, office.resident)[0]
    assert "重新申请" in line.text
    assert not Case.objects.lapsing(timezone.localdate(on_last + 9 * DAY)).exists()


@pytest.mark.parametrize("state", ["prereview", "sent_back", "passed"])
def test_the_applicant_may_withdraw_before_anything_is_received(state):
    office = an_office(version__prereview_days=3)
    case = do("withdraw", a_case(state, office=office), office, AT)
    assert (case.state, case.received_at) == ("withdrawn", None)


def test_the_public_lists_know_of_it_only_once_it_is_received():
    office = an_office(version__prereview_days=3)
    case = a_case("passed", office=office)
    assert disclosed_case(case.number) is None

    do("receive_originals", case, office, AT)
    assert disclosed_case(case.number) is not None


@pytest.mark.parametrize("state", ["sent_back", "passed", "supplementing"])
def test_the_applicant_is_reminded_once_two_working_days_before_his_day(state):
    office = an_office(version__prereview_days=None if state == "supplementing" else 3)
    case = a_case(state, office=office)
    today = timezone.localdate(AT)
    last = clock_of(case, today).current.due
    for days in range((last - today).days + 3):
        for _twice in range(2):
            remind_applicant(case.pk, at=AT + days * DAY)

    (reminded,) = reminders(case)
    assert calendar_for(office.organisation.region_id).between(reminded, last) == 2
    line = timeline(case, office.resident)[0]
    assert date_format(last) in line.text
    tell_people(entries_of(case.pk))
    letter = Message.objects.filter(account=office.resident.account_id, channel="in_app").last()
    assert letter.kind == "case.applicant_reminded" and line.text in letter.body


def test_what_was_asked_anew_is_reminded_of_anew_and_what_is_done_is_not():
    office = an_office(version__prereview_days=3)
    case = a_case("sent_back", office=office)
    remind_on_the_last_day(case)
    case = do("mend", case, office, AT + 20 * DAY)
    remind_on_the_last_day(case)
    case = do("send_back", case, office, AT + 20 * DAY)
    remind_on_the_last_day(case)

    assert len(reminders(case)) == 2


def test_the_morning_finds_whose_day_is_near_and_no_other():
    office = an_office(version__prereview_days=3)
    case, _other = a_case("passed", office=office), a_case("prereview", office=office)
    due = clock_of(case, timezone.localdate(AT)).current.due

    assert list(Case.objects.to_remind(due - DAY, due + DAY)) == [case]
    assert not Case.objects.to_remind(due + DAY, due + 9 * DAY).exists()


def remind_on_the_last_day(case):
    figure = clock_of(case, timezone.localdate(AT)).current
    remind_applicant(case.pk, at=AT + (figure.due - timezone.localdate(AT)))


def reminders(case):
    """The days the applicant was reminded on."""
    kind = "case.applicant_reminded"
    return [timezone.localdate(e.at) for e in entries_of(case.pk) if e.kind == kind]
