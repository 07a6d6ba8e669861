"""Every address for every role: the table of tests/permission_table.py holds, cell by cell.

Each cell is asked for in a savepoint of its own, so all of them meet the same world.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from tests.cases.factories import a_case, a_pdf, an_office
from tests.catalogue.factories import ItemFactory
from tests.doors import (
    addresses_of_answering,
    addresses_of_calendars,
    addresses_of_exchange,
    addresses_of_handling,
    addresses_of_letters,
    addresses_of_systems,
    bodies_of_calendars,
    doors_of_cards,
    doors_of_inspections,
)
from tests.figures.doors import doors_of_scores
from tests.figures.factories import a_log
from tests.identity.factories import (
    AccountFactory,
    AgencyFactory,
    PartyFactory,
    applicant_actor,
    sign_in,
    staff_account,
)
from tests.orgs.factories import (
    DeputyshipFactory,
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
)
from tests.permission_roles import ASKED, DOORS, GRANTS, RARE, REFUSED, ROLES, UNTOLD
from tests.permission_table import TABLE
from yimen.api.api import api
from yimen.cases.models import Case
from yimen.catalogue.actions import (
    Proposal,
    add_basic_item,
    add_proof,
    draft_version,
    propose_act,
    publish_version,
    submit_version,
)
from yimen.catalogue.models import ItemVersion, Law, ServiceItem
from yimen.catalogue.rules.elements import Attachment, Material
from yimen.files.actions import store_upload
from yimen.identity.models import Account
from yimen.identity.queries import actor_of
from yimen.kernel.actor import SYSTEM
from yimen.notify.actions import Letter, enqueue_all
from yimen.notify.models import Message
from yimen.orgs.models import Organisation, Post
from yimen.orgs.rules.posts import GRANTS as EVERY
from yimen.process.actions import claim
from yimen.process.queries import open_tasks

#: Nobody else in the world is called so.
APPLICANT = "欧阳未见"


# in one process, so that the world is built once
pytestmark = pytest.mark.xdist_group("doors")

#: The states that some address needs a case in.
STATES = ("draft", "submitted", "supplementing", "accepted", "in_review", "granted", "result_made")
#: move → the state it is tried in, and what its form takes
ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "accept": ("submitted", {}),
    "examine": ("accepted", {"conclusion": "passed", "text": "符合条件"}),
    "grant": ("in_review", {"reasons": "符合法定条件"}),
    "extend": ("accepted", {"days": 5, "reason": "案情复杂"}),
    "deliver": ("granted", {"way": "electronic"}),
}
PROOF = {
    "name": "健康证明",
    "purpose": "核对健康",
    "basis": "《食品安全法》第四十五条",
    "demanded_by": "市场监管局",
    "issued_by": "医疗机构",
    "how_to_get": "体检",
    "why_no_commitment": "涉及人身健康",
    "check_method": "none",
}
ROWS = sorted({row for _method, row in TABLE})
TAKES = {"reads": ("GET",), "writes": ("POST",)}


@dataclass(frozen=True)
class World:
    """Who knocks (role → session), at which doors (row → address), with what in hand."""

    sessions: dict[str, str]
    addresses: dict[str, str]
    bodies: dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once, and taken back whole at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


def _build() -> World:
    resident = AccountFactory(party=PartyFactory(name=APPLICANT), name=APPLICANT)
    office = an_office(version__promised_days=10, version__materials=[_paper()])
    office.resident = applicant_actor(resident.party, account=resident)
    home, abroad = office.organisation, OrganisationFactory()
    people = {
        role: _officer(abroad if role == "neighbour" else home, *grants)
        for role, grants in GRANTS.items()
    }
    people |= {role: _officer(home, *grants) for role, (grants, _like, _more) in RARE.items()}
    people |= {"resident": resident, "other": AccountFactory()}
    cases = {state: a_case(state, office=office, at=timezone.now()) for state in STATES}
    _take_in_hand(cases["accepted"], people["examiner"])
    items = [ItemFactory(published=True, organisation=home) for _ in range(2)]
    drafted, reviewed = (_draft(item) for item in items)
    submit_version(reviewed.pk, by=SYSTEM, at=timezone.now())
    reviewed.refresh_from_db()
    cards, bodies_of_cards = doors_of_cards(cases["accepted"], office)
    inspections, bodies_of_inspections = doors_of_inspections(home, cases)
    scores, bodies_of_scores = doors_of_scores(home, people)
    addresses = {
        **cards,
        **inspections,
        **scores,
        **_addresses_of_cases(cases),
        **addresses_of_handling(cases["accepted"], office, abroad),
        **_addresses_of_items(office.item, drafted.item, reviewed.item),
        **_addresses_of_acts(office.item, home),
        "portal:message_read": {"message_id": _letter(resident)},
        **_addresses_of_agencies(resident),
        **addresses_of_exchange(people["editor"]),
        **_addresses_of_checks(home),
        **addresses_of_systems(home, cases["submitted"]),
        **_addresses_of_the_house(home, people),
        **addresses_of_answering(cases["submitted"], people),
        **addresses_of_calendars(home),
    }
    return World(
        sessions={role: _session(role, account) for role, account in people.items()},
        addresses={row: reverse(row.split("/")[0], kwargs=addresses.get(row)) for row in ROWS},
        bodies={
            **_bodies(people, cases),
            **_bodies_of_items(home, drafted, reviewed),
            **_bodies_of_the_house(home, people),
            **bodies_of_calendars(home),
            **bodies_of_cards,
            **bodies_of_inspections,
            **bodies_of_scores,
            "desk:system_revoke": {"reason": "系统下线"},
            "portal:station": {"item": office.item.code},
            "desk:proof_save": PROOF,
            "desk:proof_withdraw": {"reason": "依据修改"},
        },
    )


def _officer(organisation: Organisation, *grants: str) -> Account:
    account = staff_account(organisation=organisation)
    post = PostFactory(organisation=organisation, grants=list(grants), reach_path=organisation.path)
    PostingFactory(staff=account.staff, post=post)
    return account


def _session(role: str, account: Account) -> str:
    client = Client()
    sign_in(client, account)
    if role == "password":  # enrolled by now; this second session has not shown it
        client = Client()
        sign_in(client, account, with_second_factor=False)
    return client.cookies["sessionid"].value


def _take_in_hand(case: Case, account: Account) -> None:
    actor = actor_of(account, on=timezone.localdate())
    claim(open_tasks(case.pk)[0].pk, by=actor, at=timezone.now())


def _letter(account: Account) -> UUID:
    enqueue_all([Letter(account, "table", "受理", "", timezone.now(), channels=["in_app"])])
    return Message.objects.get(account=account, key__startswith="table").pk


def _draft(item: ServiceItem) -> ItemVersion:
    changes = {"promised_days": 5}
    return draft_version(item.pk, changes, reason="压缩时限", by=SYSTEM, at=timezone.now())


def _addresses_of_agencies(resident: Account) -> dict[str, dict[str, Any]]:
    """Somebody asked the resident for an authorisation; the others do not learn of it."""
    until = timezone.localdate() + timedelta(days=30)
    agency = AgencyFactory(principal=resident.party, role="agent", awaits_consent=True, until=until)
    return {f"portal:agent_{act}": {"agency_id": agency.pk} for act in ("confirm", "end")}


def _addresses_of_cases(cases: dict[str, Case]) -> dict[str, dict[str, Any]]:
    draft, filed = cases["draft"], cases["submitted"]
    number, paper = {"number": filed.number}, filed.materials.get().pk
    names: dict[str, dict[str, Any]] = {
        "portal:material_add": {"case_id": draft.pk, "key": "m1"},
        "portal:case_supplement": {"number": cases["supplementing"].number},
        "portal:material_again": {"case_id": draft.pk, "key": "m1", "file_id": paper},
        "portal:file_download": {"file_id": paper},
        "portal:file_view": {"file_id": paper},
        "portal:result_renew": {"result_id": paper},  # there is none
        "desk:case_file": {**number, "file_id": paper},
        "portal:apply_commit": {"case_id": draft.pk},
        "portal:commitment_remove": {"case_id": draft.pk, "commitment_id": paper},
        "portal:owed_add": {**number, "key": "m1"},
        "desk:result_act": {"number": cases["result_made"].number, "move": "revoke"},
        "desk:later_check": {**number, "check_id": paper},
        "desk:record_lift": {**number, "record_id": paper},
    }
    for row in (
        "form",
        "keep",
        "situation",
        "situation_keep",
        "renew",
        "materials",
        "check",
        "discard",
        "resume",
    ):
        names[f"portal:apply_{row}"] = {"case_id": draft.pk}
    for row in ("material_replace", "material_remove"):
        names[f"portal:{row}"] = {"case_id": draft.pk, "file_id": draft.materials.get().pk}
    for row in ("case_page", "case_receipt", "case_withdraw", "case_delivery"):
        names[f"portal:{row}"] = number
    for row in ("case_sheet", "case_record", "phrase_choose", "note_write", "case_urge"):
        names[f"desk:{row}"] = number
    names |= {"desk:phrase_drop": {"phrase_id": uuid4()}, "desk:view_forget": {"view_id": uuid4()}}
    for row in ("api-v1:case_status", "api-v1:case_status/code"):
        names[row] = number
    for row, case in {"claim": filed, "release": cases["accepted"]}.items():
        names[f"desk:task_{row}"] = {"number": case.number, "task_id": open_tasks(case.pk)[0].pk}
    for move, (state, _facts) in ACTS.items():
        names[f"desk:case_act/{move}"] = {"number": cases[state].number, "move": move}
    return names


def _addresses_of_checks(home: Organisation) -> dict[str, dict[str, Any]]:
    """A law, and a proof the department keeps."""
    law = Law.objects.create(title="桥梁法", name="桥梁法", kind="law", loaded_at=timezone.now())
    proof = add_proof(home, "health", PROOF, by=SYSTEM, at=timezone.now())
    names: dict[str, dict[str, Any]] = {
        f"desk:proof_{row}": {"proof_id": proof.pk} for row in ("edit", "save", "withdraw")
    }
    names["desk:log_report"] = {"log_id": a_log().pk}
    names |= {row: {"law_id": law.pk} for row in ("portal:law_page", "desk:law_items")}
    return names | {"portal:proof_page": {"key": proof.key}}


def _addresses_of_items(
    offered: ServiceItem, drafted: ServiceItem, reviewed: ServiceItem
) -> dict[str, dict[str, Any]]:
    code, version = (
        {"code": drafted.code},
        {"code": drafted.code, "number": drafted.versions.count()},
    )
    given = offered.current.material_list[0].files[0].blob if offered.current else ""
    file = {"code": offered.code, "number": 1, "file_id": given}
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("portal:", "item_guide apply_begin power_page", {"code": offered.code}),
        ("portal:guide_", "pdf data embedded", {"code": offered.code}),
        ("api-v1:item_", "get situation form_schema", {"code": offered.code}),
        ("desk:", "item_page draft_begin", {"code": offered.code}),
        ("desk:item_", "status", {"code": offered.code, "move": "suspend"}),
        ("desk:draft_", "edit findings submit discard", code),
        ("desk:draft_", "part save", code | {"part": "basics"}),
        ("desk:form_", "edit save", code),
        ("desk:process_", "edit save check drop", code),
        ("desk:process_", "file try", version),
        ("desk:ruling_", "edit save remove", code | {"key": "new"}),
        ("desk:situation_", "table table_save preview", code),
        ("desk:version_", "page", version),
        ("desk:draft_", "files file_add file_remove", code),
        ("desk:version_", "file", file),
        ("portal:guide_", "file", file),
        ("desk:version_", "review publish send_back", {"code": reviewed.code}),
        ("api-v1:", "code_check", {"kind": "uscc", "value": "12441500196720244T"}),
        ("account_", "confirm_email", {"key": "none"}),
        ("account_", "reset_password_from_key", {"uidb36": "1", "key": "none"}),
    ]
    return {f"{stem}{name}": facts for stem, names, facts in rows for name in names.split()}


def _addresses_of_acts(offered: ServiceItem, home: Organisation) -> dict[str, dict[str, Any]]:
    """An item with a version that waits for its day, and an act that waits for a second person."""
    item, now = ItemFactory(published=True, organisation=home), timezone.now()
    later = timezone.localdate(now) + timedelta(days=9)
    submit_version(_draft(item).pk, by=SYSTEM, at=now)
    publish_version(item.versions.get(number=2).pk, on=later, by=SYSTEM, at=now)
    act = propose_act(item.pk, Proposal("cancel", later, "依据修改"), by=SYSTEM, at=now)
    basic = add_basic_item("000131999001", {"name": "户外广告设置"}, by=SYSTEM, at=now)
    return {
        **{f"desk:basic_{row}": {"code": basic.code} for row in ("page", "edit", "save")},
        "desk:version_call_off": {"code": item.code},
        "desk:item_compare": {"code": item.code},
        "desk:item_history": {"code": item.code},
        "desk:item_disclosure": {"code": item.code},
        "desk:act_page": {"act_id": act.pk},
        "desk:act_move": {"act_id": act.pk, "move": "confirm"},
        "desk:act_new": {"code": offered.code, "kind": "cancel"},
        "desk:act_propose": {"code": offered.code, "kind": "cancel"},
    }


def _bodies(people: dict[str, Account], cases: dict[str, Case]) -> dict[str, dict[str, Any]]:
    """What is posted where an empty form would hide whether the act is allowed."""

    def token(state: str, **facts: Any) -> dict[str, Any]:
        return {"revision": cases[state].revision, "key": uuid4(), **facts}

    bodies = {
        f"desk:case_act/{move}": token(state, **facts) for move, (state, facts) in ACTS.items()
    }
    today, filed = timezone.localdate(), cases["submitted"]
    known = {"number": filed.number, "code": filed.query_code}
    return bodies | {
        "portal:status_query/code": known,
        "desk:batch_do": {"move": "accept", "key": uuid4()},
        "api-v1:case_status/code": {"code": filed.query_code},
        "api-v1:workdays_add": {"date": today, "n": 5},
        "api-v1:workdays_count": {"from": today, "to": today},
        "portal:apply_check": token("draft", declared="on"),
        "portal:case_withdraw": token("submitted", reason="不再需要"),
        "portal:material_add": {"file": a_pdf},
        "portal:material_replace": {"file": a_pdf},
        "desk:deputy_appoint": {
            "holder": people["clerk"].staff_id,
            "deputy": people["examiner"].staff_id,
            "since": today,
            "until": today + timedelta(days=5),
            "reason": "年休假",
        },
    }


def _paper() -> dict[str, Any]:
    """A material with a blank form to download."""
    blob = store_upload(a_pdf(), by=SYSTEM, at=timezone.now())
    given = Attachment("blank", blob.name, blob.sha256, blob.size, str(blob.pk))
    return Material("m1", "申请书", original=1, files=(given,)).to_json()


def _bodies_of_items(
    home: Organisation, drafted: ItemVersion, reviewed: ItemVersion
) -> dict[str, dict[str, Any]]:
    reason = {"reason": "依据修改"}
    return {
        "desk:item_status": reason,
        "desk:draft_begin": reason,
        "desk:version_call_off": reason,
        "desk:act_propose": {**reason, "on": timezone.localdate() + timedelta(days=1)},
        "desk:draft_submit": {"seen": drafted.fingerprint()},
        "desk:draft_file_add": {
            "material": "m1",
            "kind": "blank",
            "file": a_pdf,
            "seen": drafted.fingerprint(),
        },
        "desk:draft_file_remove": {
            "material": "m1",
            "name": "x.pdf",
            "seen": drafted.fingerprint(),
        },
        "desk:form_save": {"seen": drafted.fingerprint(), "working": "[]"},
        "desk:version_publish": {"seen": reviewed.fingerprint()},
        "desk:version_send_back": reason,
    }


def _addresses_of_the_house(
    home: Organisation, people: dict[str, Account]
) -> dict[str, dict[str, Any]]:
    clerk, away = people["clerk"], people["editor"].staff
    posting = clerk.staff.postings.get()
    today = timezone.localdate()
    deputyship = DeputyshipFactory(holder=away, since=today, until=today + timedelta(days=9))
    names: dict[str, dict[str, Any]] = {
        "desk:deputy_end": {"deputyship_id": deputyship.pk},
        "desk:absence_end": {"deputyship_id": deputyship.pk},
        **addresses_of_letters(home, people["examiner"]),
        "desk:posting_end": {"posting_id": posting.pk},
        "desk:account_give": {"pk": StaffFactory(organisation=home).pk},
        "desk:account_act/password": {"pk": clerk.staff_id, "act": "password"},
    }
    for row in ("page", "appoint", "dismiss"):
        names[f"desk:staff_{row}"] = {"pk": clerk.staff_id}
    for row in ("org_page", "org_add", "org_change", "post_add", "staff_add"):
        names[f"desk:{row}"] = {"pk": home.pk}
    names["desk:org_close"] = {"pk": OrganisationFactory(parent=home).pk}  # home has parts
    for row in ("page", "appoint"):
        names[f"desk:post_{row}"] = {"pk": posting.post_id}
    spare = PostFactory(organisation=home, name="备用岗", grants=["case.read"])
    for row in ("change", "close"):
        names[f"desk:post_{row}"] = {"pk": spare.pk}
    names["desk:staff_move"] = {"pk": StaffFactory(organisation=home).pk}
    names["desk:staff_take_back"] = {"pk": StaffFactory(organisation=home, is_active=False).pk}
    return names


def _bodies_of_the_house(
    home: Organisation, people: dict[str, Account]
) -> dict[str, dict[str, Any]]:
    today, reason = timezone.localdate(), {"reason": "工作调整"}
    kept = {"name": "新设科", "kind": "department", "region": home.region_id}
    spare = Post.objects.get(name="备用岗")
    return {
        "desk:enquiry_answer": {"answer": "网上办理"},
        "desk:reproach_reply": {"reply": "系统故障"},
        "desk:green_mark": {"basis": "市重点项目"},
        "desk:posting_end": {"until": today},
        "desk:staff_move": {**reason, "organisation": OrganisationFactory(parent=home).pk},
        "desk:staff_take_back": reason,
        "desk:post_close": reason,
        "desk:post_change": {
            "name": "改名岗",
            "grants": ["case.read"],
            "reach_path": home.path,
            "reach_region": "*",
            "seen": spare.fingerprint(),
        },
        "desk:letter_revoke": reason,
        "desk:staff_appoint": {"post": spare.pk, "since": today},
        "desk:staff_dismiss": reason,
        "desk:account_give": {"username": "given.account"},
        "desk:account_act/password": reason,
        "desk:org_add": {**kept, "label": "section", "organisation_id": uuid4()},
        "desk:org_change": {**kept, "seen": home.fingerprint()},
        "desk:org_close": reason,
        "desk:post_add": {
            "post_id": uuid4(),
            "name": "岗位",
            "grants": ["case.read"],
            "reach_path": home.path,
            "reach_region": "*",
        },
        "desk:staff_add": {
            "staff_id": uuid4(),
            "name": "新人",
            "number": "NEW1",
            "username": "new.officer",
        },
        "desk:post_appoint": {"number": people["examiner"].staff.number, "since": today},
    }


#: The methods of each operation of the API.
API_METHODS = {
    f"api-v1:{operation.operation_id}": tuple(operation.methods)
    for _prefix, router in api._routers
    for view in router.path_operations.values()
    for operation in view.operations
}


def addresses(patterns: Any = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site by its full name."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", one
        else:
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from addresses(one.url_patterns, inner)


def answer(world: World, role: str, method: str, row: str) -> tuple[str, bytes]:
    """What this role gets there: the status, or the door he is sent to first; and the page."""
    client = Client(raise_request_exception=False)  # a fault is an answer too: 500
    if role in world.sessions:
        client.cookies["sessionid"] = world.sessions[role]
    body = {
        name: value() if callable(value) else value
        for name, value in world.bodies.get(row, {}).items()
    }
    call = getattr(client, method.lower())
    response = call(world.addresses[row], body)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    where = response.headers.get("Location", "")
    sent = next((word for door, word in DOORS.items() if where.startswith(door)), "")
    return sent or str(response.status_code), content


def entries_so_far() -> int:
    """How many entries were ever begun: the counter of the journal is never taken back."""
    with connection.cursor() as cursor:
        cursor.execute("select last_value from journal_entry_id_seq")
        return int(cursor.fetchone()[0])


def knock(world: World, role: str, method: str, row: str) -> tuple[str, list[str]]:
    """Ask once and take back what it did; also what should not have happened."""
    wrong = []
    with transaction.atomic():
        before = entries_so_far()
        status, content = answer(world, role, method, row)
        if status in REFUSED and entries_so_far() != before:
            wrong.append("was refused, and yet something was entered in the journal")
        is_told = role not in UNTOLD or (role == "neighbour" and row in ASKED)
        if not is_told and APPLICANT.encode() in content:
            wrong.append("reads the name of an applicant who is none of his business")
        transaction.set_rollback(True)
    return status, wrong


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_this_role_as_the_table_says(world, role, db):
    mismatches = []
    for (method, row), cells in TABLE.items():
        status, wrong = knock(world, role, method, row)
        if status != cells[role]:
            wrong.insert(0, f"got {status}, the table says {cells[role]}")
        mismatches += [f"{method} {row}: {words}" for words in wrong]

    assert not mismatches, "\n".join([f"{role}:", *mismatches])


@pytest.fixture(scope="module")
def idle() -> dict[tuple[str, str], str]:
    """What an officer without any grant gets there, asked for once."""
    return {}


@pytest.mark.parametrize("role", sorted(RARE.keys() - {"idle"}))
def test_a_rare_role_gets_no_more_than_is_said(world, idle, role, db):
    _grants, like, said = RARE[role]
    more = {}
    for key, cells in TABLE.items():
        if not key[1].startswith(("desk:", "portal:")):
            continue
        mine = knock(world, role, *key)[0]
        is_read = mine == cells.get(like) and mine != "302"  # what is done is said, not read
        if is_read or mine == "403":
            continue
        if key not in idle:
            idle[key] = knock(world, "idle", *key)[0]
        if mine != idle[key]:
            more[" ".join(key)] = mine

    assert more == said


def test_every_grant_has_a_role():
    held = {grant for grants in GRANTS.values() for grant in grants}

    assert held | {grant for grants, _like, _more in RARE.values() for grant in grants} == EVERY


def test_every_address_has_its_rows():
    listed = {(method, row.split("/")[0]) for method, row in TABLE}
    missing = []
    for name, pattern in addresses():
        methods = TAKES.get(getattr(pattern.callback, "access", ""), ("GET", "POST"))
        if hasattr(pattern.callback, "views"):
            methods = ("GET", "POST")
        if name.startswith("api-v1:"):
            methods = API_METHODS.get(name, ("GET",))
        missing += [f"{method} {name}" for method in methods if (method, name) not in listed]

    assert not missing, f"say in tests/permission_table.py who may: {missing}"


def test_the_table_names_no_address_that_is_gone():
    known = {name for name, _pattern in addresses()}

    assert {row.split("/")[0] for row in ROWS} <= known


def test_pages_that_read_take_no_post_and_acts_no_get(world, db):
    rows = {name: pattern.callback for name, pattern in addresses()}
    for row in ROWS:
        view = rows[row.split("/")[0]]
        if not hasattr(view, "access") or hasattr(view, "views"):
            continue
        method = "POST" if view.access == "reads" else "GET"
        assert knock(world, "resident", method, row)[0] == "405", row
