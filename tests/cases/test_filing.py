"""Handing in: what an application must hold, and what it gets."""

import re
from datetime import timedelta

import pytest

from tests.cases.factories import a_case, a_draft, a_pdf, an_office, do
from tests.catalogue.factories import VersionFactory
from tests.conftest import AT
from tests.identity.factories import OrganisationPartyFactory, applicant_actor
from yimen.cases import actions, errors
from yimen.cases.models import Case
from yimen.catalogue.models import ItemVersion
from yimen.journal.queries import entries_of
from yimen.kernel.codes import parse_case_number

pytestmark = pytest.mark.django_db


def a_new_version(office, **changes) -> ItemVersion:
    version = VersionFactory(item=office.item, number=2, published=True, **changes)
    office.item.current = version
    office.item.save()
    return version


def test_an_application_gets_number_code_and_five_days(office):
    case = do("file", a_draft(office), office, AT)

    number = parse_case_number(case.number)
    assert (number.item.value, number.day, number.seq) == (office.item.code, AT.date(), 1)
    assert re.fullmatch(r"\d{6}", case.query_code)
    assert (case.filed_at, case.completed_at) == (AT, AT)
    assert case.acceptance_due_on == AT.date() + timedelta(days=7)
    assert case.filed_by_id == office.resident.account_id


def test_numbers_run_on_through_the_day_and_begin_again_the_next(office):
    numbers = [a_case(office=office).number[-4:] for _n in range(3)]
    numbers.append(a_case(office=office, at=AT + timedelta(days=1)).number[-4:])

    assert numbers == ["0001", "0002", "0003", "0001"]


def test_a_refused_filing_uses_up_no_number(office):
    draft = a_draft(office)
    draft.materials.all().delete()

    with pytest.raises(errors.MaterialsMissing):
        do("file", draft, office, AT)

    assert a_case(office=office).number.endswith("0001")


def test_the_entry_names_item_version_and_fingerprints_but_nobody(office):
    case = do("file", a_draft(office), office, AT)

    entry = entries_of(case.pk)[0]

    assert entry.facts["item"] == office.item.code
    assert entry.facts["version"] == str(case.version_id)
    assert entry.facts["materials"] == [
        {"material": "m1", "sha256": case.materials.get().blob.sha256}
    ]
    assert entry.facts["dues"] == {"acceptance": "2026-05-27"}
    assert case.applicant.name not in str(entry.facts)


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({"contact_phone": "12"}, {"contact_phone": "not_a_phone"}),
        ({"request": " "}, {"request": "required"}),
        ({"truth": False}, {"truth": "required"}),
        ({"result_way": "pigeon"}, {"result_way": "not_an_option"}),
        (
            {"contact_name": "", "request": "x"},
            {"contact_name": "required", "request": "too_short"},
        ),
    ],
)
def test_answers_that_break_the_form_are_named_one_by_one(office, answers, problems):
    draft = a_draft(office)
    actions.save_draft(draft.pk, answers, by=office.resident, at=AT)

    with pytest.raises(errors.BadAnswers) as refused:
        do("file", draft, office, AT)

    assert refused.value.facts["problems"] == problems
    assert refused.value.field in problems


def test_a_missing_material_is_named(office):
    draft = a_draft(office)
    actions.remove_material(draft.pk, draft.materials.get().pk, by=office.resident, at=AT)

    with pytest.raises(errors.MaterialsMissing) as refused:
        do("file", draft, office, AT)

    assert refused.value.facts["keys"] == ["m1"]
    assert "食品经营许可申请书" in str(refused.value)


def test_an_item_for_companies_is_not_for_persons():
    office = an_office(version__audiences=["2"])

    with pytest.raises(errors.WrongApplicant):
        do("file", a_draft(office), office, AT)

    company = OrganisationPartyFactory()
    office.resident = applicant_actor(company)
    assert do("file", a_draft(office), office, AT).applicant == company


