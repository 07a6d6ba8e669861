"""Posts give grants while they are held, and deputies stand in while somebody is away."""

import threading
from datetime import date

import pytest
from django.db import connection

from tests.conftest import AT
from tests.orgs.factories import (
    DeputyshipFactory,
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
    staff_actor,
)
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM, Grant
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions import (
    add_post,
    appoint,
    appoint_deputy,
    dismiss_staff,
    end_deputyship,
    end_posting,
)
from yimen.orgs.models import Deputyship, Post, Staff
from yimen.orgs.queries import duty_of, staff_grants, staff_rows

pytestmark = pytest.mark.django_db
WHO = {"by": SYSTEM, "at": AT}
TODAY = date(2026, 5, 20)


def test_a_post_reaches_its_organisation_unless_said_otherwise():
    home = OrganisationFactory()

    window = add_post(home, "受理岗", ["case.accept", "case.accept", "case.read"], **WHO)
    everywhere = add_post(home, "督查岗", ["case.read"], reach_path="", reach_region="9901", **WHO)

    assert (window.reach_path, window.reach_region) == (home.path, "")
    assert window.grants == ["case.accept", "case.read"]
    assert (everywhere.reach_path, everywhere.reach_region) == ("", "9901")


def test_a_post_cannot_give_what_does_not_exist():
    with pytest.raises(errors.UnknownGrant):
        add_post(OrganisationFactory(), "岗位", ["case.everything"], **WHO)


def test_nobody_sets_up_a_post_that_reaches_further_than_he_manages():
    home = OrganisationFactory()
    manager = staff_actor("org.manage", organisation=home)

    assert add_post(home, "受理岗", ["case.accept"], by=manager, at=AT)
    with pytest.raises(NotAllowed):
        add_post(home, "督查岗", ["case.read"], reach_path="", by=manager, at=AT)
    with pytest.raises(NotAllowed):
        add_post(OrganisationFactory(), "受理岗", ["case.accept"], by=manager, at=AT)


def test_posts_are_seen_by_who_manages_them():
    post = PostFactory()
    PostFactory()

    manager = staff_actor("org.manage", organisation=post.organisation)
    clerk = staff_actor("case.accept", organisation=post.organisation)

    assert list(Post.objects.visible_to(manager)) == [post]
    assert not Post.objects.visible_to(clerk).exists()


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (date(2026, 5, 20), None, True),
        (date(2026, 5, 21), None, False),
        (date(2026, 1, 1), date(2026, 5, 21), True),
        (date(2026, 1, 1), date(2026, 5, 20), False),
    ],
)
def test_a_post_gives_its_grants_from_its_first_day_to_the_day_before_its_end(since, until, holds):
    officer = StaffFactory()
    post = PostFactory(organisation=officer.organisation)
    appoint(officer, post, since, until, **WHO)

    grants, _ = staff_grants(officer, on=TODAY)

    assert (Grant("case.accept", post.reach_path, "") in grants) is holds
    assert Staff.objects.holding("case.accept", on=TODAY).exists() is holds


def test_a_post_that_ended_gives_nothing_more():
    posting = PostingFactory()

    end_posting(posting.pk, until=TODAY, **WHO)

    assert staff_grants(posting.staff, on=TODAY) == (frozenset(), frozenset())
    assert staff_grants(posting.staff, on=date(2026, 5, 19))[0]


def test_one_officer_holds_one_post_once_at_a_time():
    posting = PostingFactory(until=date(2026, 6, 1))

    with pytest.raises(errors.AlreadyAppointed):
        appoint(posting.staff, posting.post, TODAY, **WHO)
    assert appoint(posting.staff, posting.post, date(2026, 6, 1), **WHO)


def test_a_period_ends_after_it_starts():
    officer = StaffFactory()

    with pytest.raises(errors.PeriodInvalid):
        appoint(officer, PostFactory(), TODAY, TODAY, **WHO)


def test_a_deputy_has_the_holders_grants_while_he_is_away():
    posting = PostingFactory()
    deputy = StaffFactory(organisation=posting.staff.organisation)
    appoint_deputy(
        posting.staff, deputy, date(2026, 5, 18), date(2026, 5, 23), reason="年休假", **WHO
    )

    during = duty_of(deputy, on=TODAY)

    assert during.grants == staff_grants(posting.staff, on=TODAY)[0]
    assert during.stands_in_for == {posting.staff_id}
    assert (during.posts, during.post_names) == ((), ("受理岗",))
    assert staff_grants(deputy, on=date(2026, 5, 23)) == (frozenset(), frozenset())
    kinds = [entry.kind for entry in entries_of(posting.staff_id)]
    assert kinds == ["staff.deputy_appointed"]


