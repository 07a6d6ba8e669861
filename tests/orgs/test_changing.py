"""Posts changed and closed; officers moved to another house, and taken back after they left."""

from datetime import date, timedelta

import pytest

from tests.conftest import AT
from tests.orgs.factories import (
    DeputyshipFactory,
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
)
from yimen.journal.queries import entries_of
from yimen.kernel.actor import Actor, Grant, Kind
from yimen.kernel.errors import NotAllowed, Stale
from yimen.orgs import errors
from yimen.orgs.actions import (
    appoint,
    change_post,
    close_post,
    dismiss_staff,
    move_staff,
    take_back_staff,
)
from yimen.orgs.models import Posting, Staff
from yimen.orgs.queries import duty_of, lasting_grants

pytestmark = pytest.mark.django_db

TODAY = AT.date()


@pytest.fixture
def house():
    return OrganisationFactory()


@pytest.fixture
def who(house):
    """Whoever manages the house and what lies below."""
    managing = frozenset({Grant("org.manage", house.path, "")})
    by = Actor(kind=Kind.STAFF, staff_id=StaffFactory(organisation=house).pk, grants=managing)
    return {"by": by, "at": AT}


@pytest.fixture
def post(house):
    return PostFactory(organisation=house, grants=["case.accept"], reach_path=house.path)


def told(subject):
    return [(entry.kind, entry.facts) for entry in entries_of(subject.pk)]


def test_a_changed_post_gives_its_holders_something_else_from_now_on(house, post, who):
    clerk = StaffFactory(organisation=house)
    PostingFactory(staff=clerk, post=post)

    change_post(post.pk, {"name": "审查岗", "grants": ["case.examine"]}, **who)

    assert {grant.name for grant in duty_of(clerk, on=TODAY).grants} == {"case.examine"}
    ((kind, facts),) = told(post)
    assert kind == "post.changed"
    assert facts["changes"]["grants"] == [["case.accept"], ["case.examine"]]


@pytest.mark.parametrize(
    "changes",
    [{"grants": ["calendar.manage"]}, {"reach_path": ""}, {"grants": ["case.everything"]}],
)
def test_a_post_is_not_changed_beyond_what_one_manages(post, who, changes):
    with pytest.raises((errors.BeyondReach, errors.UnknownGrant)):
        change_post(post.pk, changes, **who)

    assert told(post) == []


def test_a_post_that_reaches_further_is_somebody_elses_to_change(house, who):
    post = PostFactory(organisation=house, grants=["case.accept"], reach_path="")

    for act in (lambda: change_post(post.pk, {"name": "小岗"}, **who), lambda: shut(post, who)):
        with pytest.raises(errors.BeyondReach):
            act()


def shut(post, who):
    return close_post(post.pk, reason="合并", **who)


def test_nobody_changes_or_closes_his_own_post(house, post, who):
    PostingFactory(staff=Staff.objects.get(pk=who["by"].staff_id), post=post)

    with pytest.raises(errors.NotOneself):
        change_post(post.pk, {"grants": ["case.accept", "case.decide"]}, **who)
    with pytest.raises(errors.NotOneself):
        shut(post, who)


def test_a_page_drawn_before_somebody_elses_change_is_stale(post, who):
    seen = post.fingerprint()
    change_post(post.pk, {"name": "甲岗"}, seen=seen, **who)

    with pytest.raises(Stale):
        change_post(post.pk, {"name": "乙岗"}, seen=seen, **who)


def test_a_post_is_closed_when_nobody_holds_it_now_or_later(house, post, who):
    later = PostingFactory(
        staff=StaffFactory(organisation=house), post=post, since=TODAY + timedelta(days=9)
    )
    with pytest.raises(errors.PostHeld):
        shut(post, who)
    later.delete()

    shut(post, who)

    assert told(post)[-1] == ("post.closed", {"name": post.name, "reason": "合并"})
    post.refresh_from_db()
    with pytest.raises(errors.PostClosed):
        appoint(StaffFactory(organisation=house), post, TODAY, **who)
    with pytest.raises(errors.PostClosed):
        change_post(post.pk, {"name": "又开"}, **who)


def test_an_officer_is_moved_once_he_holds_nothing(house, post, who):
    clerk, below = StaffFactory(organisation=house), OrganisationFactory(parent=house)
    posting = PostingFactory(staff=clerk, post=post)
    with pytest.raises(errors.StillHoldsPosts):
        move_staff(clerk.pk, below, reason="轮岗", **who)
    Posting.objects.filter(pk=posting.pk).update(until=TODAY)

    move_staff(clerk.pk, below, reason="轮岗", **who)

    clerk.refresh_from_db()
    assert clerk.organisation == below
    facts = {"from": str(house.pk), "to": str(below.pk), "reason": "轮岗"}
    assert told(clerk) == [("staff.moved", facts)]


def test_who_stands_in_for_somebody_is_not_moved(house, who):
    clerk = StaffFactory(organisation=house)
    DeputyshipFactory(deputy=clerk, since=TODAY, until=TODAY + timedelta(days=3))

    with pytest.raises(errors.StillHoldsPosts):
        move_staff(clerk.pk, OrganisationFactory(parent=house), reason="轮岗", **who)


def test_nobody_is_moved_out_of_or_into_a_house_one_does_not_manage(house, who):
    mine, abroad = StaffFactory(organisation=house), OrganisationFactory()
    with pytest.raises(NotAllowed):
        move_staff(mine.pk, abroad, reason="轮岗", **who)
    with pytest.raises(NotAllowed):
        move_staff(StaffFactory(organisation=abroad).pk, house, reason="轮岗", **who)


def test_who_is_taken_back_begins_with_nothing(house, post, who):
    clerk = StaffFactory(organisation=house)
    PostingFactory(staff=clerk, post=post, since=date(2026, 1, 1))
    DeputyshipFactory(deputy=clerk, since=date(2026, 1, 1), until=TODAY + timedelta(days=90))
    dismiss_staff(clerk.pk, reason="辞职", **who)

    take_back_staff(clerk.pk, reason="返聘", **who)

    clerk.refresh_from_db()
    assert clerk.is_active
    assert lasting_grants(clerk, on=TODAY) == frozenset()
    kind, facts = told(clerk)[-1]
    assert (kind, facts["ended"]) == ("staff.taken_back", [str(post.pk)])
    appoint(clerk, post, TODAY, **who)
    assert duty_of(clerk, on=TODAY).posts == (post,)


def test_nobody_takes_himself_or_a_stranger_back(who):
    stranger = StaffFactory(is_active=False)
    with pytest.raises(NotAllowed):
        take_back_staff(stranger.pk, reason="返聘", **who)
    with pytest.raises(errors.NotOneself):
        take_back_staff(who["by"].staff_id, reason="返聘", **who)
