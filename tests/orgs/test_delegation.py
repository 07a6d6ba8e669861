"""Delegated administration: what somebody manages bounds what he gives and takes (ADR 0050)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

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
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM, Grant
from yimen.kernel.errors import NotAllowed, Stale
from yimen.orgs import errors
from yimen.orgs.actions import (
    add_organisation,
    add_post,
    add_staff,
    appoint,
    appoint_deputy,
    change_organisation,
    close_organisation,
    dismiss_staff,
    end_posting,
)
from yimen.orgs.messages import WORDS, grouped
from yimen.orgs.models import Posting
from yimen.orgs.queries import lasting_grants
from yimen.orgs.rules import GRANTS, HELD_TO_GIVE, may_pass_on

TODAY = date(2026, 5, 20)
MANAGES = Grant("org.manage", "city/market/", "3605")
INSIDE = ("city/market/hall/", "360502")


@pytest.mark.parametrize(
    ("wanted", "may"),
    [
        (Grant("case.decide", "city/market/", "3605"), True),
        (Grant("item.review", *INSIDE), True),
        (Grant("org.manage", *INSIDE), True),
        (Grant("org.manage", "city/market/", "3605"), True),
        (Grant("org.manage", "city/", "3605"), False),
        (Grant("org.manage", "", ""), False),
        (Grant("case.read", "city/market/", ""), False),
        (Grant("case.read", "city/police/", "3605"), False),
        (Grant("calendar.manage", *INSIDE), False),
        (Grant("journal.read", *INSIDE), False),
        (Grant("ops.view", *INSIDE), False),
    ],
)
def test_nobody_gives_what_reaches_further_than_he_manages(wanted, may):
    assert may_pass_on([MANAGES], wanted) is may


@pytest.mark.parametrize("name", sorted(HELD_TO_GIVE))
def test_powers_over_the_house_are_passed_on_by_who_holds_them_there(name):
    here, elsewhere = Grant(name, "city/", ""), Grant(name, "other/", "")

    assert may_pass_on([MANAGES, here], Grant(name, *INSIDE))
    assert not may_pass_on([MANAGES, elsewhere], Grant(name, *INSIDE))
    assert not may_pass_on([here], Grant(name, *INSIDE))


def test_every_grant_is_put_into_words_and_offered_once():
    offered = [grant.name for _heading, group in grouped() for grant in group]

    assert set(WORDS) == GRANTS
    assert sorted(offered) == sorted(GRANTS)


@pytest.fixture
def house(db):
    return OrganisationFactory()


@pytest.fixture
def manager(house):
    return staff_actor("org.manage", organisation=house)


def wide(house):
    """A post in the house that reaches beyond it."""
    return PostFactory(organisation=house, grants=["case.read"], reach_path="")


def test_a_post_of_the_house_that_reaches_beyond_it_is_not_his_to_give_or_take(house, manager):
    officer = StaffFactory(organisation=house)
    held = PostingFactory(staff=StaffFactory(organisation=house), post=wide(house))

    with pytest.raises(errors.BeyondReach):
        appoint(officer, wide(house), TODAY, by=manager, at=AT)
    with pytest.raises(errors.BeyondReach):
        end_posting(held.pk, until=TODAY, by=manager, at=AT)
    with pytest.raises(errors.BeyondReach):
        dismiss_staff(held.staff_id, reason="…", by=manager, at=AT)


def test_a_superiors_powers_do_not_come_by_way_of_a_deputy(house, manager):
    held = PostingFactory(staff=StaffFactory(organisation=house), post=wide(house))
    friend = StaffFactory(organisation=house)
    span = (TODAY, TODAY + timedelta(days=3))

    with pytest.raises(errors.BeyondReach):
        appoint_deputy(held.staff, friend, *span, reason="…", by=manager, at=AT)


def test_who_stands_in_for_a_superior_is_beyond_reach_too(house, manager):
    held = PostingFactory(staff=StaffFactory(organisation=house), post=wide(house))
    deputy = DeputyshipFactory(
        holder=held.staff, deputy=StaffFactory(organisation=house), since=TODAY
    ).deputy

    with pytest.raises(errors.BeyondReach):
        dismiss_staff(deputy.pk, reason="…", by=manager, at=AT)


def test_powers_that_begin_later_count_and_those_that_ended_do_not(house):
    later, ended = StaffFactory(organisation=house), StaffFactory(organisation=house)
    PostingFactory(staff=later, post=wide(house), since=TODAY + timedelta(days=9))
    PostingFactory(staff=ended, post=wide(house), until=TODAY)

    assert lasting_grants(later, on=TODAY)
    assert not lasting_grants(ended, on=TODAY)


def test_nobody_gives_himself_anything_or_dismisses_himself(house, manager):
    me = StaffFactory(organisation=house)
    manager = replace(manager, staff_id=me.pk)
    other = StaffFactory(organisation=house)
    span = (TODAY, TODAY + timedelta(days=3))

    with pytest.raises(errors.NotOneself):
        appoint(me, PostFactory(organisation=house), TODAY, by=manager, at=AT)
    with pytest.raises(errors.NotOneself):
        appoint_deputy(other, me, *span, reason="…", by=manager, at=AT)
    with pytest.raises(errors.NotOneself):
        dismiss_staff(me.pk, reason="…", by=manager, at=AT)
    assert appoint_deputy(me, other, *span, reason="年休假", by=manager, at=AT)


def test_doing_the_same_again_is_doing_it_once(house, manager):
    facts = {"by": manager, "at": AT}
    ids = {name: uuid4() for name in ("organisation_id", "post_id", "staff_id")}
    below, post, officer = (
        [act() for _press in range(2)]
        for act in (
            lambda: add_organisation(
                label="hall",
                name="大厅",
                region=house.region,
                parent=house,
                organisation_id=ids["organisation_id"],
                **facts,
            ),
            lambda: add_post(house, "岗", ["case.read"], post_id=ids["post_id"], **facts),
            lambda: add_staff(
                number="9", name="赵", organisation=house, staff_id=ids["staff_id"], **facts
            ),
        )
    )
    for _press in range(2):
        appoint(officer[0], post[0], TODAY, **facts)

    for made in (below, post, officer):
        assert made[0] == made[1]
        assert len(entries_of(made[0].pk)) == (2 if made is officer else 1)
    assert Posting.objects.filter(staff=officer[0]).count() == 1


def test_an_appointment_is_shortened_never_lengthened(house, manager):
    posting = PostingFactory(staff=StaffFactory(organisation=house), until=TODAY)

    end_posting(posting.pk, until=TODAY + timedelta(days=9), by=manager, at=AT)

    posting.refresh_from_db()
    assert posting.until == TODAY
    assert not entries_of(posting.staff_id)


def test_a_change_drawn_from_an_older_page_is_refused(house, manager):
    seen = house.fingerprint()
    change_organisation(house.pk, {"phone": "0790-1"}, seen=seen, by=manager, at=AT)

    with pytest.raises(Stale):
        change_organisation(house.pk, {"phone": "0790-2"}, seen=seen, by=manager, at=AT)

    (entry,) = entries_of(house.pk)
    assert entry.facts == {"changes": {"phone": ["0790-12345678", "0790-1"]}}


def test_the_place_in_the_tree_and_the_state_are_not_changed_by_the_way(house, manager):
    changes = {"path": "else/", "is_active": "", "name": "新名称"}

    changed = change_organisation(house.pk, changes, by=manager, at=AT)

    assert (changed.path, changed.is_active, changed.name) == (house.path, True, "新名称")


def test_nothing_new_begins_in_a_house_out_of_office(house, manager):
    close_organisation(house.pk, by=manager, at=AT)
    facts = {"by": manager, "at": AT}

    with pytest.raises(errors.OrganisationClosed):
        add_post(house, "岗", ["case.read"], **facts)
    with pytest.raises(errors.OrganisationClosed):
        add_staff(number="9", name="赵", organisation=house, **facts)
    with pytest.raises(errors.OrganisationClosed):
        add_organisation(label="x", name="x", region=house.region, parent=house, **facts)


def test_a_house_with_others_in_office_below_it_is_not_closed(house, manager):
    below = OrganisationFactory(parent=house)

    with pytest.raises(errors.OrganisationInUse):
        close_organisation(house.pk, by=manager, at=AT)
    close_organisation(below.pk, by=manager, at=AT)

    assert not close_organisation(house.pk, by=manager, at=AT).is_active


def test_another_house_is_nobodys_business(manager):
    stranger = OrganisationFactory()

    with pytest.raises(NotAllowed):
        change_organisation(stranger.pk, {"name": "x"}, by=manager, at=AT)
    with pytest.raises(NotAllowed):
        add_post(stranger, "岗", ["case.read"], by=manager, at=AT)
    assert change_organisation(stranger.pk, {"name": "x"}, by=SYSTEM, at=AT).name == "x"
