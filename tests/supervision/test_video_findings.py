"""What is found at windows: entered or proposed, confirmed by a person, a card by hand."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.cases.factories import a_pdf
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from tests.supervision.factories import do
from tests.supervision.window import a_corner
from yimen.journal.models import Entry
from yimen.kernel.actor import Actor, Grant, Kind
from yimen.kernel.errors import NotAllowed
from yimen.supervision import errors
from yimen.supervision.actions import cards
from yimen.supervision.actions.observing import (
    REPORTING,
    Reported,
    confirm_observation,
    dismiss_observation,
    enter_observation,
    report_presence,
)
from yimen.supervision.messages.cards import stated
from yimen.supervision.models import Card, Observation, Presence
from yimen.supervision.queries.footage import observations, presences_around
from yimen.supervision.rules.footage import Span
from yimen.supervision.states import ObservationState

pytestmark = pytest.mark.django_db

NINE = AT.replace(hour=1, minute=0)  # in Shanghai
HALF = Span(NINE, NINE + timedelta(minutes=30))
NOON = NINE + timedelta(hours=3)


@pytest.fixture
def corner():
    return a_corner()


@pytest.fixture
def system(corner):
    return reporter(corner.hall)


def reporter(organisation):
    """A detection system of a hall."""
    return Actor(
        kind=Kind.STAFF,
        name="离岗检测",
        grants=frozenset({Grant(REPORTING, organisation.path)}),
        channel="api",
        client_id=uuid4(),
    )


def reported(key="1", *, minutes=30, is_present=False, since=NINE, camera="3605-03"):
    return Reported(key, camera, is_present, Span(since, since + timedelta(minutes=minutes)))


def proposed(corner, system):
    report_presence([reported()], by=system, at=NOON)
    return Observation.objects.get()


def test_a_finding_becomes_a_card_that_a_supervisor_issues(corner):
    clerk = corner.bench.office.clerk

    one = corner.found(HALF, NOON, officer=None)

    card = one.card
    assert (card.code, card.level, card.state, card.number) == ("V1", 2, "to_issue", None)
    assert card.organisation == corner.hall and card.reached_at == NINE
    assert stated(card) == "2026年5月20日09:00–09:30，3号综合窗口岗位无人，群众无法办事。"
    issued = cards.issue_card(card.pk, by=corner.supervisor, at=NOON)
    explained = do("explain", issued, corner.bench, NOON)
    assert explained.state == "explained" and clerk.staff_id != card.officer


def test_its_words_and_papers_are_the_first_step_of_the_card(corner):
    who = {"key": uuid4(), "by": corner.supervisor, "at": NOON}

    one = enter_observation(corner.place, HALF, corner.finding(), papers=[a_pdf()], **who)

    (step,) = one.card.steps.all()
    assert (step.act, step.text, step.files) == ("observe", "窗口无人值守", one.files)
    assert len(one.files) == 1


def test_neither_card_nor_journal_says_a_name_or_the_words(corner):
    one = corner.found(HALF, NOON)

    said = str(one.card.facts) + str([*Entry.objects.values_list("facts", flat=True)])
    assert "窗口无人值守" not in said and corner.bench.office.clerk.name not in said


def test_the_same_form_sent_twice_is_one_finding_and_one_card(corner):
    who = {"key": uuid4(), "by": corner.supervisor, "at": NOON}

    ones = {enter_observation(corner.place, HALF, corner.finding(), **who).pk for _ in range(2)}

    assert len(ones) == 1 and Card.objects.count() == 1


def test_who_saw_it_does_not_review_it_and_somebody_else_does(corner):
    card = corner.found(HALF, NOON).card
    cards.issue_card(card.pk, by=corner.supervisor, at=NOON)
    do("explain", card, corner.bench, NOON)

    with pytest.raises(errors.OwnObservation):
        cards.uphold_card(card.pk, text="情况属实", by=corner.supervisor, at=NOON)
    upheld = cards.uphold_card(card.pk, text="情况属实", by=corner.second(), at=NOON)

    assert upheld.state == "upheld"


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"kind": "asleep"}, errors.UnknownFinding),
        ({"level": 3}, errors.UnknownFinding),
        ({"kind": "queue", "level": 2}, errors.UnknownFinding),
    ],
)
def test_what_the_table_does_not_know_is_refused(corner, facts, error):
    with pytest.raises(error):
        corner.found(HALF, NOON, **facts)


def test_a_finding_concerns_who_served_there_that_day(corner):
    with pytest.raises(errors.NotServedThere):
        corner.found(HALF, NOON, officer=StaffFactory())
    who = {"key": uuid4(), "by": corner.supervisor, "at": NOON}
    other = replace(
        corner.finding(), organisation=OrganisationFactory(path=corner.hall.path + "x/")
    )
    with pytest.raises(errors.NotServedThere):
        enter_observation(corner.place, HALF, other, **who)


def test_only_supervisors_of_the_office_enter_findings(corner):
    elsewhere = staff_actor("case.supervise", organisation=OrganisationFactory())

    for officer in (corner.bench.unit, elsewhere):
        with pytest.raises(NotAllowed):
            who = {"key": uuid4(), "by": officer, "at": NOON}
            enter_observation(corner.place, HALF, corner.finding(), **who)
    assert not Card.objects.exists()


def test_a_finding_does_not_lie_in_the_future(corner):
    with pytest.raises(errors.DaysTurned):
        corner.found(HALF, NINE)


# ---- detection


def test_a_long_absence_is_proposed_and_makes_no_card(corner, system):
    taken = report_presence([reported()], by=system, at=NOON)

    one = Observation.objects.get()
    assert (taken.taken, taken.proposed) == (1, 1)
    assert (one.state, one.kind, one.since, one.until) == ("proposed", "absent", *vars_of(HALF))
    assert not Card.objects.exists()


def vars_of(span):
    return span.since, span.until


@pytest.mark.parametrize(
    "facts",
    [
        {"minutes": 9},
        {"is_present": True},
        {"since": NINE - timedelta(hours=3), "minutes": 60},  # before the window opens
    ],
)
def test_a_short_absence_presence_and_the_time_before_opening_propose_nothing(
    corner, system, facts
):
    taken = report_presence([reported(**facts)], by=system, at=NOON)

    assert (taken.taken, taken.proposed) == (1, 0)
    assert Presence.objects.exists() and not Observation.objects.exists()


def test_an_absence_is_proposed_within_the_hours_of_the_window(corner, system):
    report_presence([reported(since=NINE - timedelta(hours=2), minutes=150)], by=system, at=NOON)

    one = Observation.objects.get()
    assert (one.since, one.until) == (NINE - timedelta(minutes=30), HALF.until)


def test_a_span_told_again_changes_nothing(corner, system):
    report_presence([reported()], by=system, at=NOON)

    again = report_presence([reported(), reported("2")], by=system, at=NOON)

    assert (again.taken, again.known) == (1, 1)
    assert Presence.objects.count() == 2


def test_a_system_tells_of_cameras_of_its_own_house_only(corner, system):
    for by, camera in ((reporter(OrganisationFactory()), "3605-03"), (system, "none")):
        with pytest.raises(errors.NoSuchCamera):
            report_presence([reported(camera=camera)], by=by, at=NOON)
    assert not Presence.objects.exists()


def test_a_person_confirms_a_proposal_and_then_there_is_a_card(corner, system):
    one = proposed(corner, system)

    confirmed = confirm_observation(one.pk, corner.finding(), by=corner.supervisor, at=NOON)

    assert confirmed.card.code == "V1" and confirmed.state == ObservationState.CONFIRMED
    with pytest.raises(errors.ObservationDecided):
        confirm_observation(one.pk, corner.finding(), by=corner.supervisor, at=NOON)


def test_a_person_dismisses_a_proposal_with_a_reason(corner, system):
    one = proposed(corner, system)
    with pytest.raises(errors.WordsMissing):
        dismiss_observation(one.pk, text=" ", by=corner.supervisor, at=NOON)

    dismiss_observation(one.pk, text="换班交接", by=corner.supervisor, at=NOON)

    assert Observation.objects.get().state == "dismissed" and not Card.objects.exists()


def test_the_unit_neither_confirms_nor_dismisses(corner, system):
    one = proposed(corner, system)

    with pytest.raises(NotAllowed):
        confirm_observation(one.pk, corner.finding(), by=corner.bench.unit, at=NOON)
    with pytest.raises(NotAllowed):
        dismiss_observation(one.pk, text="无此事", by=corner.bench.unit, at=NOON)


def test_findings_are_seen_by_supervisors_page_by_page(corner):
    for hour in range(3):
        corner.found(Span(NINE - timedelta(hours=hour), HALF.until), NOON)

    first = observations(corner.supervisor, limit=2)
    rest = observations(corner.supervisor, after=first.next, limit=2)

    assert len(first.rows) == 2 and len(rest.rows) == 1 and not rest.next
    assert not observations(corner.bench.unit).rows


def test_what_detection_saw_around_a_finding_is_shown_beside_it(corner, system):
    spans = [reported(), reported("2", is_present=True, since=HALF.until)]
    spans.append(reported("3", since=NINE - timedelta(hours=5)))
    report_presence(spans, by=system, at=NOON)

    assert [row.key for row in presences_around(corner.place, *vars_of(HALF))] == ["1", "2"]
