"""Scope comes first: what lies outside does not exist."""

from dataclasses import replace

import pytest

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.orgs.factories import staff_actor
from yimen.cases import actions, errors
from yimen.cases.models import Case
from yimen.cases.queries import (
    case_sheet,
    case_with_id,
    my_cases,
    public_status,
    timeline,
    work_list,
)
from yimen.kernel.actor import STRANGER, SYSTEM, Grant
from yimen.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def numbers(actor):
    return set(Case.objects.visible_to(actor).values_list("number", flat=True))


def test_everybody_sees_only_what_is_his():
    office, neighbour = an_office(), an_office()
    ours, theirs = a_case(office=office), a_case(office=neighbour)
    draft = a_draft(office)

    assert numbers(office.clerk) == {ours.number}
    assert numbers(neighbour.clerk) == {theirs.number}
    assert set(Case.objects.visible_to(office.resident)) == {ours, draft}
    assert numbers(applicant_actor()) == set()
    assert numbers(STRANGER) == set()
    assert numbers(SYSTEM) == {ours.number, theirs.number, None}


@pytest.mark.parametrize(
    ("grants", "sees"),
    [
        ({Grant("case.read")}, True),
        ({Grant("case.read", region="9901")}, True),
        ({Grant("case.read", region="1101")}, False),
        ({Grant("item.edit")}, False),
        (set(), False),
    ],
)
def test_any_case_grant_that_reaches_lets_an_officer_read(grants, sees):
    office = an_office()
    case = a_case(office=office)
    reader = replace(staff_actor(), grants=frozenset(grants))

    assert (case.number in numbers(reader)) is sees


def test_one_case_read_by_its_key_is_seen_by_whom_the_lists_show_it_to():
    office, neighbour = an_office(), an_office()
    cases = [a_case(office=office), a_case(office=neighbour), a_draft(office)]
    grants = [
        *({Grant("case.read")}, {Grant("case.read", region="9901")}, {Grant("item.edit")}, set()),
        {Grant("case.accept", path="elsewhere/"), Grant("case.read", region="1101")},
    ]
    readers = [replace(staff_actor(), grants=frozenset(held)) for held in grants]
    readers += [office.clerk, neighbour.head, office.resident, applicant_actor()]

    for actor in (*readers, STRANGER, SYSTEM):
        listed = set(Case.objects.visible_to(actor))
        assert listed == {case for case in cases if is_there(case, actor)}, actor


def is_there(case, actor):
    try:
        return case_with_id(case.pk, actor) == case
    except errors.NoSuchCase:
        return False


def test_the_neighbour_department_cannot_touch_a_case():
    office, neighbour = an_office(), an_office()
    case = a_case(office=office)

    with pytest.raises(errors.NoSuchCase):
        do("accept", case, neighbour, AT)
    assert case_sheet(neighbour.clerk, case.number, TODAY) is None
    assert work_list(neighbour.clerk, today=TODAY).rows == []


def test_an_officer_in_scope_without_the_grant_is_told_so():
    office = an_office()
    case = a_case(office=office)

    with pytest.raises(NotAllowed):
        do("accept", case, office, AT, by=office.examiner)


def test_another_resident_cannot_write_in_a_draft():
    office = an_office()
    draft = a_draft(office)
    other = applicant_actor()

    with pytest.raises(errors.NoSuchCase):
        actions.save_draft(draft.pk, {"request": "…"}, by=other, at=AT)
    with pytest.raises(NotAllowed):
        actions.draft_case(draft.version_id, draft.applicant_id, by=other, at=AT)
    with pytest.raises(errors.NoSuchCase):
        theirs = other.party_id
        actions.draft_case(draft.version_id, theirs, case_id=draft.pk, by=other, at=AT)


def test_an_officer_never_writes_for_the_applicant():
    office = an_office()
    case = a_case("supplementing", office=office)

    with pytest.raises(NotAllowed):
        actions.remove_material(case.pk, case.materials.get().pk, by=office.clerk, at=AT)


def test_my_cases_are_those_of_the_party_i_act_as_now():
    office = an_office()
    mine = a_case(office=office)
    other = applicant_actor()
    both = replace(other, party_ids=other.party_ids | office.resident.party_ids)

    assert [case.pk for case in my_cases(office.resident).rows] == [mine.pk]
    assert my_cases(both).rows == []
    assert [c.pk for c in my_cases(replace(both, party_id=office.resident.party_id)).rows] == [
        mine.pk
    ]


def test_number_and_code_open_a_masked_view_and_nothing_else_does():
    case = a_case("refused")
    wrong = f"{(int(case.query_code) + 1) % 10**6:06d}"

    found = public_status(case.number, case.query_code)

    assert found is not None
    assert case.applicant.name not in str(found)
    assert "不符合法定条件" not in str(found)
    assert (found.state, found.due_on) == ("refused", case.delivery_due_on)
    assert [entry.kind for entry in found.entries][:2] == ["case.refused", "case.examined"]
    assert public_status(case.number, wrong) is None
    assert public_status(case.number, "") is None
    assert public_status(f"{case.number[:-1]}9", case.query_code) is None


def test_a_draft_has_no_public_status():
    office = an_office()
    a_draft(office)

    assert public_status("", "") is None


def test_the_applicant_reads_no_internal_acts_and_no_officers_names():
    office = an_office()
    case = a_case("in_review", office=office)
    do("return", case, office, AT)

    seen = timeline(case, office.resident)
    public = public_status(case.number, case.query_code).entries
    inside = timeline(case, office.head)

    assert "case.returned" not in {entry.kind for entry in (*seen, *public)}
    assert office.examiner.name not in {entry.who for entry in seen}
    assert inside[0].kind == "case.returned"
    assert office.examiner.name in {entry.who for entry in inside}
