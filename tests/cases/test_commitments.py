"""Papers that follow, and words that stand for proofs: signed, chased, checked, on record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, a_pdf, an_office, do
from tests.cases.promises import (
    FORM,
    HEALTH,
    LEASE,
    a_draft_with,
    a_promising_case,
    a_trusting_office,
)
from tests.cases.promises import sign as sign_as
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from yimen.cases import actions, queries
from yimen.cases.errors import MaterialsMissing, NoSuchCase, WrongState, after
from yimen.cases.models import Case, Commitment, FalsePromise, LaterCheck
from yimen.cases.queries import after_view, case_sheet, commitment_offers, timeline
from yimen.cases.tasks import chase_owed
from yimen.catalogue.models import Proof
from yimen.catalogue.rules.elements import Material
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed
from yimen.orgs.queries import calendar_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)


@pytest.fixture
def office():
    return a_trusting_office()


def kinds(case):
    return [entry.kind.removeprefix("case.") for entry in entries_of(case.pk)]


def accepted(office):
    return do("accept", a_promising_case(office), office, AT)


def granted(office, at=AT, **given):
    case = do("examine", accepted(office), office, at)
    return do("grant", case, office, at, **given)


def test_the_guide_says_what_may_be_promised_and_the_signed_text_is_kept(office):
    case = a_draft_with(office, "m1")

    offers = commitment_offers(case, {"m1"})
    sign_as(case, office, "follows:lease", "replaces:health")

    assert [one.key for one in offers] == ["follows:lease", "replaces:health"]
    assert "5个工作日" in offers[0].text and "健康证明" in offers[1].text
    rows = {row.material: row for row in Commitment.objects.all()}
    assert rows["lease"].text == offers[0].text
    assert rows["lease"].signed_name == office.resident.name
    assert len({row.digest for row in rows.values()}) == 2


@pytest.mark.parametrize(
    ("chosen", "name", "refused"),
    [
        ([], None, after.NothingToCommit),
        (["follows:m1"], None, after.NothingToCommit),
        (["follows:health"], None, after.NothingToCommit),
        (["follows:lease", "replaces:lease"], None, after.NothingToCommit),
        (["follows:lease"], "别人", after.SignatureWrong),
        (["follows:lease"], "", after.SignatureWrong),
    ],
)
def test_nothing_else_can_be_promised_and_in_no_other_name(office, chosen, name, refused):
    case = a_draft_with(office, "m1")

    with pytest.raises(refused):
        sign_as(case, office, *chosen, name=office.resident.name if name is None else name)

    assert not Commitment.objects.exists()


def test_what_may_follow_without_a_day_is_handed_in_with_the_application():
    some_day = Material("lease", "房屋租赁合同", may_follow=True)
    office = a_trusting_office(FORM, some_day)
    case = a_draft_with(office, "m1")

    assert commitment_offers(case, {"m1"}) == []
    with pytest.raises(MaterialsMissing) as refused:
        do("file", case, office, AT)
    assert refused.value.facts["keys"] == ["lease"]


def test_without_papers_or_promises_nothing_is_handed_in(office):
    case = a_draft_with(office, "m1")

    with pytest.raises(after.CommitmentMissing) as missing:
        actions.file_case(case.pk, by=office.resident, at=AT)
    sign_as(case, office, "follows:lease")
    with pytest.raises(MaterialsMissing) as proof:
        actions.file_case(case.pk, by=office.resident, at=AT)

    assert missing.value.facts["keys"] == ["lease"]
    assert proof.value.facts["keys"] == ["health"]


def test_a_promise_is_taken_back_before_filing_and_only_by_whose_it_is(office):
    case = a_draft_with(office, "m1")
    sign_as(case, office, "follows:lease")
    promise = Commitment.objects.get()

    with pytest.raises(NoSuchCase):
        actions.take_back_commitment(case.pk, promise.pk, by=applicant_actor(), at=AT)
    actions.take_back_commitment(case.pk, promise.pk, by=office.resident, at=AT)

    assert not Commitment.objects.exists()
    filed = a_promising_case(office)
    with pytest.raises(WrongState):
        actions.take_back_commitment(
            filed.pk, filed.commitments.first().pk, by=office.resident, at=AT
        )


def test_papers_given_after_all_let_their_promises_go(office):
    case = a_draft_with(office, "m1")
    sign_as(case, office, "follows:lease", "replaces:health")
    actions.add_material(case.pk, "lease", a_pdf(), by=office.resident, at=AT)

    case = actions.file_case(case.pk, by=office.resident, at=AT)

    assert case.commitment_count == 1
    told = entries_of(case.pk)[0].facts["commitments"]
    assert [(one["material"], one["kind"]) for one in told] == [("health", "replaces")]


def test_the_days_to_hand_in_begin_with_the_acceptance_and_both_sides_are_told(office):
    case = accepted(office)

    lease = case.commitments.get(material="lease")
    due = calendar_for(case.organisation.region_id).add(TODAY, 5)
    assert lease.due_on == due
    assert case.commitments.get(material="health").due_on is None
    told = timeline(case, office.resident)[0].text
    assert "房屋租赁合同" in told and f"{due.month}月{due.day}日" in told
    sheet = case_sheet(office.examiner, case.number, TODAY)
    view = after_view(sheet.case, office.examiner, TODAY, sheet.opinions)
    assert [(one.name, one.may_hand_in) for one in view.commitments] == [
        ("房屋租赁合同", True),
        ("健康证明", True),
    ]


def test_the_paper_comes_and_the_promise_is_kept(office):
    case = accepted(office)
    before = case.revision

    actions.hand_in_owed(case.pk, "lease", a_pdf("租赁合同.pdf"), by=office.resident, at=AT)

    case = Case.objects.get(pk=case.pk)
    assert case.commitments.get(material="lease").state == "kept"
    assert case.materials.filter(material="lease").count() == 1
    assert kinds(case)[-1] == "owed_handed_in" and case.revision == before + 1
    with pytest.raises(after.NotOwed):
        actions.hand_in_owed(case.pk, "lease", a_pdf(), by=office.resident, at=AT)


@pytest.mark.parametrize("material", ["m1", "none"])
def test_only_what_was_promised_comes_later(office, material):
    case = accepted(office)

    with pytest.raises(after.NotOwed):
        actions.hand_in_owed(case.pk, material, a_pdf(), by=office.resident, at=AT)
    with pytest.raises(NoSuchCase):
        actions.hand_in_owed(case.pk, "lease", a_pdf(), by=applicant_actor(), at=AT)
    with pytest.raises(NotAllowed):
        actions.hand_in_owed(case.pk, "lease", a_pdf(), by=office.clerk, at=AT)


def test_each_reminder_is_told_once_and_the_breach_goes_on_record(office):
    case = accepted(office)
    promise = case.commitments.get(material="lease")
    told = []

    for days in range(12):
        at = AT + timedelta(days=days)
        told += [actions.remind_owed(promise.pk, at=at) for _ in range(2)]

    assert [word for word in told if word] == ["near", "due", "over"]
    assert kinds(case)[-3:] == ["owed_soon", "owed_today", "owed_late"]
    assert FalsePromise.objects.get().party_id == case.applicant_id
    promise.refresh_from_db()
    assert promise.state == "broken"
    actions.hand_in_owed(case.pk, "lease", a_pdf(), by=office.resident, at=at)
    promise.refresh_from_db()
    assert promise.state == "broken"  # late is late


@pytest.mark.parametrize(("breach", "state"), [("hold", "accepted"), ("end", "terminated")])
def test_what_was_announced_happens_when_the_paper_does_not_come(breach, state):
    office = a_trusting_office(breach=breach)
    case = accepted(office)
    promise = case.commitments.get(material="lease")

    with pytest.raises(after.PapersOwed):
        do("grant", do("examine", case, office, AT), office, AT)
    actions.remind_owed(promise.pk, at=AT + timedelta(days=20))

    case = Case.objects.get(pk=case.pk)
    assert case.state == ("in_review" if state == "accepted" else state)
    assert not FalsePromise.objects.exists()
    if state == "terminated":
        assert "房屋租赁合同" in entries_of(case.pk)[-1].facts["reason"]


def test_the_sweep_finds_what_is_due_and_leaves_ended_cases_alone(office, settings):
    case, ended = accepted(office), accepted(office)
    do("withdraw", ended, office, AT)

    assert [one.case_id for one in queries.to_chase(TODAY)] == [case.pk]
    chase_owed.func()
    do("refuse", do("examine", case, office, AT), office, AT)
    assert list(queries.to_chase(TODAY)) == []


def test_granting_while_papers_are_owed_is_done_knowingly(office):
    case = do("examine", accepted(office), office, AT)

    with pytest.raises(after.OwedNotConfirmed) as refused:
        do("grant", case, office, AT)
    case = do("grant", case, office, AT, with_owed=True)

    assert refused.value.facts["names"] == "房屋租赁合同"
    assert case.opinions.get(conclusion="granted").facts["owed"][0]["material"] == "lease"
    assert "房屋租赁合同" in timeline(case, office.resident)[0].text
    actions.hand_in_owed(case.pk, "lease", a_pdf(), by=office.resident, at=AT)
    with pytest.raises(after.NotOwed):  # the word was taken; now it is checked
        actions.hand_in_owed(case.pk, "health", a_pdf(), by=office.resident, at=AT)


def test_a_word_is_checked_after_the_grant_and_kept_if_true(office):
    case = granted(office, with_owed=True)
    check = LaterCheck.objects.get()

    assert list(queries.check_list(office.examiner)) == [check]
    assert list(queries.check_list(an_office().examiner)) == []
    with pytest.raises(NotAllowed):
        actions.check_later(check.pk, result="right", note="查验属实", by=office.clerk, at=AT)
    with pytest.raises(after.FindingMissing):
        actions.check_later(check.pk, result="right", note=" ", by=office.examiner, at=AT)
    actions.check_later(check.pk, result="right", note="查验属实", by=office.examiner, at=AT)
    with pytest.raises(after.CheckedAlready):
        actions.check_later(check.pk, result="wrong", note="不实", by=office.examiner, at=AT)

    assert case.commitments.get(material="health").state == "kept"
    assert not FalsePromise.objects.exists()
    assert kinds(case)[-1] == "commitment_checked"
    assert list(queries.check_list(office.examiner)) == []


def test_an_untrue_word_stands_against_the_party_until_it_is_lifted(office):
    case = granted(office, with_owed=True)
    check = LaterCheck.objects.get()
    actions.check_later(check.pk, result="wrong", note="无健康证明", by=office.examiner, at=AT)
    record = FalsePromise.objects.get()

    again = a_draft_with(office, "m1")
    assert commitment_offers(again, {"m1"}) == []
    with pytest.raises(after.WordNotTaken):
        sign_as(again, office, "replaces:health")
    for key in ("lease", "health"):
        actions.add_material(again.pk, key, a_pdf(), by=office.resident, at=AT)
    again = actions.file_case(again.pk, by=office.resident, at=AT)
    view = after_view(again, office.clerk, TODAY, [])
    assert again.distrust_count == 1 and list(view.records) == [record]

    with pytest.raises(NotAllowed):
        actions.lift_record(record.pk, reason="已整改", by=office.examiner, at=AT)
    actions.lift_record(record.pk, reason="已整改", by=office.head, at=AT)
    with pytest.raises(after.NotOnRecord):
        actions.lift_record(record.pk, reason="已整改", by=office.head, at=AT)
    assert commitment_offers(a_draft_with(office, "m1"), {"m1"})
    assert kinds(case)[-1] == "record_lifted"


def test_a_proof_taken_off_the_list_is_replaced_by_no_word(office):
    Proof.objects.update(state=Proof.State.WITHDRAWN)

    offers = commitment_offers(a_draft_with(office, "m1"), {"m1"})

    assert [one.key for one in offers] == ["follows:lease"]


def test_the_sheet_of_a_case_without_promises_asks_nothing_more(django_assert_num_queries):
    office = an_office()
    case = a_case("accepted", office=office)

    with django_assert_num_queries(0):
        assert after_view(case, office.clerk, TODAY, []) is None
    assert (LEASE.follow_days, HEALTH.follow_days) == (5, 0)
