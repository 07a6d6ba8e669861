"""Inspections: sealed, drawn once, marked by others, put right."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, an_office
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, staff_actor
from yimen.journal.models import Entry
from yimen.journal.queries import verify
from yimen.kernel.actor import Actor, Grant
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Staff
from yimen.supervision import errors
from yimen.supervision.actions import inspecting
from yimen.supervision.models import Inspection, InspectionPlan
from yimen.supervision.queries.inspections import (
    inspections_against,
    marks_by_office,
    numbers_to_draw,
)
from yimen.supervision.rules import drawing, marks
from yimen.supervision.states import InspectionState

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=10)
FULL = {one.key: one.points for one in marks.shipped()}
SOME_OFF = {**FULL, "reasons": 4}


@pytest.fixture
def office():
    """An office that concluded three cases."""
    office = an_office()
    for _ in range(3):
        a_case("concluded", office=office)
    return office


@pytest.fixture
def elsewhere():
    """The house the inspectors are of."""
    return OrganisationFactory()


@pytest.fixture
def keeper(elsewhere):
    """Who plans and draws."""
    return anywhere(staff_actor("supervision.manage", organisation=elsewhere))


@pytest.fixture
def inspector(elsewhere):
    """Who marks."""
    return anywhere(staff_actor("case.supervise", organisation=elsewhere))


def anywhere(actor: Actor, *, home=None) -> Actor:
    """The same officer with grants that reach every house, at home in another."""
    grants = frozenset(Grant(grant.name) for grant in actor.grants)
    return replace(actor, grants=grants, org_id=home or actor.org_id)


def planned(office, by, *, each=2, key=None) -> InspectionPlan:
    day = timezone.localdate(AT)
    terms = drawing.Terms(day, day, each, "5月31日双色球开奖号码")
    house, key = office.organisation, key or uuid4()
    return inspecting.plan_inspection("上半年案卷评查", house, terms, key=key, by=by, at=LATER)


def drawn(office, by) -> list[Inspection]:
    plan = planned(office, by)
    plan = inspecting.draw_cases(plan.pk, "03 07 12 18 26 31 + 09", by=by, at=LATER)
    return list(plan.inspections.order_by("lot"))


def faulty(office, keeper, inspector) -> Inspection:
    one = drawn(office, keeper)[0]
    facts = {"by": inspector, "at": LATER}
    return inspecting.mark_case(one.pk, SOME_OFF, findings="未写明条款", **facts)


def test_the_sheet_gives_a_hundred_points():
    assert sum(FULL.values()) == marks.FULL
    assert all(one.text and one.text_en for one in marks.shipped())


def test_who_draws_again_by_the_rule_gets_the_same_cases(office, keeper):
    mine = drawn(office, keeper)
    plan = mine[0].plan
    numbers = numbers_to_draw(office.organisation.path, plan.since, plan.until)

    again = drawing.draw(numbers, seed=plan.seed, each=plan.each)[office.organisation.path]

    assert [one.case.number for one in mine] == again
    assert len(mine) == 2
    assert verify() == []


def test_a_plan_sent_twice_is_one_plan_and_is_drawn_once(office, keeper):
    key = uuid4()
    assert planned(office, keeper, key=key).pk == planned(office, keeper, key=key).pk
    inspecting.draw_cases(key, "1", by=keeper, at=LATER)

    with pytest.raises(errors.AlreadyDrawn):
        inspecting.draw_cases(key, "2", by=keeper, at=LATER)

    assert InspectionPlan.objects.get().seed == "1"
    assert Inspection.objects.count() == 2


def test_a_case_more_than_was_sealed_and_nothing_is_drawn(office, keeper):
    plan = planned(office, keeper)
    a_case("concluded", office=office)

    with pytest.raises(errors.PopulationChanged):
        inspecting.draw_cases(plan.pk, "1", by=keeper, at=LATER)

    assert not Inspection.objects.exists()


@pytest.mark.parametrize("days", [(0, -1), (0, 10), (0, 11), (20, 30)])
def test_the_days_lie_in_the_past_in_their_order(office, keeper, days):
    first, last = (timezone.localdate(AT) + timedelta(days=n) for n in days)
    terms = drawing.Terms(first, last, 2, "某日")

    with pytest.raises(errors.DaysTurned):
        inspecting.plan_inspection(
            "x", office.organisation, terms, key=uuid4(), by=keeper, at=LATER
        )


def test_where_nothing_was_concluded_nothing_is_planned(keeper):
    with pytest.raises(errors.NothingToDraw):
        planned(an_office(), keeper)


def test_full_marks_leave_nothing_to_put_right(office, keeper, inspector):
    one = drawn(office, keeper)[0]
    marked = inspecting.mark_case(one.pk, FULL, findings="", by=inspector, at=LATER)

    assert (marked.state, marked.total, marked.mend_by) == (InspectionState.SOUND, 100, None)


@pytest.mark.parametrize(
    ("points", "findings", "error", "field"),
    [
        ({**FULL, "file": 6}, "", errors.MarkOutOfBounds, "file"),
        ({**FULL, "file": -1}, "x", errors.MarkOutOfBounds, "file"),
        ({"file": 5}, "x", errors.MarkOutOfBounds, "told_at_once"),
        (SOME_OFF, " ", errors.FindingsMissing, "findings"),
    ],
)
def test_a_wrong_mark_is_refused_at_its_field(
    office, keeper, inspector, points, findings, error, field
):
    one = drawn(office, keeper)[0]

    with pytest.raises(error) as refused:
        inspecting.mark_case(one.pk, points, findings=findings, by=inspector, at=LATER)

    assert refused.value.field == field
    assert Inspection.objects.get(pk=one.pk).state == InspectionState.DRAWN


def test_what_was_found_is_put_right_sent_back_once_and_settled(office, keeper, inspector):
    one = faulty(office, keeper, inspector)
    assert list(inspections_against(office.head)) == [one]
    assert one.mend_by and one.mend_by > timezone.localdate(LATER)

    inspecting.mend_findings(one.pk, "已补正", by=office.head, at=LATER)
    settle = {"by": inspector, "at": LATER}
    with pytest.raises(errors.WordsMissing):
        inspecting.settle_findings(one.pk, is_enough=False, remark=" ", **settle)
    inspecting.settle_findings(one.pk, is_enough=False, remark="没有附件", **settle)
    inspecting.mend_findings(one.pk, "已补正，附件已归档", by=office.head, at=LATER)
    inspecting.settle_findings(one.pk, is_enough=True, remark="", **settle)

    one.refresh_from_db()
    kinds = Entry.objects.filter(subject=one.pk).order_by("seq").values_list("kind", flat=True)
    assert one.state == InspectionState.SETTLED
    assert [kind.removeprefix("inspection.") for kind in kinds] == [
        *("marked", "mended", "sent_back", "mended", "settled")
    ]


def test_nobody_marks_his_own_office_or_a_case_he_handled(office, keeper):
    one = drawn(office, keeper)[0]
    house = office.organisation
    of_the_office = staff_actor("case.supervise", organisation=house)
    with pytest.raises(errors.OwnOffice):
        inspecting.mark_case(one.pk, FULL, findings="", by=of_the_office, at=LATER)

    handler = office.clerk
    entries = Entry.objects.filter(subject=one.case_id, actor__staff=str(handler.staff_id))
    assert entries.exists()
    supervising = staff_actor("case.supervise", staff=Staff.objects.get(pk=handler.staff_id))
    moved = anywhere(supervising, home=OrganisationFactory().pk)
    with pytest.raises(errors.OwnWork):
        inspecting.mark_case(one.pk, FULL, findings="", by=moved, at=LATER)


@pytest.mark.parametrize("grant", ["case.read", "case.decide", "case.supervise"])
def test_only_who_manages_supervision_plans_and_draws(office, keeper, elsewhere, grant):
    plan = planned(office, keeper)
    other = anywhere(staff_actor(grant, organisation=elsewhere))

    with pytest.raises(NotAllowed):
        planned(office, other)
    with pytest.raises(NotAllowed):
        inspecting.draw_cases(plan.pk, "1", by=other, at=LATER)


def test_the_office_sees_its_case_once_it_is_marked_and_a_neighbour_never(
    office, keeper, inspector
):
    one, other = drawn(office, keeper)
    neighbour = staff_actor("case.decide", organisation=OrganisationFactory())
    assert not Inspection.objects.visible_to(office.head).exists()

    inspecting.mark_case(one.pk, SOME_OFF, findings="x", by=inspector, at=LATER)

    assert list(Inspection.objects.visible_to(office.head)) == [one]
    assert set(Inspection.objects.visible_to(inspector)) == {one, other}
    assert not Inspection.objects.visible_to(neighbour).exists()
    assert not InspectionPlan.objects.visible_to(office.head).exists()


def test_the_averages_are_of_what_was_marked(office, keeper, inspector):
    one = faulty(office, keeper, inspector)

    (row,) = marks_by_office(one.plan)

    assert (row.drawn, row.marked, row.faulty, row.average) == (2, 1, 1, 94)
