"""Taking a task in hand and giving it back stand in the record of the case."""

from contextlib import nullcontext
from dataclasses import replace

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.cases import errors as cases
from yimen.cases.actions import claim_task, release_task
from yimen.cases.permissions import may_release
from yimen.cases.queries import timeline
from yimen.journal.queries import entries_of
from yimen.kernel.actor import Grant
from yimen.process import errors
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db


def held(case):
    return [entry.kind for entry in entries_of(case.pk) if entry.kind[5:] in HELD]


HELD = ("claimed", "released")


def test_who_takes_a_task_in_hand_and_who_gives_it_back_is_on_record(office, case):
    (task,) = open_tasks(case.pk)
    facts = {"by": office.examiner, "at": AT}

    for act in (claim_task, claim_task, release_task, release_task):
        act(case.pk, task.pk, **facts)

    assert held(case) == ["case.claimed", "case.released"]
    assert office.examiner.name in {line.who for line in timeline(case, office.examiner)}


def test_the_applicant_is_not_told_whose_desk_it_lies_on(office, case):
    (task,) = open_tasks(case.pk)
    before = timeline(case, office.resident)

    claim_task(case.pk, task.pk, by=office.examiner, at=AT)

    assert timeline(case, office.resident) == before


def whoever(office, case, who):
    """Somebody who sees the case, and how he stands to the task."""
    house, elsewhere = office.organisation, OrganisationFactory()
    manager = staff_actor("case.read", "org.manage", organisation=house)
    far = frozenset({Grant("org.manage", elsewhere.path, "")})
    return {
        "holder": office.examiner,
        "moved": replace(office.examiner, grants=office.clerk.grants),
        "colleague": staff_actor("case.examine", organisation=house),
        "deputy": replace(office.clerk, stands_in_for=frozenset({office.examiner.staff_id})),
        "manager": manager,
        "manages elsewhere": replace(office.clerk, grants=office.clerk.grants | far),
    }[who]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("holder", True),
        ("moved", True),
        ("colleague", False),
        ("deputy", True),
        ("manager", True),
        ("manages elsewhere", False),
    ],
)
def test_who_is_shown_that_he_may_give_it_back_may_do_so_and_nobody_else(office, case, who, may):
    actor = whoever(office, case, who)
    assert not may_release(actor, case, open_tasks(case.pk)[0])  # nobody holds it
    claim_task(case.pk, open_tasks(case.pk)[0].pk, by=office.examiner, at=AT)
    (task,) = open_tasks(case.pk)

    assert may_release(actor, case, task) is may
    with nullcontext() if may else pytest.raises(errors.HeldByAnother):
        release_task(case.pk, task.pk, by=actor, at=AT)
    assert (open_tasks(case.pk)[0].holder is None) is may


def test_a_refused_claim_leaves_nothing(office, case):
    (task,) = open_tasks(case.pk)
    colleague = staff_actor("case.examine", organisation=office.organisation)
    claim_task(case.pk, task.pk, by=colleague, at=AT)

    with pytest.raises(errors.HeldByAnother):
        claim_task(case.pk, task.pk, by=office.examiner, at=AT)
    with pytest.raises(cases.NoSuchCase):
        claim_task(case.pk, task.pk, by=staff_actor("case.examine"), at=AT)

    assert held(case) == ["case.claimed"]
