"""An officer says himself that he is away, and who stands in (AB岗, ADR 0057)."""

from datetime import date

import pytest

from tests.conftest import AT
from tests.orgs.factories import (
    DeputyshipFactory,
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
    staff_actor,
)
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions import end_deputyship, record_absence
from yimen.orgs.models import Deputyship
from yimen.orgs.queries import deputising, duty_of

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = date(2026, 5, 18), date(2026, 5, 22)
WHY = {"reason": "年休假", "at": AT}


@pytest.fixture
def house():
    return OrganisationFactory()


@pytest.fixture
def officer(house):
    return _officer(house, "case.examine")


def _officer(house, *grants):
    staff = StaffFactory(organisation=house)
    post = PostFactory(organisation=house, grants=list(grants))
    PostingFactory(staff=staff, post=post)
    return staff


def _as(staff, *grants):
    return staff_actor(*grants, staff=staff)


def test_a_colleague_has_what_the_holder_has_and_nothing_more(house, officer):
    deputy = _officer(house, "case.accept")

    record_absence(deputy, MONDAY, FRIDAY, by=_as(officer), **WHY)

    duty = duty_of(deputy, on=MONDAY)
    assert {grant.name for grant in duty.grants} == {"case.accept", "case.examine"}
    assert {grant.name for grant in duty_of(deputy, on=FRIDAY).grants} == {"case.accept"}


def test_what_a_deputy_has_from_elsewhere_goes_no_further(house, officer):
    middle, last = _officer(house, "case.accept"), StaffFactory(organisation=house)
    record_absence(middle, MONDAY, FRIDAY, by=_as(officer), **WHY)

    record_absence(last, MONDAY, FRIDAY, by=_as(middle), **WHY)

    assert {grant.name for grant in duty_of(last, on=MONDAY).grants} == {"case.accept"}


@pytest.mark.parametrize("grant", ["org.manage", "journal.read", "ops.view", "calendar.manage"])
def test_power_over_people_and_platform_is_not_handed_on_by_oneself(house, grant):
    manager, deputy = _officer(house, "case.decide", grant), StaffFactory(organisation=house)

    with pytest.raises(errors.NotOneself):
        record_absence(deputy, MONDAY, FRIDAY, by=_as(manager), **WHY)


def test_a_stranger_of_another_house_does_not_stand_in(officer):
    with pytest.raises(errors.DeputyElsewhere):
        record_absence(StaffFactory(), MONDAY, FRIDAY, by=_as(officer), **WHY)


@pytest.mark.parametrize(
    ("since", "until", "error"),
    [
        (MONDAY, MONDAY, errors.PeriodInvalid),
        (MONDAY, date(2026, 9, 1), errors.AbsenceTooLong),
        (date(2026, 5, 30), date(2026, 6, 3), errors.DeputyTaken),
    ],
)
def test_a_period_that_cannot_be_is_refused(house, officer, since, until, error):
    first, second = StaffFactory.create_batch(2, organisation=house)
    DeputyshipFactory(holder=officer, deputy=first, since=date(2026, 5, 29), until=date(2026, 6, 5))

    with pytest.raises(error):
        record_absence(second, since, until, by=_as(officer), **WHY)


def test_only_who_is_away_or_his_manager_ends_it(house, officer):
    other = StaffFactory(organisation=house)
    deputyship = record_absence(other, MONDAY, FRIDAY, by=_as(officer), **WHY)

    with pytest.raises(NotAllowed):
        end_deputyship(deputyship.pk, by=_as(other, "case.decide"), at=AT)
    end_deputyship(deputyship.pk, by=_as(officer), at=AT)

    assert not Deputyship.objects.in_force(date(2026, 5, 20)).exists()


def test_of_who_stands_in_for_nobody_nothing_is_asked(officer, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert deputising(_as(officer), on=MONDAY).away == ()
