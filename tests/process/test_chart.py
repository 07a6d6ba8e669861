"""The chart: every link in order, how far it has come, by whom, when."""

from datetime import timedelta

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.catalogue.rules.elements import STANDARD_LINKS
from yimen.kernel.ids import new_id
from yimen.process import actions
from yimen.process.models import Definition
from yimen.process.queries import chart, definition_of, links_of

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=2)


@pytest.fixture
def definition() -> Definition:
    return actions.ensure_definition("standard", "标准程序", STANDARD_LINKS, at=AT)


def test_the_chart_of_a_definition_shows_who_and_how_long(definition: Definition) -> None:
    shown = [(link.kind, link.grant, link.days, link.state) for link in chart(definition)]

    assert shown == [
        ("accept", "case.accept", 5, "ahead"),
        ("examine", "case.examine", None, "ahead"),
        ("decide", "case.decide", None, "ahead"),
        ("issue", "case.deliver", 10, "ahead"),
    ]
    assert [link.key for link in links_of(definition)] == ["accept", "examine", "decide", "issue"]


def test_the_chart_of_a_subject_shows_what_has_become_of_each_link(
    definition: Definition, django_assert_max_num_queries: object
) -> None:
    office, subject = OrganisationFactory(), new_id()
    clerk = staff_actor("case.accept", organisation=office)
    examiner = staff_actor("case.examine", organisation=office)
    process = actions.start(definition, subject, office.pk, due_on=None, at=AT)
    actions.complete(subject, "accept", by=clerk, at=LATER, outcome="accepted")
    actions.claim(process.tasks.get(link="examine").pk, by=examiner, at=LATER)
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        accept, examine, decide, issue = chart(subject)

    assert (accept.state, accept.who, accept.closed_at) == ("done", clerk.name, LATER)
    assert (examine.state, examine.who, examine.opened_at) == ("open", examiner.name, LATER)
    assert (decide.state, issue.state) == ("ahead", "ahead")
    assert definition_of(subject) == definition


def test_what_a_return_has_undone_is_ahead_again(definition: Definition) -> None:
    office, subject = OrganisationFactory(), new_id()
    clerk = staff_actor("case.accept", organisation=office)
    actions.start(definition, subject, office.pk, due_on=None, at=AT)
    for kind in ("accept", "examine", "decide"):
        actions.complete(subject, kind, by=clerk, at=AT, outcome="done")
    actions.return_to(subject, "examine", at=LATER)

    assert [link.state for link in chart(subject)] == ["done", "open", "ahead", "ahead"]


def test_a_subject_without_a_process_has_no_chart() -> None:
    assert chart(new_id()) == []
    assert definition_of(new_id()) is None
