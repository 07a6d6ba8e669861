"""A renewal asked for in time and not decided before the end is renewed by law (art. 50)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, a_pdf, an_office, do
from tests.conftest import AT
from yimen.cases import actions
from yimen.cases.errors.answering import NotSilent
from yimen.cases.followers import TOLD_APPLICANT, TOLD_STAFF
from yimen.cases.models import Case, Result
from yimen.cases.queries.silence import silent_renewals
from yimen.cases.rules.results import renew_by
from yimen.cases.tasks import deem_renewed, sweep_renewals
from yimen.journal.queries import entries_of
from yimen.orgs.queries import calendar_for
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office(version__validity_months=12)


@pytest.fixture
def earlier(office):
    return a_case("result_made", office=office).result


def moment(day):
    """Ten o'clock of that day."""
    return AT + (day - timezone.localdate(AT))


def renewal(office, earlier, *moves, late=0):
    """A renewal filed on the last day that is in time (or so many days later)."""
    last = renew_by(earlier.valid_until, calendar_for(office.organisation.region_id))
    at = moment(last + timedelta(days=late))
    draft = actions.follow_up_result(earlier.pk, purpose="renewal", by=office.resident, at=at)
    actions.add_material(draft.pk, "m1", a_pdf(), by=office.resident, at=at)
    case = actions.file_case(draft.pk, by=office.resident, at=at)
    for move in moves:
        case = do(move, case, office, at)
    return case


def after(earlier, days=1):
    return moment(earlier.valid_until + timedelta(days=days))


@pytest.mark.parametrize("moves", [("accept",), ("accept", "examine"), ("accept", "pause")])
def test_silence_renews_and_the_new_joins_on_to_the_earlier(office, earlier, moves):
    case = renewal(office, earlier, *moves)

    actions.deem_renewed(case.pk, at=after(earlier))

    found, old = Case.objects.get(pk=case.pk), Result.objects.get(pk=earlier.pk)
    assert found.state == "result_made"
    assert found.result.valid_from == earlier.valid_until + timedelta(days=1)
    assert (old.state, old.replaced_by) == ("replaced", found.result)
    assert [task.kind for task in open_tasks(case.pk)] == ["issue"]


def test_both_sides_are_told_and_nobody_is_said_to_have_examined(office, earlier):
    case = renewal(office, earlier, "accept")
    actions.claim_task(
        case.pk, open_tasks(case.pk)[0].pk, by=office.examiner, at=moment(case.filed_at.date())
    )

    actions.deem_renewed(case.pk, at=after(earlier))

    entry = next(e for e in entries_of(case.pk) if e.kind == "case.renewed_by_silence")
    assert entry.facts["staff"] == [str(office.examiner.staff_id)]
    assert entry.kind in TOLD_APPLICANT & TOLD_STAFF
    assert not case.opinions.filter(conclusion="passed").exists()


@pytest.mark.parametrize(
    ("moves", "late", "days"),
    [(("accept",), 0, 0), (("accept",), 1, 1), ((), 0, 1), (("accept", "examine", "refuse"), 0, 1)],
    ids=["not yet ended", "asked for too late", "not accepted", "decided"],
)
def test_what_the_law_has_not_renewed_is_not(office, earlier, moves, late, days):
    case = renewal(office, earlier, *moves, late=late)

    with pytest.raises(NotSilent):
        actions.deem_renewed(case.pk, at=after(earlier, days))


def test_a_second_time_changes_nothing(office, earlier):
    case = renewal(office, earlier, "accept")
    actions.deem_renewed(case.pk, at=after(earlier))

    with pytest.raises(NotSilent):
        actions.deem_renewed(case.pk, at=after(earlier))


def test_the_sweep_finds_it_once_it_has_ended(office, earlier):
    case = renewal(office, earlier, "accept")
    follow_up, end = case.follow_up, earlier.valid_until

    assert silent_renewals(end) == []
    assert silent_renewals(end + timedelta(days=1)) == [follow_up]


def test_the_sweep_leaves_what_was_asked_for_too_late(office, earlier):
    renewal(office, earlier, "accept", late=1)

    assert silent_renewals(earlier.valid_until + timedelta(days=1)) == []


def test_the_sweep_reads_the_calendar_once_a_place(office, earlier, django_assert_num_queries):
    day = earlier.valid_until + timedelta(days=1)
    for one in (earlier, *(a_case("result_made", office=office).result for _ in range(2))):
        renewal(office, one, "accept")
    assert len(silent_renewals(day)) == 3  # the calendar's days are known now

    with django_assert_num_queries(2):  # the renewals, and which notices the place has
        assert len(silent_renewals(day)) == 3


def test_the_sweep_defers_one_job_a_case(office):
    began = timezone.now() - timedelta(days=400)
    case = renewal(office, a_case("result_made", office=office, at=began).result, "accept")

    for _ in range(2):
        sweep_renewals()

    (job,) = ProcrastinateJob.objects.filter(task_name="cases.deem_renewed")
    deem_renewed(**job.args)
    assert Case.objects.get(pk=case.pk).state == "result_made"
