"""The office answers: acceptance, notices, turning away; and what silence does."""

from datetime import date, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, do
from tests.conftest import AT
from yimen.cases import errors, tasks
from yimen.cases.actions import deem_accepted
from yimen.cases.models import Case
from yimen.journal.queries import entries_of, verify
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db
LAST = AT + timedelta(days=7)  # Wednesday after Wednesday: the fifth working day
LATE = LAST + timedelta(days=1)


def test_acceptance_starts_the_clock_and_the_examination(office):
    case = do("accept", a_case(office=office), office, AT)

    assert (case.promised_due_on, case.legal_due_on) == (date(2026, 5, 29), date(2026, 6, 17))
    (task,) = open_tasks(case.pk)
    assert (task.kind, task.due_on) == ("examine", case.promised_due_on)


def test_a_late_acceptance_counts_from_receipt(office):
    case = do("accept", a_case(office=office), office, LATE)

    assert case.is_deemed
    assert case.accepted_at == AT
    assert case.legal_due_on == date(2026, 6, 17)
    assert entries_of(case.pk)[-1].facts["deemed"] is True


@pytest.mark.parametrize("move", ["request_supplement", "decline"])
def test_after_five_silent_days_it_is_too_late_to_ask_or_turn_away(office, move):
    case = a_case(office=office)

    with pytest.raises(errors.AcceptedByLaw):
        do(move, case, office, LATE)
    assert do(move, case, office, LAST).revision == case.revision + 1


def test_silence_accepts_after_the_fifth_day_and_not_before(office):
    case = a_case(office=office)

    with pytest.raises(errors.StillTimeToAnswer):
        deem_accepted(case.pk, at=LAST)
    accepted = deem_accepted(case.pk, at=LATE)

    assert (accepted.state, accepted.is_deemed, accepted.accepted_at) == ("accepted", True, AT)
    assert [task.kind for task in open_tasks(case.pk)] == ["examine"]
    assert entries_of(case.pk)[-1].kind == "case.deemed_accepted"
    assert verify(case.pk) == []


def test_after_an_answer_silence_accepts_as_from_the_answer(office):
    later = AT + timedelta(days=2)
    case = do("request_supplement", a_case(office=office), office, AT)
    case = do("supplement", case, office, later)

    accepted = deem_accepted(case.pk, at=later + timedelta(days=8))

    assert accepted.accepted_at == later


def test_a_notice_stops_the_five_days_and_the_answer_starts_them_again(office):
    case = do("request_supplement", a_case(office=office), office, AT)
    assert not Case.objects.silently_accepted(date(2027, 1, 1)).exists()

    case = do("supplement", case, office, AT + timedelta(days=9))

    assert case.acceptance_due_on == date(2026, 6, 5)


def test_who_asks_takes_the_task_in_hand(office):
    case = do("request_supplement", a_case(office=office), office, AT)

    (task,) = open_tasks(case.pk)
    assert (task.kind, task.holder_id) == ("accept", office.clerk.staff_id)
    assert task.due_on == case.supplements.get().answer_by


def test_a_second_notice_is_numbered(office):
    case = do("request_supplement", a_case(office=office), office, AT)
    case = do("supplement", case, office, AT)
    do("request_supplement", case, office, AT)

    rounds = [e.facts.get("round") for e in entries_of(case.pk) if "round" in e.facts]
    assert rounds == [1, 2]


@pytest.mark.parametrize(
    ("given", "error", "field"),
    [
        ({"gaps": []}, errors.GapsMissing, "gaps"),
        ({"gaps": [{"material": "m1", "what": " "}]}, errors.GapsMissing, "gaps"),
        ({"gaps": [{"material": "x", "what": "…"}]}, errors.NoSuchMaterial, "gaps"),
        ({"answer_by": date(2026, 5, 20)}, errors.AnswerTooSoon, "answer_by"),
    ],
)
def test_a_notice_says_exactly_what_and_leaves_time(office, given, error, field):
    with pytest.raises(error) as refused:
        do("request_supplement", a_case(office=office), office, AT, **given)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"ground": "because"}, errors.BadGround),
        ({"reason": " "}, errors.ReasonsMissing),
        ({"ground": "not_ours"}, errors.WhereToGoMissing),
    ],
)
def test_turning_away_needs_a_ground_a_reason_and_where_to_go(office, given, error):
    with pytest.raises(error):
        do("decline", a_case(office=office), office, AT, **given)


def test_a_case_turned_away_has_ended(office):
    case = do(
        "decline",
        a_case(office=office),
        office,
        AT,
        ground="not_ours",
        reason="不属于本机关职权范围",
        where_to_go="新余市交通运输局",
    )

    assert (case.state, case.ended_at) == ("declined", AT)
    assert open_tasks(case.pk) == []
    assert case.opinions.get().conclusion == "declined"


# The sweep


def jobs(name: str) -> list[dict]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=name)]


def test_after_days_of_outage_the_sweep_finds_every_silent_case_once(office, monkeypatch):
    long_ago = AT - timedelta(days=40)
    silent = [a_case(office=office, at=long_ago + timedelta(days=n)) for n in range(3)]
    a_case("accepted", office=office, at=long_ago)
    a_case("supplementing", office=office, at=long_ago)
    set_clock(monkeypatch, AT)

    tasks.sweep_silence(timestamp=0)
    tasks.sweep_silence(timestamp=0)  # nobody worked meanwhile: no second job

    found = sorted(job["case_id"] for job in jobs("cases.deem_accepted"))
    assert found == sorted(str(case.pk) for case in silent)
    for job in jobs("cases.deem_accepted"):
        tasks.deem_accepted(**job)
        tasks.deem_accepted(**job)  # safe to repeat
    for case in silent:
        found = Case.objects.get(pk=case.pk)
        assert (found.state, found.accepted_at) == ("accepted", case.filed_at)
        kinds = [entry.kind for entry in entries_of(case.pk)]
        assert kinds == ["case.filed", "case.deemed_accepted"]


def test_a_case_answered_in_the_meantime_is_left_alone(office, monkeypatch):
    case = a_case(office=office)
    set_clock(monkeypatch, LATE)
    do("withdraw", case, office, LATE)

    tasks.deem_accepted(case_id=str(case.pk))

    assert Case.objects.get(pk=case.pk).state == "withdrawn"


def set_clock(monkeypatch, at):
    """The wall clock of the job, which alone reads it."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