@pytest.mark.parametrize("status", ["suspended", "cancelled"])
def test_an_item_out_of_use_cannot_be_applied_for(office, status):
    draft = a_draft(office)
    office.item.status = status
    office.item.save()

    with pytest.raises(errors.NotOnOffer):
        do("file", draft, office, AT)
    with pytest.raises(errors.NotOnOffer):
        a_draft(office)


def test_a_draft_of_an_older_guide_is_checked_against_the_new_one_first(office):
    draft = a_draft(office)
    version = a_new_version(office, materials=[{"key": "m9", "name": "新材料"}])

    with pytest.raises(errors.NewVersion):
        do("file", draft, office, AT)
    renewed = actions.renew_draft(draft.pk, by=office.resident, at=AT)

    assert renewed.version_id == version.pk
    assert renewed.form["contact_name"] == "王测试"
    assert not renewed.materials.exists()


def test_a_filed_case_keeps_the_version_it_began_under(office):
    case = a_case(office=office)
    version = office.item.current
    a_new_version(office)

    assert do("accept", case, office, AT).version_id == version.pk


def test_a_draft_keeps_only_what_the_form_asks(office):
    draft = a_draft(office)

    actions.save_draft(draft.pk, {"request": "改", "is_admin": True}, by=office.resident, at=AT)

    draft.refresh_from_db()
    assert draft.form["request"] == "改"
    assert "is_admin" not in draft.form


def test_the_same_case_id_is_the_same_draft(office):
    draft = a_draft(office)
    again = actions.draft_case(
        draft.version_id, draft.applicant_id, case_id=draft.pk, by=office.resident, at=AT
    )

    assert again.pk == draft.pk
    assert Case.objects.count() == 1


def test_a_material_the_guide_does_not_list_is_not_taken(office):
    draft = a_draft(office)

    with pytest.raises(errors.NoSuchMaterial):
        actions.add_material(draft.pk, "m99", a_pdf(), by=office.resident, at=AT)


def test_the_same_thing_asked_for_twice_is_noticed_not_forbidden(office):
    first = a_case(office=office)
    second = a_case(office=office)

    assert entries_of(first.pk)[0].facts["duplicates"] == []
    assert entries_of(second.pk)[0].facts["duplicates"] == [str(first.pk)]


# Answering a notice


def a_supplementing(office, *keys: str) -> Case:
    gaps = [{"material": key, "what": "请补正"} for key in keys or ("",)]
    return do("request_supplement", a_case(office=office), office, AT, gaps=gaps)


def test_an_answer_needs_a_new_file_for_every_material_asked_for(office):
    case = a_supplementing(office, "m1", "m2")
    later = AT + timedelta(hours=1)
    actions.add_material(case.pk, "m1", a_pdf(), by=office.resident, at=later)

    with pytest.raises(errors.MaterialsMissing) as refused:
        do("supplement", case, office, later)
    assert refused.value.facts["keys"] == ["m2"]

    actions.add_material(case.pk, "m2", a_pdf(), by=office.resident, at=later)
    assert do("supplement", case, office, later).state == "supplemented"


def test_a_new_file_takes_the_place_of_the_old_one_which_is_kept(office):
    case = a_supplementing(office, "m1")
    later = AT + timedelta(hours=1)
    old = case.materials.get()
    new = actions.add_material(case.pk, "m1", a_pdf("新.pdf"), by=office.resident, at=later)

    do("supplement", case, office, later)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.replaced_at, new.replaced_at) == (later, None)


def test_what_the_office_has_received_cannot_be_taken_back(office):
    case = a_supplementing(office, "m1")

    with pytest.raises(errors.NoSuchMaterial):
        actions.remove_material(
            case.pk, case.materials.get().pk, by=office.resident, at=AT + timedelta(hours=1)
        )


def test_an_answer_may_correct_the_form(office):
    case = a_supplementing(office)
    form = {"request": "更正后的申请内容"}

    case = do("supplement", case, office, AT + timedelta(hours=1), form=form)

    assert Case.objects.get(pk=case.pk).form["request"] == "更正后的申请内容"
