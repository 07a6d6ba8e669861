"""Claim and release: one name on a task, and everybody sees whose."""

from dataclasses import replace

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.kernel.actor import STRANGER, SYSTEM, Actor, Kind
from yimen.kernel.ids import new_id
from yimen.process import actions, errors
from yimen.process.models import Task
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def task() -> Task:
    """A task of acceptance in some office."""
    definition = actions.ensure_definition("standard", "标准程序", STANDARD_LINKS, at=AT)
    subject = new_id()
    actions.start(definition, subject, OrganisationFactory().pk, due_on=None, at=AT)
    [opened] = open_tasks(subject)
    return opened


@pytest.fixture
def clerk(task: Task) -> Actor:
    """A clerk of that office."""
    return staff_actor("case.accept", organisation=task.organisation)


@pytest.fixture
def colleague(task: Task) -> Actor:
    """Another clerk of that office."""
    return staff_actor("case.accept", organisation=task.organisation)


def holder_of(task: Task) -> object:
    return Task.objects.get(pk=task.pk).holder_id


def test_a_claimed_task_shows_its_holder(task: Task, clerk: Actor) -> None:
    actions.claim(task.pk, by=clerk, at=AT)
    [shown] = open_tasks(task.subject)

    assert shown.holder is not None and shown.holder.name == clerk.name
    assert shown.claimed_at == AT


def test_the_second_to_claim_is_told_who_has_it(task: Task, clerk: Actor, colleague: Actor) -> None:
    actions.claim(task.pk, by=clerk, at=AT)
    with pytest.raises(errors.HeldByAnother) as conflict:
        actions.claim(task.pk, by=colleague, at=AT)

    assert conflict.value.facts["holder"] == clerk.name
    assert conflict.value.status == 409
    assert holder_of(task) == clerk.staff_id


def test_claiming_twice_is_the_same_as_once(task: Task, clerk: Actor) -> None:
    actions.claim(task.pk, by=clerk, at=AT)
    actions.claim(task.pk, by=clerk, at=AT)

    assert holder_of(task) == clerk.staff_id


def test_only_staff_whose_post_reaches_the_task_may_claim_it(task: Task, clerk: Actor) -> None:
    neighbour = staff_actor("case.accept")
    examiner = staff_actor("case.examine", organisation=task.organisation)
    applicant = Actor(kind=Kind.APPLICANT, party_id=new_id(), grants=clerk.grants)
    for actor in (neighbour, examiner, applicant, STRANGER, SYSTEM):
        with pytest.raises(errors.NotYours):
            actions.claim(task.pk, by=actor, at=AT)

    assert holder_of(task) is None


def test_a_closed_task_cannot_be_claimed(task: Task, clerk: Actor) -> None:
    actions.complete(task.subject, "accept", by=clerk, at=AT, outcome="accepted")
    with pytest.raises(errors.TaskNotOpen):
        actions.claim(task.pk, by=clerk, at=AT)


def test_the_holder_releases_and_another_takes_over(
    task: Task, clerk: Actor, colleague: Actor
) -> None:
    actions.claim(task.pk, by=clerk, at=AT)
    actions.release(task.pk, by=clerk, at=AT)
    actions.claim(task.pk, by=colleague, at=AT)

    assert holder_of(task) == colleague.staff_id


def test_a_colleague_cannot_release_what_he_does_not_hold(
    task: Task, clerk: Actor, colleague: Actor
) -> None:
    actions.claim(task.pk, by=clerk, at=AT)
    with pytest.raises(errors.HeldByAnother):
        actions.release(task.pk, by=colleague, at=AT)

    assert holder_of(task) == clerk.staff_id


def test_a_deputy_and_the_houses_manager_release_for_one_who_is_away(
    task: Task, clerk: Actor, colleague: Actor
) -> None:
    assert clerk.staff_id is not None
    deputy = replace(colleague, stands_in_for=frozenset({clerk.staff_id}))
    manager = staff_actor("org.manage", organisation=task.organisation)
    for actor in (deputy, manager):
        actions.claim(task.pk, by=clerk, at=AT)
        actions.release(task.pk, by=actor, at=AT)
        assert holder_of(task) is None


def test_a_manager_of_another_house_cannot_release(task: Task, clerk: Actor) -> None:
    actions.claim(task.pk, by=clerk, at=AT)
    with pytest.raises(errors.HeldByAnother):
        actions.release(task.pk, by=staff_actor("org.manage"), at=AT)


def test_releasing_what_nobody_holds_does_nothing(task: Task, clerk: Actor) -> None:
    actions.release(task.pk, by=clerk, at=AT)

    assert holder_of(task) is None


def test_a_deputy_completes_what_the_absent_officer_holds(
    task: Task, clerk: Actor, colleague: Actor
) -> None:
    assert clerk.staff_id is not None
    actions.claim(task.pk, by=clerk, at=AT)
    deputy = replace(colleague, stands_in_for=frozenset({clerk.staff_id}))
    actions.complete(task.subject, "accept", by=deputy, at=AT, outcome="accepted")

    assert [t.link for t in open_tasks(task.subject)] == ["examine"]


def test_work_lists_show_what_a_grant_of_that_name_reaches(task: Task, clerk: Actor) -> None:
    parent = OrganisationFactory()
    child = OrganisationFactory(parent=parent)
    subject = new_id()
    definition = actions.ensure_definition("standard", "标准程序", STANDARD_LINKS, at=AT)
    actions.start(definition, subject, child.pk, due_on=None, at=AT)
    above = staff_actor("case.accept", "case.decide", organisation=parent)
    wrong_grant = staff_actor("case.examine", organisation=parent)
    applicant = Actor(kind=Kind.APPLICANT, party_id=new_id())

    def seen_by(actor: Actor) -> set[object]:
        return set(Task.objects.open().for_grants(actor).values_list("subject", flat=True))

    assert seen_by(above) == {subject}
    assert seen_by(clerk) == {task.subject}
    assert seen_by(SYSTEM) == {subject, task.subject}
    for nobody in (wrong_grant, applicant, STRANGER):
        assert seen_by(nobody) == set()


def test_my_tasks_are_those_in_my_hands_and_in_those_i_deputise_for(
    task: Task, clerk: Actor
) -> None:
    assert clerk.staff_id is not None
    actions.claim(task.pk, by=clerk, at=AT)
    deputy_staff = StaffFactory(organisation=task.organisation)
    deputy = staff_actor("case.accept", staff=deputy_staff)

    assert Task.objects.open().held_by(clerk).get() == task
    assert not Task.objects.open().held_by(deputy).exists()
    standing_in = replace(deputy, stands_in_for=frozenset({clerk.staff_id}))
    assert Task.objects.open().held_by(standing_in).get() == task
