"""Processes in the database: rows in step with the engine, few queries, nothing forgotten."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from tests.process.drawings import drawing, part
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import new_id
from yimen.process import actions, errors
from yimen.process.models import Definition, Process, Task
from yimen.process.queries import open_tasks, tasks_of

pytestmark = pytest.mark.django_db

DUE = date(2026, 6, 17)
LATER = AT + timedelta(days=1)
PARALLEL = drawing(
    "start > accept > fork > examine1 > join > decide > issue > end",
    "fork > examine2 > join",
    gateways="fork:+ join:+",
)


def standard() -> Definition:
    return actions.ensure_definition("standard", "标准程序", STANDARD_LINKS, at=AT)


def drawn(xml: str) -> Definition:
    return actions.publish_bpmn("drawn", "自绘程序", xml, at=AT)


def begun(definition: Definition) -> UUID:
    """A subject whose process has just begun."""
    subject = new_id()
    office = OrganisationFactory()
    actions.start(definition, subject, office.pk, due_on=DUE, at=AT)
    return subject


def done(subject: UUID, *links: str, outcome: str = "done") -> UUID:
    """The subject after these links are done."""
    for link in links:
        kind = link.rstrip("0123456789")
        actions.complete(subject, kind, by=SYSTEM, at=AT, outcome=outcome, link=link)
    return subject


def waiting(subject: UUID) -> list[str]:
    return sorted(task.link for task in open_tasks(subject))


def test_the_standard_process_runs_link_by_link() -> None:
    subject = begun(standard())
    for kind in ["accept", "examine", "decide", "issue"]:
        [task] = open_tasks(subject)
        assert (task.kind, task.due_on, task.opened_at) == (kind, DUE, AT)
        actions.complete(subject, kind, by=SYSTEM, at=AT, outcome="done")

    assert open_tasks(subject) == []
    assert not Process.objects.get(subject=subject).is_open


def test_a_task_says_which_grant_does_it_in_which_organisation_and_how_long_it_may_take() -> None:
    subject = new_id()
    office = OrganisationFactory()
    actions.start(standard(), subject, office.pk, due_on=None, at=AT)
    [task] = open_tasks(subject)

    assert (task.grant, task.days, task.organisation_id) == ("case.accept", 5, office.pk)
    assert (task.name, task.due_on) == ("受理", None)


def test_a_closed_task_keeps_who_when_and_how() -> None:
    subject = begun(standard())
    clerk = staff_actor("case.accept")
    actions.complete(subject, "accept", by=clerk, at=LATER, outcome="accepted")
    first, second = tasks_of(subject)

    assert (first.closed_by, first.closed_at, first.outcome) == (clerk.staff_id, LATER, "accepted")
    assert (second.opened_at, second.closed_at, second.outcome) == (LATER, None, "")


def test_starting_and_completing_ask_the_database_little(
    django_assert_max_num_queries: object,
) -> None:
    definition, office, subject = standard(), OrganisationFactory(), new_id()
    begun(definition)  # its plan is in memory now, as in a server that has run for a while
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        actions.start(definition, subject, office.pk, due_on=DUE, at=AT)
    for kind in ["accept", "examine", "decide", "issue"]:
        with django_assert_max_num_queries(5):  # type: ignore[operator]
            actions.complete(subject, kind, by=SYSTEM, at=AT, outcome="done")


def test_branches_are_open_side_by_side() -> None:
    subject = done(begun(drawn(PARALLEL)), "accept")
    assert waiting(subject) == ["examine1", "examine2"]

    assert waiting(done(subject, "examine2")) == ["examine1"]
    assert waiting(done(subject, "examine1")) == ["decide"]


def test_of_two_open_tasks_of_a_kind_one_must_be_chosen() -> None:
    subject = done(begun(drawn(PARALLEL)), "accept")
    with pytest.raises(errors.SeveralTasksOpen) as refusal:
        actions.complete(subject, "examine", by=SYSTEM, at=AT, outcome="passed")

    assert refusal.value.facts["links"] == ["examine1", "examine2"]
    assert waiting(subject) == ["examine1", "examine2"]


def test_of_two_open_tasks_of_a_kind_the_one_in_the_officers_hands_is_meant() -> None:
    subject = done(begun(drawn(PARALLEL)), "accept")
    second = open_tasks(subject)[1]
    examiner = staff_actor("case.examine", organisation=second.organisation)
    actions.claim(second.pk, by=examiner, at=AT)
    actions.complete(subject, "examine", by=examiner, at=AT, outcome="passed")

    assert second.link not in waiting(subject)
    assert len(waiting(subject)) == 1


def test_the_outcome_and_data_choose_the_path() -> None:
    xml = drawing(
        "start > examine > pick > decide > end",
        "pick > issue [outcome == 'failed' and area > 300]",
        "issue > end",
        gateways="pick:x",
    )
    subject = begun(drawn(xml))
    actions.complete(subject, "examine", by=SYSTEM, at=AT, outcome="failed", data={"area": 500})

    assert waiting(subject) == ["issue"]


def test_a_path_that_cannot_be_chosen_leaves_the_task_open() -> None:
    xml = drawing(
        "start > examine > pick > decide > end", "pick > end [area > 300]", gateways="pick:x"
    )
    subject = begun(drawn(xml))
    with pytest.raises(errors.ConditionFailed):
        actions.complete(subject, "examine", by=SYSTEM, at=AT, outcome="passed")

    assert waiting(subject) == ["examine"]


@pytest.mark.parametrize("kind", ["examine", "accept"])
def test_only_an_open_task_can_be_completed(kind: str) -> None:
    subject = done(begun(standard()), "accept", "examine")
    with pytest.raises(errors.TaskNotOpen):
        actions.complete(subject, kind, by=SYSTEM, at=AT, outcome="done")


def test_a_subject_without_a_process_and_one_whose_process_ended_are_told_apart() -> None:
    ended = done(begun(standard()), "accept", "examine", "decide", "issue")
    with pytest.raises(errors.ProcessEnded):
        actions.complete(ended, "issue", by=SYSTEM, at=AT, outcome="done")
    with pytest.raises(errors.NoProcess):
        actions.complete(new_id(), "issue", by=SYSTEM, at=AT, outcome="done")


def test_a_subject_has_one_process() -> None:
    subject = begun(standard())
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.start(standard(), subject, OrganisationFactory().pk, due_on=None, at=AT)


def test_a_return_reopens_the_earlier_link_and_keeps_history() -> None:
    subject = done(begun(standard()), "accept", "examine")
    actions.return_to(subject, "examine", at=LATER)
    rows = [(t.link, t.outcome, t.undone_at) for t in tasks_of(subject)]

    assert rows == [
        ("accept", "done", None),
        ("examine", "done", LATER),
        ("decide", "returned", LATER),
        ("examine", "", None),
    ]
    [task] = open_tasks(subject)
    assert (task.opened_at, task.due_on) == (LATER, DUE)
    assert waiting(done(subject, "examine")) == ["decide"]


def test_a_return_to_the_first_link_undoes_all_that_followed() -> None:
    subject = done(begun(standard()), "accept", "examine", "decide")
    actions.return_to(subject, "accept", at=LATER)

    assert waiting(subject) == ["accept"]
    assert {t.link for t in tasks_of(subject) if t.undone_at} == {
        "accept", "examine", "decide", "issue"
    }  # fmt: skip
    done(subject, "accept", "examine", "decide", "issue")
    assert not Process.objects.get(subject=subject).is_open


@pytest.mark.parametrize("order", [("examine1", "examine2"), ("examine2", "examine1")])
def test_a_return_out_of_parallel_branches_leaves_the_other_opinion_standing(
    order: tuple[str, str],
) -> None:
    subject = done(begun(drawn(PARALLEL)), "accept", *order)
    actions.return_to(subject, "examine1", at=LATER)

    assert waiting(subject) == ["examine1"]
    assert {t.link for t in tasks_of(subject) if t.undone_at} == {"examine1", "decide"}
    assert waiting(done(subject, "examine1")) == ["decide"]


def test_a_return_within_a_branch_leaves_the_task_beside_it_open() -> None:
    subject = done(begun(drawn(PARALLEL)), "accept", "examine1")
    beside = open_tasks(subject)[0]
    actions.return_to(subject, "examine1", at=LATER)

    assert waiting(subject) == ["examine1", "examine2"]
    assert Task.objects.get(pk=beside.pk).closed_at is None


def test_a_return_closes_what_somebody_had_in_hand() -> None:
    subject = done(begun(standard()), "accept")
    [task] = open_tasks(subject)
    examiner = staff_actor("case.examine", organisation=task.organisation)
    head = staff_actor("case.decide", organisation=task.organisation)
    actions.claim(task.pk, by=examiner, at=AT)
    actions.return_to(subject, "accept", at=LATER, by=head)
    task.refresh_from_db()

    assert (task.outcome, task.closed_by, task.holder_id) == (
        "returned", head.staff_id, examiner.staff_id
    )  # fmt: skip


@pytest.mark.parametrize("link", ["examine", "decide", "nowhere"])
def test_a_return_leads_back_only(link: str) -> None:
    subject = done(begun(standard()), "accept")
    with pytest.raises(errors.NotEarlier):
        actions.return_to(subject, link, at=AT)

    assert waiting(subject) == ["examine"]


def test_parts_of_a_process_have_tasks_like_any_other() -> None:
    xml = drawing("start > accept > part1 > decide > end",
                  extra=part("part1", "start1 > examine1 > examine2 > end1"))  # fmt: skip
    subject = done(begun(drawn(xml)), "accept", "examine1", "examine2")
    assert waiting(subject) == ["decide"]

    actions.return_to(subject, "examine1", at=LATER)
    assert waiting(subject) == ["examine1"]
    assert waiting(done(subject, "examine1", "examine2")) == ["decide"]


def test_a_cancelled_process_has_no_open_tasks() -> None:
    subject = done(begun(drawn(PARALLEL)), "accept")
    actions.cancel(subject, outcome="withdrawn", at=LATER)
    actions.cancel(subject, outcome="terminated", at=LATER)  # it had ended: nothing happens

    outcomes = {t.link: (t.outcome, t.closed_at) for t in tasks_of(subject)}
    assert outcomes["examine1"] == outcomes["examine2"] == ("withdrawn", LATER)
    assert outcomes["accept"] == ("done", AT)
    with pytest.raises(errors.ProcessEnded):
        actions.return_to(subject, "accept", at=LATER)


def test_a_new_due_day_moves_open_tasks_and_those_to_come() -> None:
    subject = done(begun(standard()), "accept")
    actions.reschedule(subject, date(2026, 7, 1))
    done(subject, "examine")

    assert [t.due_on for t in tasks_of(subject)] == [DUE, date(2026, 7, 1), date(2026, 7, 1)]


def test_of_many_only_the_tasks_that_bear_another_day_are_moved() -> None:
    moved, same = (done(begun(standard()), "accept") for _ in range(2))
    actions.reschedule_all({moved: date(2026, 7, 1), same: DUE})

    assert [t.due_on for t in tasks_of(moved)] == [DUE, date(2026, 7, 1)]
    assert [t.due_on for t in tasks_of(same)] == [DUE, DUE]


def test_the_stored_state_holds_no_specification_and_stays_small() -> None:
    subject = done(begun(standard()), "accept", "examine", "decide", "issue")
    state = Process.objects.get(subject=subject).state

    assert set(state) == {"v", "data", "tasks", "last", "done"}
    assert len(str(state)) < 1000


def test_a_definition_is_made_once_a_key() -> None:
    first, second = standard(), standard()

    assert first == second
    assert Definition.objects.count() == 1


def test_a_drawing_can_be_published_again_but_not_changed() -> None:
    assert drawn(PARALLEL) == drawn(PARALLEL)
    with pytest.raises(errors.AlreadyPublished):
        drawn(PARALLEL.replace("程序", "改过的程序"))


def test_a_drawing_that_cannot_run_leaves_nothing_behind() -> None:
    with pytest.raises(errors.BadDrawing):
        drawn(PARALLEL.replace("parallelGateway", "scriptTask"))

    assert not Definition.objects.exists()


def test_the_database_refuses_to_change_a_published_process() -> None:
    definition = standard()
    with pytest.raises(IntegrityError), transaction.atomic():
        Definition.objects.filter(pk=definition.pk).update(name="别的名字")


def test_the_holder_of_a_task_is_the_one_to_complete_it() -> None:
    subject = begun(standard())
    [task] = open_tasks(subject)
    clerk = staff_actor("case.accept", organisation=task.organisation)
    other = staff_actor("case.accept", organisation=task.organisation)
    actions.claim(task.pk, by=clerk, at=AT)
    with pytest.raises(errors.HeldByAnother) as refusal:
        actions.complete(subject, "accept", by=other, at=AT, outcome="accepted")

    assert clerk.name in str(refusal.value)
    actions.complete(subject, "accept", by=clerk, at=AT, outcome="accepted")
    assert waiting(subject) == ["examine"]


def test_the_clock_completes_a_task_whoever_holds_it() -> None:
    subject = begun(standard())
    [task] = open_tasks(subject)
    staff = StaffFactory(organisation=task.organisation)
    actions.claim(task.pk, by=staff_actor("case.accept", staff=staff), at=AT)
    actions.complete(subject, "accept", by=SYSTEM, at=AT, outcome="deemed_accepted")

    assert waiting(subject) == ["examine"]
