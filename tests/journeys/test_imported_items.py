"""Real published items, imported as they are: found, read, applied for, handled to the end."""

import random
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.cases.factories import ANSWERS, a_pdf
from tests.conftest import SHARED
from tests.identity.factories import (
    AccountFactory,
    AgencyFactory,
    OrganisationPartyFactory,
    sign_in,
    staff_account,
)
from tests.orgs.factories import PostFactory, PostingFactory
from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.rules.filing import suits
from yimen.catalogue.actions import import_guangdong, load_code_tables
from yimen.catalogue.queries import published_items, search_items
from yimen.identity.queries import actor_of
from yimen.journal.queries import verify
from yimen.kernel.actor import SYSTEM

# in one process, so that the list is brought in once
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("imported")]

HOW_MANY = 50
GRANTS = ["case.accept", "case.examine", "case.decide", "case.deliver"]


@pytest.fixture(scope="module")
def items(django_db_setup, django_db_blocker):
    """Fifty of the whole list, which is brought in once and taken back at the end."""
    path = SHARED / "data" / "guangdong-items" / "policy.jsonl"
    if not path.exists():
        pytest.skip(f"real data not found at {path}")
    with django_db_blocker.unblock(), transaction.atomic():
        load_code_tables()
        import_guangdong(path, by=SYSTEM, at=timezone.now())
        known = list(published_items().order_by("code"))
        yield random.Random(20260520).sample(known, HOW_MANY)
        transaction.set_rollback(True)


@pytest.fixture
def agent():
    """Somebody who may apply for himself and for a company."""
    account = AccountFactory()
    AgencyFactory(agent=account, principal=OrganisationPartyFactory())
    return account


@pytest.fixture
def officer(items):
    """An officer with every link of the handling, over all of Guangdong."""
    account = staff_account(organisation=items[0].organisation)
    post = PostFactory(organisation=items[0].organisation, grants=GRANTS, reach_path="")
    PostingFactory(staff=account.staff, post=post)
    return account


def test_fifty_random_imported_items_are_handled_to_the_end(client, items, agent, officer):
    failed = {}
    for item in items:
        try:
            with transaction.atomic():
                walk(client, item, agent, officer)
        except Exception as problem:  # every item is tried, and all that failed are named
            failed[item.code] = repr(problem)

    assert failed == {}
    assert verify() == []


def walk(client, item, agent, officer):
    version, now = item.current, timezone.now()
    assert item in search_items(version.name, limit=60).items
    guide = client.get(reverse("portal:item_guide", args=[item.code]))
    assert version.name in BeautifulSoup(guide.content, "html.parser").get_text()
    case = handed_in(version, agent, now)
    handled(case, officer, now)
    case.refresh_from_db()
    assert case.state == "concluded"


def handed_in(version, agent, now):
    by = actor_of(agent, on=timezone.localdate())
    own, company = by.party_id, next(iter(by.party_ids - {by.party_id}))
    applicant = own if suits(version.audiences, is_person=True) else company
    case = actions.draft_case(version.pk, applicant, by=by, at=now)
    actions.save_draft(case.pk, ANSWERS, by=by, at=now)
    for material in version.material_list:
        if material.is_required:
            actions.add_material(case.pk, material.key, a_pdf(), by=by, at=now)
    return actions.file_case(case.pk, by=by, at=now)


def handled(case, officer, now):
    by = actor_of(officer, on=timezone.localdate(), channel="counter")
    actions.accept_case(case.pk, by=by, at=now)
    actions.examine_case(case.pk, conclusion="passed", text="材料齐全", by=by, at=now)
    actions.grant_case(case.pk, reasons="符合条件", by=by, at=now)
    actions.deliver_result(case.pk, way="electronic", by=by, at=now)
    actions.conclude_case(case.pk, by=by, at=now)


def test_an_imported_item_is_applied_for_and_decided_on_the_pages(client, items, agent, officer):
    item = next(i for i in items if i.current.material_list)
    sign_in(client, agent)
    by = actor_of(agent, on=timezone.localdate())
    person = suits(item.current.audiences, is_person=True)
    applicant = by.party_id if person else next(iter(by.party_ids - {by.party_id}))
    begin = reverse("portal:apply_begin", args=[item.code])
    token = BeautifulSoup(client.get(begin).content, "html.parser").select_one("main form")
    hidden = {f["name"]: f.get("value", "") for f in token.select("input[type=hidden]")}

    form = client.post(begin, {**hidden, "party": applicant, "applicant": applicant})["Location"]
    client.post(form, {**ANSWERS, "truth": "on"})
    case = Case.objects.get(item=item)
    for material in item.current.material_list:
        address = reverse("portal:material_add", args=[case.pk, material.key])
        client.post(address, {"file": a_pdf()})
    check = reverse("portal:apply_check", args=[case.pk])
    case.refresh_from_db()
    token = {"revision": case.revision, "key": uuid4()}
    filed = client.post(check, {**token, "declared": "on"})

    assert filed.status_code == 302, BeautifulSoup(filed.content, "html.parser").main.get_text()
    sign_in(client, officer)
    for move, facts in (
        ("accept", {}),
        ("examine", {"conclusion": "passed", "text": "材料齐全"}),
        ("grant", {"reasons": "符合条件"}),
        ("deliver", {"way": "electronic"}),
        ("conclude", {}),
    ):
        case.refresh_from_db()
        address = reverse("desk:case_act", args=[case.number, move])
        facts |= {"revision": case.revision, "key": uuid4()}
        assert client.post(address, facts).status_code == 302, move
    case.refresh_from_db()
    assert case.state == "concluded"
