"""A small made-up authority: places, organisations, officers and posts."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from yimen.kernel.actor import Actor, Grant, Kind
from yimen.orgs.models import Deputyship, Organisation, Post, Posting, Region, Staff

#: The posts of the suite are held since the start of its year.
SINCE = date(2026, 1, 1)


class RegionFactory(DjangoModelFactory):
    """A county; the code of each differs."""

    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"9901{n % 90 + 10}{n // 90:03d}000")
    name = factory.Sequence(lambda n: f"测试{n}区")
    level = factory.LazyAttribute(lambda o: 3 if o.code.endswith("000000") else 4)


class OrganisationFactory(DjangoModelFactory):
    """A department, at the top of the tree unless a parent is given."""

    class Meta:
        model = Organisation

    class Params:
        label = factory.Sequence(lambda n: f"bureau-{n}")

    name = factory.Sequence(lambda n: f"测试{n}局")
    path = factory.LazyAttribute(
        lambda o: f"{o.parent.path if o.parent else ''}{o.label}/",
    )
    parent = None
    region = factory.LazyAttribute(
        lambda o: o.parent.region if o.parent else RegionFactory(),
    )
    uscc = "12441500196720244T"
    address = "测试路1号"
    phone = "0790-12345678"


class StaffFactory(DjangoModelFactory):
    """An officer of some organisation."""

    class Meta:
        model = Staff

    number = factory.Sequence(lambda n: f"T{n:05d}")
    name = factory.Sequence(lambda n: f"测试员{n}")
    organisation = factory.SubFactory(OrganisationFactory)


class PostFactory(DjangoModelFactory):
    """A post that accepts cases in its organisation."""

    class Meta:
        model = Post

    organisation = factory.SubFactory(OrganisationFactory)
    name = "受理岗"
    grants = factory.LazyFunction(lambda: ["case.accept"])
    reach_path = factory.LazyAttribute(lambda o: o.organisation.path)


class PostingFactory(DjangoModelFactory):
    """An officer holds a post of his organisation."""

    class Meta:
        model = Posting

    staff = factory.SubFactory(StaffFactory)
    post = factory.SubFactory(
        PostFactory, organisation=factory.SelfAttribute("..staff.organisation")
    )
    since = SINCE


class DeputyshipFactory(DjangoModelFactory):
    """A colleague stands in for an officer over May 2026."""

    class Meta:
        model = Deputyship

    holder = factory.SubFactory(StaffFactory)
    deputy = factory.SubFactory(
        StaffFactory, organisation=factory.SelfAttribute("..holder.organisation")
    )
    since = date(2026, 5, 1)
    until = date(2026, 6, 1)
    reason = "年休假"


def staff_actor(
    *grants: str, organisation: Organisation | None = None, staff: Staff | None = None
) -> Actor:
    """An officer with these grants over his organisation, as an action or a query sees him."""
    organisation = organisation or (staff.organisation if staff else OrganisationFactory())
    staff = staff or StaffFactory(organisation=organisation)
    return Actor(
        kind=Kind.STAFF,
        name=staff.name,
        staff_id=staff.pk,
        org_id=organisation.pk,
        org_path=organisation.path,
        region=organisation.region_id,
        grants=frozenset(Grant(name, organisation.path, "") for name in grants),
        channel="counter",
    )
