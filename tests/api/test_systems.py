"""Departments' own systems and mini-apps: apply, upload, ask, act, each thing once."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.factories import ANSWERS, a_case, an_office
from tests.cases.promises import a_trusting_office
from tests.catalogue.factories import ItemFactory
from tests.conftest import AT
from tests.exchange.factories import OFFICE, System, a_system, an_officer
from tests.files.samples import pdf
from tests.identity.factories import AccountFactory, AgencyFactory
from tests.orgs.factories import OrganisationFactory
from yimen.cases.models import Case, Commitment
from yimen.exchange.actions import forget_old, revoke_client, rotate_secret
from yimen.exchange.models import Answered
from yimen.exchange.rules import KEYS_FOR, OLD_SECRET_FOR
from yimen.identity.models import Party
from yimen.identity.queries import document_number
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Staff

pytestmark = pytest.mark.django_db
APPLICANT = {"kind": "person", "name": "周测试", "number": "360502199003078018"}


@pytest.fixture
def office():
    return an_office()


@pytest.fixture
def mini_app(office) -> System:
    return a_system(OrganisationFactory(), "apply")


@pytest.fixture
def system(office) -> System:
    return a_system(office.organisation)


def begin(app: System, office, **more) -> dict:
    body = {"item": office.item.code, "applicant": APPLICANT, **more}
    return app.says("POST", "applications", body)


def upload(app: System, case: str, material: str, *, key=None):
    file = SimpleUploadedFile("材料.pdf", pdf(), "application/pdf")
    path = f"/api/v1/applications/{case}/files"
    headers = {"Authorization": f"Bearer {app.token}", "Idempotency-Key": str(key or uuid4())}
    return app.browser.post(path, {"material": material, "file": file}, headers=headers)


def filed(app: System, office) -> dict:
    """An application handed in through the interface."""
    case = begin(app, office)["id"]
    version = office.item.current
    known = {one.key for one in version.field_list}
    answers = {key: value for key, value in ANSWERS.items() if key in known}
    app.says("PUT", f"applications/{case}/answers", {"answers": answers})
    for material in version.material_list:
        if material.is_required:
            assert upload(app, case, material.key).status_code == 200
    return app.says("POST", f"applications/{case}/file", {})


# ---- getting in


def test_a_token_is_got_with_id_and_secret(system):
    said = system.get_token()

    assert said.status_code == 200
    assert said.json()["scope"].split() == sorted(OFFICE)
    assert said.json()["token_type"] == "Bearer"
    assert system.get_token(scope="case.read").json()["scope"] == "case.read"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_secret": "guess"}, "invalid_client"),
        ({"client_id": str(uuid4())}, "invalid_client"),
        ({"client_id": "x"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_who_does_not_know_the_secret_gets_none(system, wrong, error):
    response = system.get_token(**wrong)

    assert response.status_code in {400, 401}
    assert response.json()["error"] == error


def test_without_a_good_token_there_is_nothing(client, system):
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
        response = client.get("/api/v1/office/cases", headers=headers)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.json()["type"] == "/problems/token.missing"


def test_a_new_secret_leaves_the_old_one_a_week_and_shutting_out_works_at_once(system):
    system.ask("GET", "office/cases")
    client, new = rotate_secret(system.client.pk, by=SYSTEM, at=AT)
    assert system.get_token().status_code == 401  # AT is long ago: the week is over
    assert client.old_until == AT + OLD_SECRET_FOR
    system.secret = new
    assert system.get_token().status_code == 200

    revoke_client(client.pk, reason="停用", by=SYSTEM, at=AT)

    assert system.ask("GET", "office/cases").status_code == 401
    assert system.get_token().status_code == 400


def test_a_token_opens_what_its_scopes_say_and_no_more(office):
    case = a_case(office=office)
    reader = a_system(office.organisation, "case.read")
    officer = an_officer(office.organisation, "case.accept")

    response = reader.ask("POST", f"office/cases/{case.number}/accept", {"officer": officer})

    assert response.status_code == 403
    assert response.json()["type"] == "/problems/token.out_of_scope"
    assert reader.ask("POST", "applications", {}).status_code == 403


def test_a_system_that_asks_too_often_waits(office):
    system = a_system(office.organisation, per_minute=2)

    answers = [system.ask("GET", "office/cases") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 61


# ---- applying


def test_a_mini_app_applies_for_a_resident(mini_app, office):
    case = filed(mini_app, office)

    assert case["state"] == "submitted"
    assert len(case["query_code"]) == 6
    stored = Case.objects.get(number=case["number"])
    assert stored.channel == "api"
    entry = entries_of(stored.pk)[0]
    assert entry.actor["client"] == str(mini_app.client.pk)
    again = mini_app.says("GET", f"applications/{case['id']}")
    assert [step["kind"] for step in again["steps"]] == ["case.filed"]
    assert len(again["files"]) == len(case["files"]) > 0
    done = mini_app.says("POST", f"applications/{case['id']}/withdraw", {"reason": "填错了"})
    assert done["state"] == "withdrawn"


def test_a_word_is_given_to_the_text_that_was_read(mini_app):
    office = a_trusting_office()
    case = begin(mini_app, office)["id"]
    upload(mini_app, case, "m1")
    offers = mini_app.says("GET", f"applications/{case}/commitments")
    texts = {one["key"]: one["sha256"] for one in offers}
    place, name = f"applications/{case}/commitments", APPLICANT["name"]

    other = mini_app.ask("POST", place, {"chosen": {"follows:lease": "0" * 64}, "name": name})
    wrong = mini_app.ask("POST", place, {"chosen": texts, "name": "别人"})
    mini_app.says("POST", place, {"chosen": texts, "name": name})

    assert sorted(texts) == ["follows:lease", "replaces:health"]
    assert (other.json()["type"], wrong.json()["type"]) == (
        "/problems/case.other_text",
        "/problems/case.signature_wrong",
    )
    rows = Commitment.objects.filter(case=case).order_by("material")
    told = [(row.material, row.signed_name, row.signed_by_id) for row in rows]
    assert told == [("health", name, None), ("lease", name, None)]
    assert {row.text for row in rows} == {one["text"] for one in offers}
    assert mini_app.says("GET", place) == []


def test_what_is_missing_is_said_in_the_callers_language(mini_app, office):
    case = begin(mini_app, office)["id"]

    response = mini_app.ask("POST", f"applications/{case}/file", {})

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"].startswith("/problems/case.")


def test_a_mini_app_knows_only_what_it_wrote_itself(mini_app, office):
    own = a_case(office=office)
    other = a_system(OrganisationFactory(), "apply")
    case = begin(mini_app, office)["id"]

    assert mini_app.ask("GET", f"applications/{own.pk}").status_code == 404
    assert other.ask("GET", f"applications/{case}").status_code == 404
    assert mini_app.ask("GET", "office/cases").status_code == 403


def test_a_resident_is_known_by_name_and_number(mini_app, office):
    begin(mini_app, office)
    wrong = {**APPLICANT, "name": "吴测试"}

    response = mini_app.ask("POST", "applications", {"item": office.item.code, "applicant": wrong})

    assert response.status_code == 409
    assert Party.objects.filter(name="吴测试").count() == 0


def begin_for(app: System, office, company: Party, agent: Party | None) -> Any:
    applicant = {"kind": "organisation", "name": company.name, "number": document_number(company)}
    body = {"item": office.item.code, "applicant": applicant}
    if agent:
        body["agent"] = {"name": agent.name, "number": document_number(agent)}
    return app.ask("POST", "applications", body)


def test_a_company_applies_through_who_is_known_to_act_for_it(mini_app, office):
    agency = AgencyFactory()

    response = begin_for(mini_app, office, agency.principal, agency.agent.party)

    assert response.status_code == 200
    assert Case.objects.get().applicant == agency.principal


@pytest.mark.parametrize("who", ["nobody", "a stranger", "an agent in other matters", "ended"])
def test_nobody_else_applies_for_a_company_whose_number_everybody_knows(mini_app, office, who):
    other = [ItemFactory().pk] if who == "an agent in other matters" else []
    agency = AgencyFactory(role="agent", items=other, revoked_at=AT if who == "ended" else None)
    agent = {"nobody": None, "a stranger": AccountFactory().party}.get(who, agency.agent.party)

    response = begin_for(mini_app, office, agency.principal, agent)

    assert response.json()["type"] == "/problems/applicant.not_represented"
    assert not Case.objects.exists()


def test_the_record_says_that_the_system_vouched_and_for_nobody(mini_app, office):
    begin(mini_app, office)

    (entry,) = entries_of(Party.objects.get(name=APPLICANT["name"]).pk)
    assert entry.actor["client"] == str(mini_app.client.pk)
    assert "for" not in entry.actor


def test_one_request_is_done_once(mini_app, office):
    key, body = uuid4(), {"item": office.item.code, "applicant": APPLICANT}

    first, second = (mini_app.says("POST", "applications", body, key=key) for _ in range(2))
    other = mini_app.ask("POST", "applications", {**body, "situation": {"a": "b"}}, key=key)

    assert first == second
    assert Case.objects.count() == 1
    assert other.json()["type"] == "/problems/key.reused"
    forget_old(at=AT.replace(year=2030) + KEYS_FOR)
    assert not Answered.objects.exists()


def test_an_upload_is_kept_once(mini_app, office):
    case = begin(mini_app, office)["id"]
    material, key = office.item.current.material_list[0].key, uuid4()

    first, second = (upload(mini_app, case, material, key=key) for _ in range(2))

    assert first.json() == second.json()
    assert len(mini_app.says("GET", f"applications/{case}")["files"]) == 1


def test_a_refused_request_may_come_again(mini_app, office):
    case, key = begin(mini_app, office)["id"], uuid4()

    assert mini_app.ask("POST", f"applications/{case}/file", {}, key=key).status_code == 422
    assert mini_app.ask("POST", f"applications/{case}/file", {}, key=key).status_code == 422


def test_what_changes_something_needs_a_key(mini_app, office):
    body = {"item": office.item.code, "applicant": APPLICANT}

    response = mini_app.ask("POST", "applications", body, key="again")

    assert response.json()["type"] == "/problems/key.missing"


# ---- handling


def test_a_departments_system_does_what_its_officers_do(mini_app, system, office):
    number = filed(mini_app, office)["number"]
    officers = {g: an_officer(office.organisation, g) for g in OFFICE}
    acts = [
        ("accept", "case.accept", {}, "accepted"),
        ("examine", "case.examine", {"conclusion": "passed", "text": "符合条件"}, "in_review"),
        ("grant", "case.decide", {"reasons": "符合法定条件"}, "granted"),
        ("make-result", "case.deliver", {}, "result_made"),
        ("deliver", "case.deliver", {"way": "electronic"}, "delivered"),
        ("conclude", "case.deliver", {}, "concluded"),
    ]

    for act, grant, said, state in acts:
        body = {"officer": officers[grant], **said}
        answer = system.says("POST", f"office/cases/{number}/{act}", body)
        assert answer["state"] == state

    entries = entries_of(Case.objects.get(number=number).pk)
    assert {entry.actor["channel"] for entry in entries} == {"api"}
    assert all(entry.actor.get("staff") for entry in entries[1:])


def test_a_pre_review_goes_through_the_interface_to_the_counter(mini_app):
    office = an_office(version__prereview_days=3)
    system, officer = a_system(office.organisation), an_officer(office.organisation, "case.accept")
    case = filed(mini_app, office)
    path = f"office/cases/{case['number']}"
    gaps = {"gaps": [{"what": "照片不清楚", "material": "m1"}], "answer_by": "2099-01-08"}
    originals = {"originals": "身份证原件", "originals_by": "2099-01-09"}

    def says(act: str, **more: object) -> str:
        return system.says("POST", f"{path}/{act}", {"officer": officer, **more})["state"]

    for again in ({}, {"repeat_reason": "仍看不清"}):
        assert says("send-back", **gaps, **again) == "sent_back"
        assert upload(mini_app, case["id"], "m1").status_code == 200
        mini_app.says("POST", f"applications/{case['id']}/supplement", {"answers": {}})
    assert says("pass-prereview", **originals) == "passed"
    assert says("receive-originals") == "submitted"
    assert says("accept") == "accepted"


def test_a_push_is_done_once_and_a_stale_one_is_told(system, office):
    case, key = a_case(office=office), uuid4()
    body = {"officer": an_officer(office.organisation, "case.accept"), "revision": case.revision}
    path = f"office/cases/{case.number}/accept"

    first, second = (system.says("POST", path, body, key=key) for _ in range(2))
    late = system.ask("POST", path, body)

    assert first == second
    assert late.status_code == 409
    assert len([e for e in entries_of(case.pk) if e.kind.endswith("accepted")]) == 1


def test_a_charge_is_reported_by_its_receipt_and_struck_out_by_it(mini_app, system, office):
    case = filed(mini_app, office)
    path = f"office/cases/{case['number']}"
    officer = {"officer": an_officer(office.organisation, "case.deliver")}
    taken = {**officer, "name": "工本费", "fen": 5000, "receipt": "赣财001"}

    system.says("POST", f"{path}/charge", taken)
    again = system.ask("POST", f"{path}/charge", taken)
    nameless = system.ask("POST", f"{path}/charge", {**taken, "name": " ", "receipt": "2"})
    strange = system.ask("POST", f"{path}/charge", {**taken, "fee": "f9", "receipt": "2"})
    unknown = system.ask("POST", f"{path}/void-charge", {**taken, "receipt": "2", "reason": "退"})
    for _ in range(2):
        struck = {**officer, "receipt": "赣财001", "reason": "金额有误"}
        system.says("POST", f"{path}/void-charge", struck)
    system.says("POST", f"{path}/charge", {**taken, "fen": 500})

    types = [one.json()["type"] for one in (again, nameless, strange, unknown)]
    assert types == [
        "/problems/case.receipt_taken",
        "/problems/case.charge_unnamed",
        "/problems/case.unknown_fee",
        "/problems/case.unknown_receipt",
    ]
    for shown in (system.says("GET", path), mini_app.says("GET", f"applications/{case['id']}")):
        charges = [(one["fen"], one["void_reason"]) for one in shown["charges"]]
        assert charges == [(5000, "金额有误"), (500, "")]
    kinds = [entry.kind for entry in entries_of(case["id"]) if "charge" in entry.kind]
    assert kinds == ["case.charged", "case.charge_voided", "case.charged"]


def test_only_who_stands_at_the_counter_charges_through_a_system(office):
    case = a_case(office=office)
    taken = {"name": "工本费", "fen": 5000, "receipt": "001"}
    path = f"office/cases/{case.number}/charge"
    system = a_system(office.organisation)

    examiner = an_officer(office.organisation, "case.examine")
    clerk = an_officer(office.organisation, "case.accept")

    assert system.ask("POST", path, {**taken, "officer": examiner}).status_code == 403
    reading = a_system(office.organisation, "case.read", "case.decide")
    assert reading.ask("POST", path, {**taken, "officer": clerk}).status_code == 403
    assert not case.charges.exists()
    counter = a_system(office.organisation, "case.accept")
    assert counter.ask("POST", path, {**taken, "officer": clerk}).status_code == 200
    assert case.charges.get().by.number == clerk


@pytest.mark.parametrize("grants", [("case.examine",), ()])
def test_nobody_does_through_a_system_what_he_may_not_do_at_the_desk(system, office, grants):
    case = a_case(office=office)
    officer = an_officer(office.organisation, *grants)

    response = system.ask("POST", f"office/cases/{case.number}/accept", {"officer": officer})

    assert response.status_code in {403, 404}
    assert Case.objects.get(pk=case.pk).state == "submitted"


def test_officers_of_other_houses_do_not_act_through_it(system, office):
    case = a_case(office=office)
    stranger = an_officer(OrganisationFactory(), "case.accept")

    response = system.ask("POST", f"office/cases/{case.number}/accept", {"officer": stranger})

    assert response.json()["type"] == "/problems/officer.unknown"


def test_a_system_reads_its_own_cases_with_no_more_of_people_than_it_needs(system, office):
    case, others = a_case(office=office), a_case()
    reader = a_system(office.organisation, "case.read")

    (line,) = system.says("GET", "office/cases")["cases"]
    assert line["number"] == case.number
    whole = system.says("GET", f"office/cases/{case.number}")["applicant"]["number"]
    masked = reader.says("GET", f"office/cases/{case.number}")["applicant"]["number"]
    assert "*" not in whole
    assert "*" in masked
    assert system.ask("GET", f"office/cases/{others.number}").status_code == 404


def test_files_are_read_by_who_sees_the_case(system, office):
    case = a_case(office=office)
    file = system.says("GET", f"office/cases/{case.number}")["files"][0]

    got = system.ask("GET", f"office/cases/{case.number}/files/{file['id']}")

    assert b"".join(got.streaming_content).startswith(b"%PDF")
    assert system.ask("GET", f"office/cases/{case.number}/files/{uuid4()}").status_code == 404


def test_an_officer_who_left_does_not_act_through_it(system, office):
    case = a_case(office=office)
    number = an_officer(office.organisation, "case.accept")
    Staff.objects.filter(number=number).update(is_active=False)

    response = system.ask("POST", f"office/cases/{case.number}/accept", {"officer": number})

    assert response.status_code == 422


def test_the_answer_of_a_bad_body_names_the_field(mini_app):
    response = mini_app.ask("POST", "applications", {"item": "x!", "applicant": APPLICANT})

    assert response.status_code == 422
    assert json.loads(response.content)["errors"][0]["field"] == "item"
