"""Managing the house: organisations, posts, officers, accounts, within what one manages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.desk.test_cases import officer, words
from tests.identity.factories import sign_in, staff_account
from tests.orgs.factories import (
    DeputyshipFactory,
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    RegionFactory,
    StaffFactory,
)
from yimen.identity.models import Account
from yimen.journal.queries import entries_of
from yimen.orgs.models import Organisation, Post, Posting, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return OrganisationFactory(name="新城市人民政府")


@pytest.fixture
def manager(client, house):
    return officer(client, house, "org.manage")


def kinds(subject):
    return [entry.kind for entry in entries_of(subject)]


def new_organisation(house, **other):
    facts = {"organisation_id": uuid4(), "name": "档案局", "label": "archives"}
    return {**facts, "kind": "department", "region": house.region_id, **other}


def test_an_organisation_is_added_once_however_often_one_presses(client, house, manager):
    address, facts = reverse("desk:org_add", args=[house.pk]), new_organisation(house)

    answers = [client.post(address, facts) for _press in range(2)]

    made = Organisation.objects.get(path=f"{house.path}archives/")
    assert [answer.headers["Location"] for answer in answers] == [
        reverse("desk:org_page", args=[made.pk])
    ] * 2
    assert kinds(made.pk) == ["org.added"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"label": "档案"}, "label"), ({"uscc": "1"}, "uscc"), ({"name": ""}, "name")],
)
def test_what_is_wrong_is_said_at_its_field(client, house, manager, wrong, field):
    address = reverse("desk:org_add", args=[house.pk])

    answer = client.post(address, new_organisation(house, **wrong))

    assert answer.status_code == 422
    assert f'id="id_{field}_error"'.encode() in answer.content


def test_a_page_drawn_before_somebody_elses_change_is_told_so(client, house, manager):
    address = reverse("desk:org_change", args=[house.pk])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}

    client.post(address, {**typed, "phone": "0790-1"})
    late = client.post(address, {**typed, "phone": "0790-2"})

    house.refresh_from_db()
    assert late.status_code == 422
    assert house.phone == "0790-1"
    assert kinds(house.pk) == ["org.changed"]


def test_what_lies_below_is_closed_first(client, house, manager):
    below = OrganisationFactory(parent=house)
    close = {one: reverse("desk:org_close", args=[one.pk]) for one in (house, below)}
    reason = {"reason": "机构改革"}

    first = client.post(close[house], reason)
    client.post(close[below], reason)
    client.post(close[house], reason)

    assert first.status_code == 422
    assert below.name in words(client.get(reverse("desk:org_list")))
    assert not Organisation.objects.filter(is_active=True, path__startswith=house.path).exists()


def test_the_list_keeps_to_what_i_manage_and_goes_on_by_key(
    client, house, manager, django_assert_max_num_queries
):
    OrganisationFactory.create_batch(61, parent=house)
    stranger = OrganisationFactory()

    with django_assert_max_num_queries(12):
        first = client.get(reverse("desk:org_list"))
    second = client.get(reverse("desk:org_list") + first.context["older"])

    assert stranger.name not in words(first) + words(second)
    assert len(first.context["rows"]) + len(second.context["rows"]) == 62


def new_post(house, **other):
    facts = {"post_id": uuid4(), "name": "收件岗", "grants": ["case.accept"]}
    return {**facts, "reach_path": house.path, "reach_region": "*", **other}


def test_a_post_is_set_up_and_somebody_is_appointed_to_it(client, house, manager):
    client.post(reverse("desk:post_add", args=[house.pk]), new_post(house))
    post = Post.objects.get(name="收件岗")
    clerk = StaffFactory(organisation=house)
    today = timezone.localdate()
    facts = {"number": clerk.number, "since": today, "until": ""}

    for _press in range(2):
        answer = client.post(reverse("desk:post_appoint", args=[post.pk]), facts)

    assert answer.status_code == 302
    assert clerk.name in words(client.get(reverse("desk:post_page", args=[post.pk])))
    assert kinds(clerk.pk) == ["staff.appointed"]


@pytest.mark.parametrize(
    "beyond", [{"grants": ["calendar.manage"]}, {"reach_path": "*"}, {"grants": ["case.all"]}]
)
def test_a_post_that_reaches_further_than_i_manage_is_not_set_up(client, house, manager, beyond):
    below = OrganisationFactory(parent=house)

    answer = client.post(reverse("desk:post_add", args=[below.pk]), new_post(below, **beyond))

    assert answer.status_code == 422
    assert not Post.objects.filter(organisation=below).exists()


def test_only_grants_i_may_give_are_offered(client, house):
    officer(client, house, "org.manage", "ops.view")

    form = client.get(reverse("desk:post_add", args=[house.pk])).context["form"]

    offered = {name for _group, pairs in form.fields["grants"].choices for name, _word in pairs}
    assert {"org.manage", "case.accept", "ops.view"} <= offered
    assert not {"calendar.manage", "journal.read"} & offered


def test_a_manager_of_one_county_gives_powers_in_this_county_only(client, house):
    county = RegionFactory(code="990177000000")
    office = OrganisationFactory(parent=house, region=county)
    account = staff_account(organisation=office)
    post = PostFactory(
        organisation=office, grants=["org.manage"], reach_path=house.path, reach_region="990177"
    )
    PostingFactory(staff=account.staff, post=post)
    sign_in(client, account)
    form = client.get(reverse("desk:post_add", args=[office.pk])).context["form"]

    assert [prefix for prefix, _name in form.fields["reach_region"].choices] == ["990177"]
    assert client.get(reverse("desk:org_page", args=[house.pk])).status_code == 404


def new_officer(**other):
    facts = {"staff_id": uuid4(), "name": "赵六", "number": "N100", "username": "zhaoliu"}
    return {**facts, **other}


def test_a_new_officer_gets_a_password_that_is_shown_once(client, house, manager):
    address, facts = reverse("desk:staff_add", args=[house.pk]), new_officer()

    first, again = (client.post(address, facts) for _press in range(2))

    account = Account.objects.get(username="zhaoliu")
    password = first.context["handed"].password
    assert account.check_password(password)
    assert account.password_expires_at
    assert first.headers["Cache-Control"] == "no-store"
    assert password not in again.content.decode()
    assert kinds(account.staff_id) == ["staff.added"]


def test_a_taken_number_or_name_is_said_at_its_field_and_makes_nobody(client, house, manager):
    StaffFactory(number="N1")
    address = reverse("desk:staff_add", args=[house.pk])

    taken = client.post(address, new_officer(number="N1"))
    name = client.post(address, new_officer(username=manager.username))

    assert b'id="id_number_error"' in taken.content
    assert b'id="id_username_error"' in name.content
    assert not Staff.objects.filter(name="赵六").exists()


def act(client, account, name):
    address = reverse("desk:account_act", args=[account.staff_id, name])
    return client.post(address, {"reason": "本人申请"})


def test_a_forgotten_password_a_lost_telephone_and_a_closed_account(client, house, manager):
    account = staff_account(organisation=house)

    shown = act(client, account, "password").context["handed"].password
    for name in ("factor", "close", "reopen"):
        assert act(client, account, name).status_code == 302

    account.refresh_from_db()
    assert account.check_password(shown)
    assert account.is_active
    assert kinds(account.pk) == [
        "account.password_reset",
        "account.factor_reset",
        "account.closed",
        "account.reopened",
    ]


def superior(house):
    """An officer who sits in the house and has more than it."""
    account = staff_account(organisation=house)
    post = PostFactory(organisation=house, grants=["org.manage"], reach_path="")
    PostingFactory(staff=account.staff, post=post)
    return account


@pytest.mark.parametrize("name", ["password", "factor", "close"])
def test_nobody_takes_the_account_of_a_superior_who_sits_in_his_house(client, house, manager, name):
    boss = superior(house)

    answer = act(client, boss, name)

    assert answer.status_code == 422
    assert not kinds(boss.pk)
    assert "由其他人" in words(client.get(reverse("desk:staff_page", args=[boss.staff_id])))


def test_a_post_held_in_another_house_is_named_and_not_linked(client, house, manager):
    sent = StaffFactory(organisation=house)
    posting = PostingFactory(staff=sent, post=PostFactory(name="综合窗口岗"))

    page = client.get(reverse("desk:staff_page", args=[sent.pk]))

    assert "综合窗口岗" in words(page)
    assert reverse("desk:post_page", args=[posting.post_id]).encode() not in page.content


def test_nobody_becomes_the_deputy_of_a_superior_by_his_own_hand(client, house, manager):
    boss, friend = superior(house), StaffFactory(organisation=house)
    today = timezone.localdate()
    facts = {"holder": boss.staff_id, "deputy": friend.pk, "reason": "代班"}
    facts |= {"since": today, "until": today + timedelta(days=3)}

    answer = client.post(reverse("desk:deputy_appoint"), facts)

    assert answer.status_code == 422
    assert not friend.stands_in.exists()


def test_nobody_appoints_himself(client, house, manager):
    post = PostFactory(organisation=house)
    facts = {"post": post.pk, "since": timezone.localdate()}

    answer = client.post(reverse("desk:staff_appoint", args=[manager.staff_id]), facts)

    assert answer.status_code == 422
    assert not Posting.objects.filter(post=post).exists()


def test_a_post_is_withdrawn_and_a_deputy_sent_home(client, house, manager):
    posting = PostingFactory(staff=StaffFactory(organisation=house))
    today = timezone.localdate()
    deputyship = DeputyshipFactory(
        holder=posting.staff, since=today, until=today + timedelta(days=9)
    )

    client.post(reverse("desk:posting_end", args=[posting.pk]), {"until": today})
    client.post(reverse("desk:deputy_end", args=[deputyship.pk]))

    posting.refresh_from_db()
    assert posting.until == today
    assert not posting.staff.deputyships.exists()


def test_an_officer_who_left_stands_in_the_list_as_such(client, house, manager):
    gone = StaffFactory(organisation=house)
    reason = {"reason": "退休"}

    client.post(reverse("desk:staff_dismiss", args=[gone.pk]), reason)

    page = client.get(reverse("desk:people"), {"q": gone.number})
    assert [row.staff for row, _account in page.context["rows"]] == [gone]
    assert "已离岗" in words(page)


@pytest.mark.parametrize(
    "row",
    ["org_page", "org_add", "org_change", "post_add", "staff_add"],
)
def test_the_house_next_door_does_not_exist(client, manager, row):
    stranger = OrganisationFactory()

    assert client.get(reverse(f"desk:{row}", args=[stranger.pk])).status_code == 404


def test_the_officers_and_posts_next_door_do_not_exist(client, manager):
    posting = PostingFactory()

    for address in (
        reverse("desk:staff_page", args=[posting.staff_id]),
        reverse("desk:post_page", args=[posting.post_id]),
    ):
        assert client.get(address).status_code == 404
    assert client.post(reverse("desk:posting_end", args=[posting.pk])).status_code == 404


def test_the_list_of_officers_is_searched_and_goes_on_by_key(
    client, house, manager, django_assert_max_num_queries
):
    StaffFactory.create_batch(52, organisation=house)

    with django_assert_max_num_queries(14):
        first = client.get(reverse("desk:people"))
    second = client.get(reverse("desk:people") + first.context["older"])

    seen = [row.staff.pk for page in (first, second) for row, _account in page.context["rows"]]
    assert len(seen) == len(set(seen)) == 53


@pytest.mark.parametrize(("grant", "is_there"), [("org.manage", False), ("case.read", True)])
def test_who_handles_no_cases_is_offered_no_search_for_them(client, house, grant, is_there):
    officer(client, house, grant)

    page = client.get(reverse("desk:people"))

    assert (b'class="desk-search"' in page.content) is is_there


def test_a_post_is_changed_and_closed_on_its_page(client, house, manager):
    post = PostFactory(organisation=house, grants=["case.read"], reach_path=house.path)
    address = reverse("desk:post_change", args=[post.pk])
    form = client.get(address).context["form"]
    typed = {**form.initial, "name": "查阅岗", "grants": ["case.read", "case.accept"]}
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 422  # drawn before the change

    page = client.get(reverse("desk:post_page", args=[post.pk]))
    assert "查阅岗" in words(page)
    answer = client.post(reverse("desk:post_close", args=[post.pk]), {"reason": "合并岗位"})

    assert answer.status_code == 302
    assert kinds(post.pk) == ["post.changed", "post.closed"]
    assert "已关闭" in words(client.get(reverse("desk:post_page", args=[post.pk])))


def test_a_held_post_is_not_closed_and_the_page_says_why(client, house, manager):
    post = PostFactory(organisation=house, grants=["case.read"], reach_path=house.path)
    PostingFactory(staff=StaffFactory(organisation=house), post=post)

    answer = client.post(reverse("desk:post_close", args=[post.pk]), {"reason": "合并岗位"})

    assert answer.status_code == 422
    assert "请先免去任职" in words(answer)


def test_an_officer_is_moved_and_another_taken_back(client, house, manager):
    below, mover = OrganisationFactory(parent=house), StaffFactory(organisation=house)
    gone = StaffFactory(organisation=house, is_active=False)
    facts = {"organisation": below.pk, "reason": "轮岗交流"}
    move = reverse("desk:staff_move", args=[mover.pk])
    assert client.post(move, {**facts, "organisation": OrganisationFactory().pk}).status_code == 422

    assert client.post(move, facts).status_code == 302
    assert "重新录用" in words(client.get(reverse("desk:staff_page", args=[gone.pk])))
    back = reverse("desk:staff_take_back", args=[gone.pk])
    assert client.post(back, {"reason": "返聘"}).status_code == 302

    assert (kinds(mover.pk), kinds(gone.pk)) == (["staff.moved"], ["staff.taken_back"])
