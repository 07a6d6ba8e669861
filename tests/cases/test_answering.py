"""Who answers for what: first asked, held to account, counted, and what goes first."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.cases.factories import a_case, a_draft, an_office, do
from tests.conftest import AT
from tests.orgs.factories import OrganisationFactory, StaffFactory, staff_actor
from yimen.cases import actions, followers, queries
from yimen.cases.actions.green import Favour
from yimen.cases.actions.reproaches import Charge
from yimen.cases.actions.tallying import tally
from yimen.cases.errors import answering as errors
from yimen.cases.models import ActTally, Case, Enquiry, GreenMark
from yimen.cases.queries import clock_of, timeline
from yimen.cases.rules.tally import was_late
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed
from yimen.orgs.errors import NotOneself, StaffInactive
from yimen.orgs.models import Staff
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

TODAY = date(2026, 5, 20)
CHARGE = Charge("late", "《行政许可法》第七十四条", "超过承诺时限")


@pytest.fixture
def office():
    return an_office(version__promised_days=10)


def over(office, *grants):
    return staff_actor(*grants, organisation=office.organisation)


def again(case):
    return Case.objects.get(pk=case.pk)


# ---- first asked


def test_who_acts_first_answers_and_others_after_him_do_not(office):
    case = a_case("in_review", office=office)

    assert again(case).first_asked == office.clerk.staff_id


def test_who_takes_it_in_hand_answers(office):
    case = a_case("submitted", office=office)

    actions.claim_task(case.pk, open_tasks(case.pk)[0].pk, by=office.clerk, at=AT)

    assert again(case).first_asked == office.clerk.staff_id


def test_it_is_handed_on_and_the_next_is_told(office):
    case, other = a_case("accepted", office=office), StaffFactory()

    actions.hand_case_on(case.pk, other, note="转规划科", by=office.clerk, at=AT)

    entry = entries_of(case.pk)[-1]
    assert again(case).first_asked == other.pk
    assert (entry.kind, entry.facts["staff"]) == ("case.handed_on", [str(other.pk)])


def test_who_does_not_answer_for_a_case_does_not_hand_it_on(office):
    case = a_case("accepted", office=office)

    with pytest.raises(errors.NotAnswering):
        actions.hand_case_on(case.pk, StaffFactory(), by=office.examiner, at=AT)
    with pytest.raises(StaffInactive):
        gone = StaffFactory(is_active=False)
        actions.hand_case_on(case.pk, gone, by=office.clerk, at=AT)


def test_what_nobody_received_nobody_hands_on(office):
    case = a_case("submitted", office=office)

    with pytest.raises(errors.NobodyAnswers):
        actions.hand_case_on(case.pk, StaffFactory(), by=office.clerk, at=AT)


def test_an_enquiry_goes_through_hands_until_it_is_answered(office):
    first, other = office.clerk, StaffFactory(organisation=office.organisation)
    enquiry = actions.receive_enquiry("怎样办理?", phone="13800138000", by=first, at=AT)

    actions.hand_enquiry_on(enquiry.pk, other, note="归业务科", by=first, at=AT)
    with pytest.raises(errors.NotAnswering):
        actions.answer_enquiry(enquiry.pk, "网上办", by=first, at=AT)
    second = staff_actor("case.read", staff=other)
    assert [one.pk for one in queries.my_enquiries(second)] == [enquiry.pk]
    actions.answer_enquiry(enquiry.pk, "网上办", by=second, at=AT)

    assert queries.my_enquiries(second) == []
    assert "13800138000" not in Enquiry.objects.get().phone_sealed
    with pytest.raises(errors.AlreadyAnswered):
        actions.answer_enquiry(enquiry.pk, "再答", by=second, at=AT)


def test_an_enquiry_sent_twice_is_one(office):
    key = uuid4()
    for _ in range(2):
        actions.receive_enquiry("怎样办理?", key=key, by=office.clerk, at=AT)

    assert Enquiry.objects.count() == 1


def test_the_register_is_of_the_houses_one_works_with(office):
    actions.receive_enquiry("怎样办理?", by=office.clerk, at=AT)
    stranger = staff_actor("case.accept", organisation=OrganisationFactory())

    assert len(queries.enquiries(office.examiner)[0]) == 1
    assert queries.enquiries(stranger)[0] == []


# ---- held to account


def charged(office, case, **facts):
    officer = Staff.objects.get(pk=office.clerk.staff_id)
    facts = {"officer": officer, "charge": CHARGE, "at": AT, **facts}
    facts.setdefault("by", over(office, "case.supervise"))
    return actions.call_to_account(case.pk, **facts)


def test_an_officer_is_held_to_account_and_replies_once(office):
    case = a_case("accepted", office=office)
    reproach = charged(office, case)

    actions.reply_to_reproach(reproach.pk, "系统故障", by=office.clerk, at=AT)

    assert [e.kind for e in entries_of(case.pk)][-2:] == [
        "case.called_to_account",
        "case.account_given",
    ]
    with pytest.raises(errors.AlreadyAnswered):
        actions.reply_to_reproach(reproach.pk, "又及", by=office.clerk, at=AT)


def test_only_he_replies(office):
    reproach = charged(office, a_case("accepted", office=office))

    with pytest.raises(NotAllowed):
        actions.reply_to_reproach(reproach.pk, "…", by=office.examiner, at=AT)


@pytest.mark.parametrize("grants", [(), ("case.decide", "case.read", "org.manage")])
def test_only_who_supervises_holds_others_to_account(office, grants):
    case = a_case("accepted", office=office)

    with pytest.raises(NotAllowed):
        charged(office, case, by=over(office, "case.read", *grants))


def test_nobody_holds_himself_to_account_or_who_had_nothing_to_do_with_it(office):
    case = a_case("accepted", office=office)
    himself = staff_actor("case.supervise", staff=Staff.objects.get(pk=office.clerk.staff_id))

    with pytest.raises(NotOneself):
        charged(office, case, by=himself)
    with pytest.raises(errors.NotHisAct):
        charged(office, case, officer=StaffFactory(organisation=office.organisation))


def test_neither_applicant_nor_colleagues_see_it(office):
    case = a_case("accepted", office=office)
    charged(office, case)

    kinds = {line.kind for line in timeline(again(case), office.resident)}
    assert "case.called_to_account" not in kinds
    assert not queries.answering_for(again(case), office.examiner).reproaches
    assert len(queries.my_reproaches(office.clerk)) == 1


def test_who_supervises_sees_it_and_so_does_he_whoever_answers_now(office):
    case = a_case("accepted", office=office)
    reproach = charged(office, case)
    Case.objects.filter(pk=case.pk).update(first_asked=None)

    for actor in (over(office, "case.supervise"), office.clerk):
        assert list(queries.answering_for(again(case), actor).reproaches) == [reproach]


# ---- what was done


@pytest.mark.parametrize(
    ("kind", "dues", "day", "late"),
    [
        ("case.accepted", {"acceptance": "2026-05-27"}, 27, False),
        ("case.accepted", {"acceptance": "2026-05-27"}, 28, True),
        ("case.granted", {"promised": "2026-05-25", "legal": "2026-06-20"}, 26, True),
        ("case.granted", {"legal": "2026-06-20"}, 26, False),
        ("case.granted", {}, 26, None),
        ("case.examined", {"promised": "2026-05-01"}, 26, None),
    ],
)
def test_an_act_is_late_after_the_earliest_of_its_limits(kind, dues, day, late):
    assert was_late(kind, dues, date(2026, 5, day)) is late


def test_acts_are_counted_for_who_did_them(office):
    case = a_case("granted", office=office)
    tally(entries_of(case.pk))
    tally(entries_of(a_case("accepted", office=office).pk))

    (report,) = queries.reports(office.clerk, TODAY, TODAY)

    assert [(act.kind, act.done, act.on_time, act.late) for act in report.acts] == [
        ("case.accepted", 2, 2, 0)
    ]
    assert queries.reports(office.clerk, TODAY + timedelta(1), TODAY + timedelta(9))[0].acts == ()


def test_a_late_decision_is_counted_late(office):
    case = a_case("in_review", office=office)
    do("grant", case, office, AT + timedelta(days=60))

    tally(entries_of(case.pk))

    assert ActTally.objects.get(kind="case.granted").late == 1


def test_one_sees_oneself_and_a_manager_his_officers(office):
    StaffFactory()
    clerk, manager = office.clerk, over(office, "org.manage")

    mine = queries.reports(clerk, TODAY, TODAY)
    managed = queries.reports(manager, TODAY, TODAY)

    assert [row.staff.pk for row in mine] == [clerk.staff_id]
    assert {row.staff.organisation_id for row in managed} == {office.organisation.pk}
    assert queries.reports(clerk, TODAY, TODAY, office.head.staff_id) == []


# ---- the green channel


def green(office, case, basis="市重点项目清单〔2026〕1号", **facts):
    return actions.mark_green(case.pk, Favour(basis, **facts), by=over(office, "case.green"), at=AT)


def test_what_is_marked_stands_first_on_every_list_and_page(office):
    cases = [a_case("submitted", office=office) for _ in range(3)]
    green(office, cases[2])

    first = queries.work_list(office.clerk, today=TODAY, limit=1)
    rest = queries.work_list(office.clerk, today=TODAY, limit=9, after=first.next)

    assert first.rows[0].case.pk == cases[2].pk
    assert {row.case.pk for row in rest.rows} == {cases[0].pk, cases[1].pk}


def test_pages_meet_where_the_marked_end(office):
    cases = [a_case("submitted", office=office) for _ in range(4)]
    for case in cases[:2]:
        green(office, case)
    seen, after = [], ""
    while True:
        page = queries.work_list(office.clerk, today=TODAY, limit=1, after=after)
        seen += [row.case.pk for row in page.rows]
        if not (after := page.next):
            break

    assert sorted(seen) == sorted(case.pk for case in cases)
    assert set(seen[:2]) == {case.pk for case in cases[:2]}


def test_the_next_link_stands_first_as_well(office):
    case, other = (a_case("submitted", office=office) for _ in range(2))
    do("accept", other, office, AT)
    green(office, case)
    do("accept", case, office, AT)

    rows = queries.work_list(office.examiner, today=TODAY).rows

    assert [row.case.pk for row in rows] == [case.pk, other.pk]


def test_its_own_target_comes_before_the_promise(office):
    case = a_case("accepted", office=office)

    green(office, case, days=3)

    clock = clock_of(again(case), TODAY)
    assert (clock.promised.article, clock.promised.days_total) == ("green", 3)
    assert again(case).promised_due_on == clock.promised.due
    assert open_tasks(case.pk)[0].due_on == clock.promised.due


def test_a_target_is_not_longer_than_the_promise(office):
    with pytest.raises(errors.TargetTooLong):
        green(office, a_case("accepted", office=office), days=11)


def test_a_target_as_long_as_the_promise_lengthens_nothing_whatever_its_days_are():
    office = an_office(version__promised_days=10, version__promised_unit="natural_days")
    case = a_case("accepted", office=office)
    before = again(case).promised_due_on

    green(office, case, days=10)

    assert again(case).promised_due_on == before


def test_what_is_recalled_still_goes_first(office):
    case = a_case("accepted", office=office)
    green(office, case)
    do("examine", case, office, AT)

    actions.recall_case(case.pk, reason="填错", by=office.examiner, at=AT)

    assert [task.is_first for task in open_tasks(case.pk)] == [True]


def test_a_target_that_has_passed_is_none(office):
    case = a_case("accepted", office=office)

    with pytest.raises(errors.TargetPassed):
        actions.mark_green(
            case.pk,
            Favour("清单", days=2),
            by=over(office, "case.green"),
            at=AT + timedelta(days=7),
        )


def test_a_mark_comes_off_with_a_reason_and_the_promise_is_back(office):
    case = a_case("accepted", office=office)
    before = again(case).promised_due_on
    green(office, case, days=3)

    actions.unmark_green(case.pk, reason="清单调整", by=over(office, "case.green"), at=AT)

    now = again(case)
    assert (now.is_green, now.promised_due_on) == (False, before)
    assert not open_tasks(case.pk)[0].is_first
    with pytest.raises(errors.NotGreen):
        actions.unmark_green(case.pk, reason="再次", by=over(office, "case.green"), at=AT)


def test_what_a_marked_applicant_files_next_goes_first_too(office):
    green(office, a_case("submitted", office=office), days=9, is_for_applicant=True)
    case = do("file", a_draft(office), office, AT)

    assert actions.carry_mark_over(case.pk, at=AT)

    assert (again(case).is_green, again(case).green_days) == (True, 9)
    other = an_office()
    assert not actions.carry_mark_over(a_case("submitted", office=other).pk, at=AT)


def test_every_filing_of_a_marked_applicant_is_noticed(office):
    green(office, a_case("submitted", office=office), days=9, is_for_applicant=True)
    cases = [do("file", a_draft(office), office, AT), a_case("submitted", office=an_office())]

    followers.carry_marks([entries_of(case.pk)[0] for case in cases])

    assert [again(case).is_green for case in cases] == [True, False]


@pytest.mark.parametrize("state", ["withdrawn", "concluded"])
def test_what_has_ended_needs_no_hurry(office, state):
    with pytest.raises(errors.CaseEnded):
        green(office, a_case(state, office=office))


def test_a_mark_needs_its_grant_and_its_ground_and_is_given_once(office):
    case = a_case("submitted", office=office)

    with pytest.raises(NotAllowed):
        actions.mark_green(case.pk, Favour("清单"), by=office.head, at=AT)
    with pytest.raises(errors.WordsMissing):
        green(office, case, basis=" ")
    green(office, case)
    with pytest.raises(errors.AlreadyGreen):
        green(office, case)
    assert GreenMark.objects.count() == 1


def test_who_has_it_in_hand_is_told(office):
    case = a_case("submitted", office=office)
    actions.claim_task(case.pk, open_tasks(case.pk)[0].pk, by=office.clerk, at=AT)

    green(office, case)

    entry = entries_of(case.pk)[-1]
    assert (entry.kind, entry.facts["staff"]) == ("case.marked_green", [str(office.clerk.staff_id)])
