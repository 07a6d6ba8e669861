"""Pausing, resuming, extending; and calendars that change."""

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, an_office, do
from tests.conftest import AT
from yimen.cases import errors, followers, tasks
from yimen.cases.actions import refresh_dues
from yimen.cases.models import Case
from yimen.cases.queries import clock_of
from yimen.journal.models import Entry
from yimen.journal.queries import entries_of, view_of
from yimen.kernel.actor import SYSTEM
from yimen.orgs.actions import load_calendar_year
from yimen.orgs.queries import calendar_for
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def days(n: int) -> timedelta:
    return timedelta(days=n)


def test_a_pause_moves_both_limits_by_the_days_told(office, case):
    paused = do("pause", case, office, AT, planned_days=5)

    assert (paused.promised_due_on, paused.legal_due_on) == (date(2026, 6, 5), date(2026, 6, 25))
    assert open_tasks(case.pk)[0].due_on == paused.promised_due_on
    assert clock_of(paused, TODAY).is_paused


def test_ending_early_gives_back_the_days_not_taken(office, case):
    paused = do("pause", case, office, AT, planned_days=5)

    resumed = do("resume", paused, office, AT + days(2))

    assert resumed.promised_due_on == date(2026, 6, 2)
    assert entries_of(case.pk)[-1].facts["days"] == 2
    assert entries_of(case.pk)[-1].facts["over_days"] == 0


def test_ending_late_saves_only_the_days_told_and_says_so(office, case):
    paused = do("pause", case, office, AT, planned_days=2)

    resumed = do("resume", paused, office, AT + days(7))

    assert resumed.promised_due_on == date(2026, 6, 2)
    assert entries_of(case.pk)[-1].facts["over_days"] == 3
    assert clock_of(resumed, TODAY + days(7)).pause_over


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        ({"kind": "holiday"}, errors.BadPause, "kind"),
        ({"planned_days": 0}, errors.BadPause, "planned_days"),
        ({"planned_days": 1000}, errors.BadPause, "planned_days"),
        ({"reason": ""}, errors.ReasonsMissing, "reason"),
    ],
)
def test_only_art_45_stops_the_clock_for_a_time_told(office, case, given, error, field):
    with pytest.raises(error) as refused:
        do("pause", case, office, AT, **given)
    assert refused.value.field == field


def test_withdrawing_ends_the_special_procedure_too(office, case):
    paused = do("pause", case, office, AT)

    do("withdraw", paused, office, AT + days(1))

    assert case.pauses.get().ended_on == TODAY + days(1)


def test_the_head_extends_once_by_at_most_ten_days(office, case):
    with pytest.raises(errors.ExtensionTooLong):
        do("extend", case, office, AT, days=11)

    extended = do("extend", case, office, AT, days=10)
    assert (extended.promised_due_on, extended.legal_due_on) == (
        date(2026, 6, 12),
        date(2026, 7, 2),
    )
    with pytest.raises(errors.AlreadyExtended):
        do("extend", extended, office, AT, days=1)


def test_a_limit_that_has_run_out_is_not_extended(office, case):
    with pytest.raises(errors.LimitOver):
        do("extend", case, office, AT + days(29))


def test_an_extension_after_a_broken_promise_mends_only_the_legal_limit(office, case):
    extended = do("extend", case, office, AT + days(12), days=10)

    assert (extended.promised_due_on, extended.legal_due_on) == (
        date(2026, 5, 29),
        date(2026, 7, 2),
    )


def test_an_item_without_limits_has_nothing_to_extend():
    office = an_office(
        version__item_type="20", version__legal_days=None, version__promised_days=None
    )
    case = a_case("accepted", office=office)

    assert (case.promised_due_on, case.legal_due_on) == (None, None)
    with pytest.raises(errors.NoLimit):
        do("extend", case, office, AT)


def test_a_licence_for_which_no_law_sets_days_has_twenty():
    case = a_case("accepted", office=an_office(version__legal_days=None))

    assert case.legal_due_on == date(2026, 6, 17)
    assert clock_of(case, TODAY).legal.article == "licensing_law.42"


def test_a_later_act_cannot_lie_before_an_earlier_one(office, case):
    with pytest.raises(errors.TooEarly):
        do("pause", case, office, AT - days(1))


# A late-announced holiday


def announce(region: str = "", day: date = date(2026, 5, 27)) -> None:
    """A holiday in 2026, announced after the case was accepted."""
    known = calendar_for(region)
    holidays = {d: name for d, name in known.holidays.items() if d.year == 2026}
    load_calendar_year(
        2026,
        {**holidays, day: "临时放假"},
        {d: name for d, name in known.makeup.items() if d.year == 2026},
        source="通知",
        region=region,
        by=SYSTEM,
        at=AT,
    )


def test_a_late_holiday_moves_open_cases_and_their_tasks(office, case):
    ended = a_case("withdrawn", office=office)
    announce()

    moved = refresh_dues([case.pk, ended.pk], at=AT)

    assert moved == [case.pk]
    found = Case.objects.get(pk=case.pk)
    assert (found.promised_due_on, found.legal_due_on) == (date(2026, 6, 1), date(2026, 6, 18))
    assert open_tasks(case.pk)[0].due_on == date(2026, 6, 1)
    assert refresh_dues([case.pk], at=AT) == []


def test_a_late_holiday_moves_the_applicants_day_to_supplement(office):
    case = a_case("supplementing", office=office)
    assert open_tasks(case.pk)[0].due_on == date(2026, 6, 4)
    announce(day=date(2026, 6, 4))

    refresh_dues([case.pk], at=AT)

    assert open_tasks(case.pk)[0].due_on == date(2026, 6, 5)
    assert Case.objects.get(pk=case.pk).acceptance_due_on == case.acceptance_due_on


def test_the_follower_has_the_cases_of_the_place_recomputed(office, case):
    region = office.organisation.region_id
    announce(region)

    followers.refresh_dues([view_of(Entry.objects.get(kind="calendar.loaded"))])
    (job,) = ProcrastinateJob.objects.filter(task_name="cases.refresh_region")
    tasks.refresh_region(**job.args)
    (batch,) = ProcrastinateJob.objects.filter(task_name="cases.refresh_batch")
    tasks.refresh_batch(**batch.args)

    assert job.args["region"] == region
    assert Case.objects.get(pk=case.pk).promised_due_on == date(2026, 6, 1)
