"""What conditions ask for has changed: the process stands as if it had been so from the start."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from tests.process.drawings import drawing
from tests.process.test_running import DUE, done, waiting
from yimen.kernel.ids import new_id
from yimen.process import actions
from yimen.process.models import Process, Task

pytestmark = pytest.mark.django_db

CHOICE = drawing(
    "start > accept > pick > examine2 > meet > decide > issue > end",
    "pick > examine1 [kind == 'new']",
    "examine1 > meet",
    gateways="pick:x meet:x",
)
STRAIGHT = drawing("start > accept > decide > issue > end")
ASKS_FIRST = drawing(
    "start > pick > meet > accept > decide > issue > end",
    "pick > examine1 [kind == 'new']",
    "examine1 > meet",
    gateways="pick:x meet:x",
)


def begun(xml: str) -> UUID:
    subject, office = new_id(), OrganisationFactory()
    definition = actions.publish_bpmn("first", "程序", xml, at=AT)
    actions.start(definition, subject, office.pk, due_on=DUE, at=AT, facts={"kind": "new"})
    return subject


def anew(subject: UUID, xml: str, key: str = "first") -> None:
    definition = actions.publish_bpmn(key, "程序", xml, at=AT)
    actions.begin_anew(definition, subject, facts={"kind": "old"}, at=AT + timedelta(days=1))


def test_conditions_ahead_see_the_new_facts_and_who_holds_the_link_keeps_it() -> None:
    subject = begun(CHOICE)
    [task] = Task.objects.filter(subject=subject)
    clerk = staff_actor("case.accept", organisation=task.organisation)
    actions.claim(task.pk, by=clerk, at=AT)

    anew(subject, CHOICE)

    [kept] = Task.objects.filter(subject=subject)
    assert (kept.pk, kept.holder_id, kept.due_on) == (task.pk, clerk.staff_id, DUE)
    actions.complete(subject, "accept", by=clerk, at=AT, outcome="accepted")
    assert waiting(subject) == ["examine2"]


def test_another_process_takes_the_place_of_the_first() -> None:
    subject = begun(CHOICE)

    anew(subject, STRAIGHT, "second")

    assert Process.objects.get(subject=subject).definition.key == "second"
    assert waiting(done(subject, "accept")) == ["decide"]


def test_links_that_still_apply_stay_done_and_others_become_history() -> None:
    both = done(begun(CHOICE), "accept")
    assert waiting(both) == ["examine1"]

    anew(both, CHOICE)

    assert waiting(both) == ["examine2"]
    closed = Task.objects.get(subject=both, link="examine1")
    assert closed.outcome == "changed"
    assert Task.objects.get(subject=both, link="accept").undone_at is None


def test_a_link_done_before_that_nobody_would_have_come_to_is_undone() -> None:
    subject = done(begun(ASKS_FIRST), "examine1")

    anew(subject, ASKS_FIRST)

    assert waiting(subject) == ["accept"]
    assert Task.objects.get(subject=subject, link="examine1").undone_at is not None
