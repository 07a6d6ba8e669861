"""Two people at once, with real threads and real transactions: exactly one wins."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from tests.process.drawings import drawing
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.kernel.errors import DomainError
from yimen.kernel.ids import new_id
from yimen.process import actions, errors
from yimen.process.models import Definition, Process, Task
from yimen.process.queries import open_tasks, tasks_of

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> list[DomainError | None]:
    """What became of each act when all begin at the same moment."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> DomainError | None:
        try:
            barrier.wait(10)
            act()
        except DomainError as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def subject() -> UUID:
    definition = actions.ensure_definition("standard", "标准程序", STANDARD_LINKS, at=AT)
    ident = new_id()
    actions.start(definition, ident, OrganisationFactory().pk, due_on=None, at=AT)
    return ident


def test_of_two_who_complete_one_task_exactly_one_wins(subject: UUID) -> None:
    office = open_tasks(subject)[0].organisation
    clerks = [staff_actor("case.accept", organisation=office) for _ in range(4)]
    results = together(
        *(
            lambda clerk=clerk: actions.complete(  # type: ignore[misc]
                subject, "accept", by=clerk, at=AT, outcome="accepted"
            )
            for clerk in clerks
        )
    )

    assert results.count(None) == 1
    assert all(isinstance(r, errors.TaskNotOpen) for r in results if r is not None)
    assert [t.link for t in tasks_of(subject)] == ["accept", "examine"]


def test_of_two_who_claim_one_task_exactly_one_wins(subject: UUID) -> None:
    [task] = open_tasks(subject)
    clerks = [staff_actor("case.accept", organisation=task.organisation) for _ in range(4)]
    results = together(
        *(
            lambda clerk=clerk: actions.claim(task.pk, by=clerk, at=AT)  # type: ignore[misc]
            for clerk in clerks
        )
    )

    assert results.count(None) == 1
    assert all(isinstance(r, errors.HeldByAnother) for r in results if r is not None)
    assert Task.objects.get(pk=task.pk).holder_id == clerks[results.index(None)].staff_id


def test_a_claim_and_a_completion_at_once_leave_no_closed_task_in_the_wrong_hands(
    subject: UUID,
) -> None:
    [task] = open_tasks(subject)
    clerk = staff_actor("case.accept", organisation=task.organisation)
    other = staff_actor("case.accept", organisation=task.organisation)
    claimed, completed = together(
        lambda: actions.claim(task.pk, by=clerk, at=AT),
        lambda: actions.complete(subject, "accept", by=other, at=AT, outcome="accepted"),
    )
    task.refresh_from_db()

    if claimed is None:
        assert isinstance(completed, errors.HeldByAnother)
        assert (task.holder_id, task.closed_at) == (clerk.staff_id, None)
    else:
        assert isinstance(claimed, errors.TaskNotOpen) and completed is None
        assert (task.holder_id, task.closed_by) == (None, other.staff_id)


def test_both_branches_completed_at_once_join_once() -> None:
    xml = drawing(
        "start > fork > examine1 > join > decide > end",
        "fork > examine2 > join",
        gateways="fork:+ join:+",
    )
    definition = actions.publish_bpmn("drawn", "自绘程序", xml, at=AT)
    subject, office = new_id(), OrganisationFactory()
    actions.start(definition, subject, office.pk, due_on=None, at=AT)
    by = staff_actor("case.examine", organisation=office)
    results = together(
        *(
            lambda link=link: actions.complete(  # type: ignore[misc]
                subject, "examine", by=by, at=AT, outcome="passed", link=link
            )
            for link in ("examine1", "examine2")
        )
    )

    assert results == [None, None]
    assert [t.link for t in open_tasks(subject)] == ["decide"]


def test_a_definition_asked_for_by_many_at_once_is_made_once() -> None:
    results = together(
        *[lambda: actions.ensure_definition("same", "标准程序", STANDARD_LINKS, at=AT)] * 4
    )

    assert results == [None] * 4
    assert Definition.objects.filter(key="same").count() == 1


def test_a_start_that_fails_halfway_leaves_nothing(subject: UUID) -> None:
    definition = Definition.objects.get()
    with pytest.raises(ValidationError):
        actions.start(definition, new_id(), OrganisationFactory().pk, due_on="soon", at=AT)  # type: ignore[arg-type]

    assert Process.objects.count() == 1
