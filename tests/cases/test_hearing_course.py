"""The course of a hearing: told, asked for, held; until then nothing is decided."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, do
from tests.cases.hearings import (
    NEIGHBOUR,
    a_plan,
    arrange,
    ask,
    days_on,
    put_on_record,
    tell,
)
from tests.conftest import AT
from yimen.cases import actions
from yimen.cases.errors import hearings as errors
from yimen.cases.models import Case, Hearing
from yimen.cases.queries.clock import clock_of
from yimen.cases.queries.hearings import hearing_view
from yimen.cases.rules.hearing import announce_by, apply_by, earliest, hold_by
from yimen.cases.states import HearingState
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed
from yimen.orgs.queries import calendar_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)
H = HearingState


@pytest.fixture
def examined(office):
    return a_case("in_review", office=office)


@pytest.fixture
def calendar(office):
    return calendar_for(office.organisation.region_id)


def at_noon(day: date):
    return days_on((day - TODAY).days)


def state_on(case, office, day=TODAY):
    return hearing_view(Case.objects.get(pk=case.pk), office.examiner, day).state


def kinds_of(case):
    return [entry.kind for entry in entries_of(case.pk)]


def test_nothing_is_decided_while_a_hearing_may_be_asked_for(office, examined, calendar):
    tell(examined, office)
    last = apply_by(TODAY, calendar)

    for at in (AT, at_noon(last)):
        with pytest.raises(errors.RightRuns) as refused:
            do("grant", examined, office, at)
        assert refused.value.facts["until"] == last
        with pytest.raises(errors.RightRuns):
            do("refuse", examined, office, at)

    after = last + timedelta(days=1)
    assert state_on(examined, office, after) == H.LAPSED
    assert do("grant", examined, office, at_noon(after)).state == "granted"


def test_who_waives_lets_it_be_decided_at_once(office, examined):
    tell(examined, office)
    actions.waive_hearing(examined.pk, by=office.resident, at=AT)

    assert state_on(examined, office) == H.WAIVED
    assert do("grant", examined, office, AT).state == "granted"


def test_all_who_were_told_must_waive(office, examined, calendar):
    hearing = tell(examined, office, NEIGHBOUR)
    actions.waive_hearing(examined.pk, by=office.resident, at=AT)

    with pytest.raises(errors.RightRuns):
        do("grant", examined, office, AT)
    person = hearing.parties.get(is_applicant=False)
    facts = {"answered_on": TODAY, "by": office.examiner, "at": AT}
    actions.note_hearing_answer(examined.pk, person.pk, answer="waived", **facts)
    assert do("grant", examined, office, AT).state == "granted"


def test_a_hearing_goes_its_way_and_the_decision_rests_on_its_record(office, examined, calendar):
    tell(examined, office)
    ask(examined, office)
    with pytest.raises(errors.HearingAwaited):
        do("grant", examined, office, AT)
    day = earliest(TODAY, calendar)
    before = clock_of(Case.objects.get(pk=examined.pk), TODAY).legal.due

    assert arrange(examined, office, day).state == "paused"
    held = put_on_record(examined, office, at_noon(day))

    assert Case.objects.get(pk=held.pk).state == "in_review"
    hearing = Hearing.objects.get()
    assert (hearing.state, hearing.held_on) == (H.HELD, day)
    taken = calendar.between(TODAY, day)
    after = clock_of(Case.objects.get(pk=examined.pk), day).legal.due
    assert calendar.between(before, after) == taken
    granted = do("grant", examined, office, at_noon(day))
    opinion = granted.opinions.get(conclusion="granted")
    assert opinion.facts["hearing"] == {"id": str(hearing.pk), "day": day.isoformat()}
    assert kinds_of(examined)[-7:] == [
        "case.hearing_right_told",
        "case.hearing_applied",
        "case.hearing_arranged",
        "case.paused",
        "case.hearing_recorded",
        "case.resumed",
        "case.granted",
    ]


def test_the_time_told_holds_the_days_to_the_hearing_and_to_its_record(office, examined, calendar):
    tell(examined, office)
    ask(examined, office)
    day = earliest(TODAY, calendar)
    arrange(examined, office, day)

    pause = Case.objects.get(pk=examined.pk).pauses.get()

    assert (pause.kind, pause.planned_days) == ("hearing", calendar.between(TODAY, day) + 2)
    assert "听证" in pause.reason


def test_another_day_is_told_anew_and_no_day_counts_in_between(office, examined, calendar):
    tell(examined, office)
    ask(examined, office)
    first = earliest(TODAY, calendar)
    arrange(examined, office, first)
    later = TODAY + timedelta(days=1)
    second = earliest(later, calendar)

    arrange(examined, office, second, at_noon(later))
    put_on_record(examined, office, at_noon(second))

    case = Case.objects.get(pk=examined.pk)
    left_out = sum(one.left_out_days for one in clock_of(case, second).pauses)
    assert left_out == calendar.between(TODAY, second)
    assert kinds_of(case).count("case.hearing_arranged") == 2


@pytest.mark.parametrize(
    ("change", "error", "field"),
    [
        ({"days": -1}, errors.TooSoon, "day"),
        ({"place": " "}, errors.PlaceMissing, "place"),
        ({"is_open": False}, errors.ClosedUnexplained, "closed_reason"),
    ],
)
def test_a_day_that_cannot_be_is_refused(office, examined, calendar, change, error, field):
    tell(examined, office)
    ask(examined, office)
    day = earliest(TODAY, calendar)
    more = dict(change)
    if days := more.pop("days", 0):
        day = calendar.add(day, days)

    with pytest.raises(error) as refused:
        arrange(examined, office, day, **more)

    assert refused.value.field == field
    assert announce_by(earliest(TODAY, calendar), calendar) >= TODAY


def test_after_twenty_days_a_reason_is_owed(office, examined, calendar):
    tell(examined, office)
    ask(examined, office)
    day = calendar.add(hold_by(TODAY, calendar), 1)

    with pytest.raises(errors.LateUnexplained):
        arrange(examined, office, day)
    arrange(examined, office, day, late_reason="听证室维修")

    assert Hearing.objects.get().late_reason == "听证室维修"


def test_a_hearing_of_public_interest_is_announced_and_awaited(office, examined, calendar):
    day = earliest(TODAY, calendar)
    plan = a_plan(office, day)
    reason = "涉及公共利益的重大事项"
    actions.announce_hearing(examined.pk, plan, reason=reason, by=office.examiner, at=AT)

    hearing = Hearing.objects.public().get()
    assert (hearing.basis, hearing.state) == ("public", H.ARRANGED)
    with pytest.raises(NotAllowed):
        actions.call_off_hearing(examined.pk, reason="取消", by=office.examiner, at=AT)
    actions.call_off_hearing(examined.pk, reason="申请内容变更", by=office.head, at=AT)
    assert not Hearing.objects.public().exists()
    assert do("grant", examined, office, AT).state == "granted"


def test_a_request_withdrawn_lets_the_clock_run_and_the_case_be_decided(office, examined, calendar):
    tell(examined, office)
    ask(examined, office)
    arrange(examined, office, earliest(TODAY, calendar))

    actions.withdraw_hearing(examined.pk, by=office.resident, at=AT)

    assert state_on(examined, office) == H.WITHDRAWN
    assert Case.objects.get(pk=examined.pk).state == "in_review"
    assert do("grant", examined, office, AT).state == "granted"


def test_one_of_two_withdraws_and_the_hearing_is_held_all_the_same(office, examined):
    hearing = tell(examined, office, NEIGHBOUR)
    ask(examined, office)
    person = hearing.parties.get(is_applicant=False)
    facts = {"answered_on": TODAY, "by": office.examiner, "at": AT}
    actions.note_hearing_answer(examined.pk, person.pk, answer="applied", **facts)

    actions.withdraw_hearing(examined.pk, by=office.resident, at=AT)

    assert state_on(examined, office) == H.APPLIED
