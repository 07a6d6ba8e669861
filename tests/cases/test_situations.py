"""A case in its situation: what must be answered, what must be handed in, which links it goes."""

import pytest

from tests.cases.factories import a_draft, a_pdf, an_office, do
from tests.conftest import AT
from yimen.cases import actions, errors
from yimen.cases.models import Case
from yimen.cases.queries import case_sheet, narrowed, situation_words
from yimen.catalogue.rules.content import changes
from yimen.catalogue.rules.elements import STANDARD_LINKS, Link, Material, SituationQuestion
from yimen.journal.queries import entries_of
from yimen.process.queries import chart

pytestmark = pytest.mark.django_db

KIND = SituationQuestion(
    "kind", "办哪一种？", "What?", options=(("new", "新办", "New"), ("renew", "延续", "Renew"))
)
PLAN = Material("m2", "平面图", when="situation.kind == 'new'")
OLD = Material("m3", "原许可证", when="situation.kind == 'renew'")
VISIT = Link("visit", "examine", "现场核查", "case.examine", 5, when="situation.kind == 'new'")
LINKS = (STANDARD_LINKS[0], VISIT, *STANDARD_LINKS[2:])


@pytest.fixture
def office():
    return an_office(
        version__situations=[KIND.to_json()],
        version__materials=[m.to_json() for m in (Material("m1", "申请书"), PLAN, OLD)],
        version__links=[link.to_json() for link in LINKS],
    )


def answered(office, **answers) -> Case:
    """A draft in a situation, with every paper that it asks for."""
    party, version = office.resident.party_id, office.item.current
    by, at = office.resident, AT
    case = actions.draft_case(version.pk, party, situation=answers, by=by, at=at)
    case = Case.objects.get(pk=case.pk)
    for material in narrowed(case).materials:
        actions.add_material(case.pk, material.key, a_pdf(), by=by, at=at)
    form = {"contact_name": "王", "contact_phone": "13800138000", "request": "申请办理"}
    form |= {"result_way": "window", "truth": True}
    actions.save_draft(case.pk, form, by=by, at=at)
    return Case.objects.get(pk=case.pk)


def test_an_open_question_keeps_a_draft_from_being_filed(office):
    case = answered(office)

    with pytest.raises(errors.SituationOpen) as refusal:
        do("file", case, office, AT)

    assert "办哪一种" in str(refusal.value)


@pytest.mark.parametrize(
    ("kind", "papers", "links"),
    [
        ("new", {"m1", "m2"}, ["accept", "visit", "decide", "issue"]),
        ("renew", {"m1", "m3"}, ["accept", "decide", "issue"]),
    ],
)
def test_papers_and_links_follow_the_situation(office, kind, papers, links):
    case = do("file", answered(office, kind=kind), office, AT)

    assert set(case.materials.values_list("material", flat=True)) == papers
    assert [link.key for link in chart(case.pk)] == links
    filed = next(entry for entry in entries_of(case.pk) if entry.kind == "case.filed")
    assert filed.facts["situation"] == {"kind": kind}


def test_cases_of_one_situation_share_a_process(office):
    first, second, other = (
        do("file", answered(office, kind=kind), office, AT) for kind in ("new", "new", "renew")
    )
    assert definition(first) == definition(second) != definition(other)


def definition(case):
    from yimen.process.queries import definition_of

    return definition_of(case.pk)


def test_what_is_left_out_may_not_be_handed_in(office):
    case = answered(office, kind="new")

    with pytest.raises(errors.NoSuchMaterial):
        actions.add_material(case.pk, "m3", a_pdf(), by=office.resident, at=AT)


def test_files_stay_with_the_draft_when_answers_change_and_are_not_handed_in(office):
    case = answered(office, kind="new")
    case = actions.save_situation(case.pk, {"kind": "renew"}, by=office.resident, at=AT)
    assert case.materials.filter(material="m2").exists()

    with pytest.raises(errors.MaterialsMissing):
        do("file", case, office, AT)
    actions.add_material(case.pk, "m3", a_pdf(), by=office.resident, at=AT)
    case = do("file", case, office, AT)

    assert not case.materials.filter(material="m2").exists()
    sheet = case_sheet(office.clerk, case.number, AT.date())
    assert [material.name for material in sheet.materials] == ["申请书", "原许可证"]


def test_only_answers_that_count_are_kept(office):
    case = answered(office)
    case = actions.save_situation(
        case.pk, {"kind": "gift", "other": "x"}, by=office.resident, at=AT
    )
    assert case.situation == {}


def test_the_office_reads_the_situation_in_words(office):
    case = do("file", answered(office, kind="renew"), office, AT)

    assert [(said.question, said.answer) for said in situation_words(case)] == [
        ("办哪一种？", "延续")
    ]
    sheet = case_sheet(office.clerk, case.number, AT.date())
    assert ("办哪一种？", "延续") in [(fact.label, fact.value) for fact in sheet.facts]


def test_a_filed_case_keeps_its_situation(office):
    case = do("file", answered(office, kind="new"), office, AT)

    with pytest.raises(errors.WrongState):
        actions.save_situation(case.pk, {"kind": "renew"}, by=office.resident, at=AT)


def test_an_item_without_questions_asks_for_nothing():
    office = an_office()
    case = do("file", a_draft(office), office, AT)

    assert case.situation == {}


def test_a_row_stored_before_a_part_was_invented_is_the_same_row():
    old = {"key": "m1", "name": "申请书"}

    assert changes({"materials": [old]}, {"materials": [Material.from_json(old).to_json()]}) == []