def test_deputised_grants_are_not_passed_on():
    posting = PostingFactory()
    first = DeputyshipFactory(holder=posting.staff)
    second = DeputyshipFactory(holder=first.deputy)

    assert staff_grants(second.deputy, on=TODAY) == (frozenset(), {first.deputy_id})


@pytest.mark.parametrize(
    ("since", "until", "is_free"),
    [
        (date(2026, 4, 1), date(2026, 5, 1), True),
        (date(2026, 6, 1), date(2026, 6, 2), True),
        (date(2026, 4, 1), date(2026, 5, 2), False),
        (date(2026, 5, 31), date(2026, 6, 2), False),
        (date(2026, 4, 1), date(2026, 7, 1), False),
    ],
)
def test_an_officer_has_one_deputy_at_a_time(since, until, is_free):
    taken = DeputyshipFactory()
    another = StaffFactory(organisation=taken.holder.organisation)

    if is_free:
        assert appoint_deputy(taken.holder, another, since, until, reason="出差", **WHO)
    else:
        with pytest.raises(errors.DeputyTaken):
            appoint_deputy(taken.holder, another, since, until, reason="出差", **WHO)


def test_who_may_not_stand_in():
    holder, gone = StaffFactory(), StaffFactory(is_active=False)
    period = (TODAY, date(2026, 6, 1))

    with pytest.raises(errors.DeputyHimself):
        appoint_deputy(holder, holder, *period, reason="出差", **WHO)
    with pytest.raises(errors.StaffInactive):
        appoint_deputy(holder, gone, *period, reason="出差", **WHO)
    with pytest.raises(NotAllowed):
        clerk = staff_actor("case.accept", staff=holder)
        appoint_deputy(holder, StaffFactory(), *period, reason="出差", by=clerk, at=AT)


def test_a_holder_who_comes_back_early_takes_over_again():
    begun = DeputyshipFactory()
    planned = DeputyshipFactory(since=date(2026, 6, 1), until=date(2026, 6, 9))

    for deputyship in (begun, planned):
        end_deputyship(deputyship.pk, **WHO)

    assert list(Deputyship.objects.all()) == [begun]
    assert not Deputyship.objects.in_force(TODAY).exists()


def test_who_left_has_no_grants_and_passes_none_on():
    posting = PostingFactory()
    deputyship = DeputyshipFactory(holder=posting.staff)

    dismiss_staff(posting.staff_id, reason="调离", **WHO)

    left = Staff.objects.get(pk=posting.staff_id)
    assert staff_grants(left, on=TODAY) == (frozenset(), frozenset())
    assert staff_grants(deputyship.deputy, on=TODAY) == (frozenset(), frozenset())
    with pytest.raises(errors.StaffInactive):
        appoint(left, posting.post, TODAY, **WHO)


def test_duty_is_read_in_one_question(django_assert_num_queries):
    deputyship = DeputyshipFactory()
    PostingFactory(staff=deputyship.holder)

    with django_assert_num_queries(1):
        duty_of(deputyship.deputy, on=TODAY)


def test_the_staff_list_asks_the_same_number_of_questions_however_long(django_assert_num_queries):
    for _ in range(3):
        DeputyshipFactory(holder=PostingFactory().staff)

    with django_assert_num_queries(3):
        rows = staff_rows(Staff.objects.all(), on=TODAY)

    away = [row for row in rows if row.deputy]
    assert len(rows) == 6
    assert len(away) == 3
    assert all(row.posts and row.deputy.deputy.name for row in away)
    assert sum(len(row.stands_in) for row in rows) == 3


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_the_same_moment_appoint_one_deputy():
    holder = StaffFactory()
    deputies = [StaffFactory(organisation=holder.organisation) for _ in range(4)]
    refused = []

    def appoint_one(deputy: Staff):
        try:
            appoint_deputy(holder, deputy, TODAY, date(2026, 6, 1), reason="出差", **WHO)
        except errors.DeputyTaken:
            refused.append(deputy)
        connection.close()

    threads = [threading.Thread(target=appoint_one, args=[deputy]) for deputy in deputies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Deputyship.objects.count() == 1
    assert len(refused) == 3
