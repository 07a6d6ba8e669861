"""Places, organisations and officers come into the tree, and who may put them there."""

from dataclasses import replace

import pytest

from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, RegionFactory, StaffFactory, staff_actor
from yimen.journal.queries import entries_of
from yimen.kernel.actor import STRANGER, SYSTEM, Actor, Grant, Kind
from yimen.kernel.codes import BadCode
from yimen.kernel.errors import NotAllowed
from yimen.orgs import errors
from yimen.orgs.actions import (
    add_organisation,
    add_region,
    add_staff,
    close_organisation,
    dismiss_staff,
)
from yimen.orgs.models import Organisation, Staff
from yimen.orgs.queries import organisation_ids_within, region_path

pytestmark = pytest.mark.django_db
WHO = {"by": SYSTEM, "at": AT}


def kinds_of(subject) -> list[str]:
    return [entry.kind for entry in entries_of(subject.pk)]


def test_a_place_lies_in_the_nearest_known_place_around_it():
    province = add_region("440000", "广东省", **WHO)
    town = add_region("441900003", "东城街道", **WHO)
    city = add_region("441900", "东莞市", **WHO)
    village = add_region("441900003001", "岗贝社区", **WHO)

    assert (province.level, city.level, town.level, village.level) == (1, 2, 4, 5)
    assert (town.parent, city.parent, village.parent) == (province, province, town)
    assert [r.name for r in region_path(village.pk)] == ["广东省", "东莞市", "东城街道", "岗贝社区"]


def test_a_place_is_added_once():
    add_region("440000", "广东省", **WHO)

    with pytest.raises(errors.RegionTaken):
        add_region("44", "广东省", **WHO)


def test_an_organisation_has_the_path_of_its_parent_and_its_label():
    city = RegionFactory()
    government = add_organisation(label="xinyu", name="新市人民政府", region=city, **WHO)
    bureau = add_organisation(
        label="market",
        name="市场监督管理局",
        region=city.pk,
        parent=government,
        uscc="12441500196720244T",
        phone="0790-1",
        **WHO,
    )

    assert (government.path, bureau.path) == ("xinyu/", "xinyu/market/")
    assert bureau.phone == "0790-1"
    assert kinds_of(bureau) == ["org.added"]


@pytest.mark.parametrize("label", ["", "Market", "a/b", "市场", "-a", "a--b", "a b"])
def test_labels_that_would_break_a_path_are_refused(label):
    with pytest.raises(errors.LabelInvalid):
        add_organisation(label=label, name="某局", region=RegionFactory(), **WHO)


def test_two_organisations_cannot_share_a_path():
    region = RegionFactory()
    add_organisation(label="market", name="某局", region=region, **WHO)

    with pytest.raises(errors.PathTaken):
        add_organisation(label="market", name="另一局", region=region, **WHO)


def test_a_pseudo_code_is_kept_but_a_short_one_is_refused():
    body = add_organisation(
        label="a", name="文献编目中心", region=RegionFactory(), uscc="TE440000GD030003VV", **WHO
    )

    assert body.uscc == "TE440000GD030003VV"
    with pytest.raises(BadCode):
        add_organisation(label="b", name="某局", region=body.region, uscc="123", **WHO)


def test_a_manager_adds_below_himself_and_nowhere_else():
    home, other = OrganisationFactory(), OrganisationFactory()
    manager = staff_actor("org.manage", organisation=home)

    added = add_organisation(
        label="hall", name="大厅", region=home.region, parent=home, by=manager, at=AT
    )

    assert added.parent == home
    for parent in (other, None):
        with pytest.raises(NotAllowed):
            add_organisation(
                label="x", name="某局", region=home.region, parent=parent, by=manager, at=AT
            )
    with pytest.raises(NotAllowed):
        close_organisation(other.pk, by=manager, at=AT)


def test_an_officer_without_the_grant_manages_nothing():
    home = OrganisationFactory()
    clerk = staff_actor("case.accept", organisation=home)

    with pytest.raises(NotAllowed):
        add_staff(number="1", name="张三", organisation=home, by=clerk, at=AT)
    with pytest.raises(NotAllowed):
        add_region("45", "广西壮族自治区", by=clerk, at=AT)


def test_a_staff_number_is_given_once():
    home = OrganisationFactory()
    add_staff(number="0001", name="张三", organisation=home, **WHO)

    with pytest.raises(errors.StaffNumberTaken):
        add_staff(number="0001", name="李四", organisation=home, **WHO)


def test_a_closed_organisation_is_no_longer_public():
    closed, open_one = OrganisationFactory(), OrganisationFactory()

    close_organisation(closed.pk, **WHO)

    assert list(Organisation.objects.visible_to(STRANGER)) == [open_one]
    assert kinds_of(closed) == ["org.closed"]


def test_an_officer_sees_what_his_grants_reach_and_his_own_house():
    top = OrganisationFactory()
    below = OrganisationFactory(parent=top)
    OrganisationFactory()
    lookalike = OrganisationFactory(path=top.path[:-1] + "0/")

    reader = staff_actor("case.read", organisation=top)
    guest = staff_actor(organisation=below)
    boundless = replace(guest, grants=frozenset({Grant("org.manage", "", "")}))

    assert set(Organisation.objects.visible_to(reader)) == {top, below}
    assert lookalike not in Organisation.objects.visible_to(reader)
    assert lookalike in Organisation.objects.visible_to(boundless)
    assert list(Organisation.objects.visible_to(guest)) == [below]


def test_a_grant_of_a_place_reaches_the_organisations_of_the_places_in_it():
    city = OrganisationFactory(region=RegionFactory(code="990100000000"))
    county = OrganisationFactory(region=RegionFactory(code="990102000000"))
    elsewhere = OrganisationFactory(region=RegionFactory(code="990200000000"))

    assert organisation_ids_within([Grant("case.read", "", "9901")]) == {city.pk, county.pk}
    assert organisation_ids_within([Grant("case.read", "", "")]) >= {elsewhere.pk}
    assert organisation_ids_within([Grant("case.read", county.path, "9902")]) == frozenset()
    assert organisation_ids_within([]) == frozenset()


def test_many_grants_are_asked_about_in_one_short_question(django_assert_num_queries):
    top = OrganisationFactory()
    grants = {Grant(f"case.{n}", f"{top.path}{n}/", "") for n in range(50)} | {
        Grant("case.read", top.path, "")
    }

    query = Organisation.objects.within(grants)

    assert str(query.query).count("LIKE") == 1
    with django_assert_num_queries(1):
        assert organisation_ids_within(grants) == {top.pk}


def test_officers_see_themselves_and_those_they_manage():
    home = OrganisationFactory()
    colleague = StaffFactory(organisation=home)
    StaffFactory()
    clerk = StaffFactory(organisation=home)

    as_clerk = staff_actor("case.accept", staff=clerk)
    as_manager = staff_actor("org.manage", staff=clerk)

    assert list(Staff.objects.visible_to(as_clerk)) == [clerk]
    assert set(Staff.objects.visible_to(as_manager)) == {clerk, colleague}
    assert not Staff.objects.visible_to(STRANGER).exists()
    assert not Staff.objects.visible_to(Actor(kind=Kind.APPLICANT)).exists()


def test_an_officer_who_left_is_kept_but_not_active():
    officer = StaffFactory()

    dismiss_staff(officer.pk, reason="退休", **WHO)

    assert officer not in Staff.objects.active()
    assert kinds_of(officer) == ["staff.dismissed"]
