"""Inspections on the pages: sealed, drawn with a seed, marked by others, put right; who sees it."""

from collections import defaultdict
from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import a_case, an_office
from tests.desk.editing import page, words
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import OrganisationFactory, PostFactory, PostingFactory
from yimen.supervision.models import Inspection, InspectionPlan
from yimen.supervision.rules import marks

pytestmark = pytest.mark.django_db

SEED = "03 07 12 18 26 31 + 09"
PLANS, NEW, AGAINST = (
    reverse(f"desk:{name}")
    for name in ("inspection_plans", "inspection_new", "inspections_against")
)
FULL = {one.key: one.points for one in marks.shipped()}


@pytest.fixture
def house():
    """A house that concluded three cases yesterday."""
    office, when = an_office(), timezone.now() - timedelta(days=1)
    for _ in range(3):
        a_case("concluded", office=office, at=when)
    return office.organisation


@pytest.fixture
def bureau():
    """Where those who inspect are at home."""
    return OrganisationFactory()


def signed_in(home, reaching, *grants):
    """The browser of an officer of one house whose post reaches another."""
    account = staff_account(organisation=home)
    post = PostFactory(organisation=home, grants=list(grants), reach_path=reaching.path)
    PostingFactory(staff=account.staff, post=post)
    client = Client()
    sign_in(client, account)
    return client


@pytest.fixture
def keeper(house, bureau):
    return signed_in(bureau, house, "case.read", "supervision.manage")


@pytest.fixture
def inspector(house, bureau):
    return signed_in(bureau, house, "case.read", "case.supervise")


@pytest.fixture
def unit(house):
    return signed_in(house, house, "case.decide")


@pytest.fixture
def neighbour(bureau):
    return signed_in(bureau, bureau, "case.decide", "case.supervise", "supervision.manage")


def send(client, address, form, **facts):
    """Send the form of a page that is open, with what a browser hides in it."""
    hidden = {one["name"]: one["value"] for one in form.select("input[type=hidden]")}
    return client.post(address, {**hidden, **facts})


def form_at(client, where, action=None):
    found = page(client.get(where))
    return found.select_one(f'form[action="{action}"]' if action else "main form[method=post]")


def plan_of(client, house):
    day = timezone.localdate() - timedelta(days=1)
    facts = {"name": "上半年案卷评查", "organisation": house.pk, "each": 2}
    facts |= {"since": day.isoformat(), "until": day.isoformat(), "seed_source": "双色球"}
    form = form_at(client, NEW)
    return [send(client, NEW, form, **facts) for _ in range(2)]


def drawn(client, house):
    plan_of(client, house)
    plan = InspectionPlan.objects.get()
    where, act = (reverse(f"desk:inspection_{n}", args=[plan.pk]) for n in ("plan", "draw"))
    assert send(client, act, form_at(client, where, act), seed=SEED).status_code == 302
    return InspectionPlan.objects.get()


def acting(client, one, act, **facts):
    where, to = reverse("desk:inspection", args=[one.pk]), address(one, act)
    return send(client, to, form_at(client, where, to), **facts)


def address(one, act):
    return reverse(f"desk:inspection_{act}", args=[one.pk])


def test_a_double_click_seals_one_list(keeper, house):
    first, second = plan_of(keeper, house)
    assert [first.status_code, second.status_code] == [302, 302]
    assert first["Location"] == second["Location"]
    assert InspectionPlan.objects.get().population == 3
    assert "尚未抽取" in words(page(keeper.get(PLANS)))


def test_anybody_can_draw_again_with_what_the_page_gives(keeper, house):
    plan = drawn(keeper, house)
    text = words(page(keeper.get(reverse("desk:inspection_plan", args=[plan.pk]))))
    assert SEED in text and plan.digest in text
    sealed = keeper.get(reverse("desk:inspection_numbers", args=[plan.pk]))
    assert sha256(sealed.content).hexdigest() == plan.digest
    lots = defaultdict(list)
    for line in sealed.content.decode().split("\n"):
        office, number = line.split(" ")
        lots[office].append((sha256(f"{SEED}:{number}".encode()).hexdigest(), number))
    again = {number for found in lots.values() for _lot, number in sorted(found)[: plan.each]}
    assert again == set(plan.inspections.values_list("case__number", flat=True))


def test_drawing_twice_is_refused_and_says_so(keeper, house):
    plan = drawn(keeper, house)
    act = reverse("desk:inspection_draw", args=[plan.pk])
    refused = keeper.post(act, {"seed": "1"})
    assert "已经抽取过" in words(page(refused, 422))


def test_a_case_is_marked_put_right_and_settled(keeper, inspector, unit, house):
    one = drawn(keeper, house).inspections.first()
    where = reverse("desk:inspection", args=[one.pk])
    assert unit.get(where).status_code == 404  # not before it is marked
    short = {**FULL, "reasons": 4}
    assert "有扣分" in words(page(acting(inspector, one, "mark", **short), 422))
    assert acting(inspector, one, "mark", **short, findings="未写明条款").status_code == 302
    again = inspector.post(address(one, "mark"), {**short, "findings": "未写明条款"})
    assert "不能再这样办理" in words(page(again, 422))
    assert "待整改" in words(page(unit.get(AGAINST)))
    assert acting(unit, one, "mend", text="已补充条款").status_code == 302
    assert acting(inspector, one, "settle", is_enough="no").status_code == 422
    assert acting(inspector, one, "settle", is_enough="yes").status_code == 302
    assert Inspection.objects.get(pk=one.pk).state == "settled"
    assert "整改到位" in words(page(unit.get(where)))


def test_the_neighbour_sees_none_of_it(keeper, inspector, neighbour, house):
    plan = drawn(keeper, house)
    one = plan.inspections.first()
    assert plan.name not in words(page(neighbour.get(PLANS)))
    for name, key in (("plan", plan.pk), ("numbers", plan.pk)):
        assert neighbour.get(reverse(f"desk:inspection_{name}", args=[key])).status_code == 404
    assert neighbour.get(reverse("desk:inspection", args=[one.pk])).status_code == 404
    assert neighbour.post(address(plan, "draw"), {"seed": "1"}).status_code == 404
    for act in ("mark", "mend", "settle"):
        assert neighbour.post(address(one, act), {}).status_code == 404


def test_the_unit_neither_plans_nor_draws_nor_marks(keeper, inspector, unit, house):
    plan = drawn(keeper, house)
    one = plan.inspections.first()
    assert {unit.get(where).status_code for where in (PLANS, NEW)} == {404}
    assert unit.post(address(plan, "draw"), {"seed": "1"}).status_code == 404
    acting(inspector, one, "mark", **{**FULL, "reasons": 4}, findings="未写明条款")
    assert unit.post(address(one, "settle"), {"is_enough": "yes"}).status_code == 403
    assert Inspection.objects.get(pk=one.pk).state == "faulty"


def test_a_stranger_is_asked_who_he_is(client):
    assert {client.get(where).status_code for where in (PLANS, NEW, AGAINST)} == {302}


def test_an_inspector_marks_no_case_of_his_own_office(keeper, house):
    own = signed_in(house, house, "case.read", "case.supervise")
    one = drawn(keeper, house).inspections.first()
    found = page(own.get(reverse("desk:inspection", args=[one.pk])))
    assert not found.select(".desk-acts form")
    assert own.post(address(one, "mark"), FULL).status_code == 403
    assert Inspection.objects.get(pk=one.pk).state == "drawn"


def test_each_office_can_have_a_number_of_its_own(keeper, house):
    day = timezone.localdate() - timedelta(days=1)
    span = {"organisation": house.pk, "since": day.isoformat(), "until": day.isoformat()}
    form = page(keeper.get(NEW, span)).select_one("main form[method=post]")
    assert house.name in words(form.select_one("table"))

    said = {"name": "下半年案卷评查", "each": 2, "seed_source": "双色球", "count_0": 3, **span}
    send(keeper, NEW, form, **said)

    plan = InspectionPlan.objects.get()
    assert plan.counts == {house.path: 3}
    shown = page(keeper.get(reverse("desk:inspection_plan", args=[plan.pk])))
    assert words(shown.select_one("[aria-labelledby=taken] tbody")).split()[-2:] == ["3", "3"]


def test_offices_cannot_be_named_without_a_house_or_with_days_turned(keeper, house):
    said = {"organisation": "", "since": "2026-03-01", "until": "2026-03-31", "name": "评查"}
    asked = page(keeper.get(NEW, said))
    assert asked.select_one(".y-field--bad [name=organisation]")
    assert len(asked.select(".y-field--bad")) == 1
    assert asked.select_one("[name=name]")["value"] == "评查"

    said |= {"organisation": house.pk, "until": "2026-02-01"}
    assert page(keeper.get(NEW, said)).select_one(".y-field--bad [name=until]")
    assert not page(keeper.get(NEW)).select(".y-field--bad")


def test_a_plan_that_takes_no_case_of_any_office_is_refused(keeper, house):
    day = timezone.localdate() - timedelta(days=1)
    span = {"organisation": house.pk, "since": day.isoformat(), "until": day.isoformat()}
    form = page(keeper.get(NEW, span)).select_one("main form[method=post]")

    said = {"name": "评查", "each": 2, "seed_source": "双色球", "count_0": 0, **span}

    assert send(keeper, NEW, form, **said).status_code == 422
    assert not InspectionPlan.objects.exists()


def test_the_page_says_when_the_list_is_no_longer_as_it_was_sealed(keeper, house):
    plan_of(keeper, house)
    address = reverse("desk:inspection_plan", args=[InspectionPlan.objects.get().pk])
    assert "与封存时一致" in words(page(keeper.get(address)))

    InspectionPlan.objects.update(digest="0" * 64)

    assert "与封存时不一致" in words(page(keeper.get(address)))
