"""Another department is asked, sees what it must, answers once; the applicant sees nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cases.factories import a_case, a_pdf, do
from tests.conftest import AT
from tests.identity.factories import AccountFactory
from tests.orgs.factories import (
    OrganisationFactory,
    PostFactory,
    PostingFactory,
    StaffFactory,
    staff_actor,
)
from yimen.cases import errors, queries
from yimen.cases.actions import answer_opinion, ask_opinion, recall_question, remind_office
from yimen.cases.actions.consulting import Question
from yimen.cases.errors import asking
from yimen.cases.followers import tell_asked
from yimen.cases.models import Case, Consultation
from yimen.cases.tasks import sweep_questions
from yimen.journal.queries import entries_of
from yimen.kernel.errors import DomainError, NotAllowed
from yimen.kernel.ids import new_id
from yimen.notify.models import Message

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)


@pytest.fixture
def other():
    return OrganisationFactory(name="测试消防局")


@pytest.fixture
def adviser(other):
    return staff_actor("case.examine", organisation=other)


def account_of_an_adviser(other):
    officer = StaffFactory(organisation=other)
    post = PostFactory(organisation=other, grants=["case.decide"])
    PostingFactory(staff=officer, post=post)
    return AccountFactory(staff=officer, party=None)


def ask(case, office, other, **more):
    by = more.pop("by", office.examiner)
    question = Question(other, "该场所是否符合消防要求？", more.pop("days", 5), **more)
    ask_opinion(case.pk, question, by=by, at=AT)
    return Consultation.objects.get(case=case, organisation=other)


def answer(asked, adviser, **more):
    facts = {"opinion": "agreed", "text": "符合消防要求", "by": adviser, "at": AT, **more}
    return answer_opinion(asked.pk, **facts)


def test_the_asked_office_sees_the_question_and_nothing_else_of_the_other(
    office, other, adviser, case
):
    beside = a_case("accepted", office=office)
    asked = ask(case, office, other)

    page = queries.asked_page(adviser, asked.pk, today=TODAY)

    assert page.case == case
    assert page.may_answer
    assert page.materials == []
    assert queries.asked_of_us(adviser) == ([asked], [])
    for one in (case, beside):
        assert not Case.objects.visible_to(adviser).filter(pk=one.pk).exists()
        assert queries.case_sheet(adviser, one.number, TODAY) is None
    with pytest.raises(errors.NoSuchCase):
        do("examine", case, office, AT, by=adviser)


def test_shared_materials_are_seen(office, other, adviser, case):
    asked = ask(case, office, other, shares_materials=True)

    assert queries.asked_page(adviser, asked.pk, today=TODAY).materials[0].files


@pytest.mark.parametrize("grant", ["case.read", "case.accept", "item.edit"])
def test_only_those_who_examine_or_decide_there_read_it(office, other, case, grant):
    asked = ask(case, office, other)
    clerk = staff_actor(grant, organisation=other)

    assert queries.asked_page(clerk, asked.pk, today=TODAY) is None
    with pytest.raises(errors.NoSuchCase):
        answer(asked, clerk)


def test_an_answer_is_given_once_and_shown_to_who_asked(office, other, adviser, case):
    asked = ask(case, office, other)
    before = Case.objects.values().get(pk=case.pk)

    answer(asked, adviser, paper=a_pdf("复函.pdf"))

    with pytest.raises(asking.AnsweredAlready):
        answer(asked, adviser, text="另一个意见")
    (row,) = queries.consultations_of(Case.objects.get(pk=case.pk), office.head, today=TODAY)
    assert (row.asked.opinion, row.asked.text) == ("agreed", "符合消防要求")
    assert row.asked.paper.name == "复函.pdf"
    assert Case.objects.values().get(pk=case.pk) == before
    last = entries_of(case.pk)[-1]
    assert (last.kind, last.facts["staff"]) == (
        "case.opinion_given",
        [str(office.examiner.staff_id)],
    )
    assert "符合消防要求" not in str(last.facts)


def test_the_same_form_sent_twice_asks_and_answers_once(office, other, adviser, case):
    key, question = new_id(), Question(other, "意见？", 5)
    for _ in range(2):
        ask_opinion(case.pk, question, by=office.examiner, at=AT, key=key)
    asked = Consultation.objects.get()
    key = new_id()
    for _ in range(2):
        answer(asked, adviser, key=key)

    kinds = [entry.kind for entry in entries_of(case.pk)]
    assert kinds.count("case.opinion_asked") == kinds.count("case.opinion_given") == 1


@pytest.mark.parametrize("state", ["submitted", "granted", "concluded", "withdrawn"])
def test_only_about_an_accepted_case_that_is_not_decided(office, other, state):
    with pytest.raises(errors.WrongState):
        ask(a_case(state, office=office), office, other)


def test_who_does_not_examine_or_decide_cannot_ask(office, other, case):
    for actor in (office.clerk, office.courier):
        with pytest.raises(NotAllowed):
            ask(case, office, other, by=actor)
    with pytest.raises(errors.NoSuchCase):
        ask(case, office, other, by=staff_actor("case.examine"))


@pytest.mark.parametrize(("days", "field"), [(0, "days"), (31, "days")])
def test_the_days_to_answer_are_told(office, other, case, days, field):
    with pytest.raises(asking.BadAnswerDays) as refused:
        ask(case, office, other, days=days)
    assert refused.value.field == field


def test_neither_oneself_is_asked_nor_an_office_twice_at_a_time(office, other, adviser, case):
    with pytest.raises(asking.OwnOffice):
        ask(case, office, office.organisation)
    asked = ask(case, office, other)
    with pytest.raises(asking.AskedAlready):
        ask(case, office, other)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consultation.objects.filter(pk=asked.pk).update(opinion="agreed")

    answer(asked, adviser)
    ask_opinion(case.pk, Question(other, "还有一个问题", 3), by=office.head, at=AT)
    assert Case.objects.get(pk=case.pk).consultation_count == 2


def recall(case, asked, by, reason="申请人已撤销该部分申请", **more):
    return recall_question(case.pk, asked.pk, reason=reason, by=by, at=AT, **more)


def test_a_question_taken_back_is_closed_for_both_and_may_be_asked_anew(
    office, other, adviser, case
):
    asked, key = ask(case, office, other, shares_materials=True), new_id()
    for _ in range(2):
        recall(case, asked, office.head, key=key)

    assert queries.asked_of_us(adviser)[0] == []
    page = queries.asked_page(adviser, asked.pk, today=TODAY)
    assert (page.may_answer, page.materials) == (False, [])
    assert page.asked.text == "申请人已撤销该部分申请"
    with pytest.raises(asking.RecalledAlready):
        answer(asked, adviser)
    with pytest.raises(asking.RecalledAlready):
        recall(case, asked, office.examiner)
    remind_office(asked.pk, at=AT + timedelta(days=30))
    kinds = [entry.kind for entry in entries_of(case.pk)]
    assert kinds.count("case.question_recalled") == 1
    assert "case.opinion_awaited" not in kinds
    assert "申请人已撤销" not in str(entries_of(case.pk)[-1].facts)

    ask_opinion(case.pk, Question(other, "还有一个问题", 3), by=office.head, at=AT)
    assert len(queries.asked_of_us(adviser)[0]) == 1


def test_only_who_may_ask_takes_a_question_back_unanswered_and_with_a_reason(
    office, other, adviser, case
):
    asked = ask(case, office, other)
    for actor, reason, refusal in (
        (office.clerk, "有原因", NotAllowed),
        (adviser, "有原因", errors.NoSuchCase),
        (office.head, "  ", errors.ReasonsMissing),
    ):
        with pytest.raises(refusal):
            recall(case, asked, actor, reason)
    elsewhere = ask(a_case("accepted", office=office), office, other)
    with pytest.raises(errors.NoSuchCase):
        recall(case, elsewhere, office.head)
    with pytest.raises(errors.BadConclusion):
        answer(asked, adviser, opinion="recalled")
    answer(asked, adviser)
    with pytest.raises(asking.AnsweredAlready):
        recall(case, asked, office.head)
    assert Consultation.objects.get(pk=asked.pk).opinion == "agreed"


def test_the_asked_office_hears_that_it_need_not_answer(office, other, case):
    account = account_of_an_adviser(other)
    asked = ask(case, office, other)
    recall(case, asked, office.head)

    tell_asked([e for e in entries_of(case.pk) if e.kind == "case.question_recalled"])

    (message,) = Message.objects.filter(account=account, channel="in_app")
    assert message.link == f"/desk/asked/{asked.pk}/"
    assert office.organisation.name in message.body


def test_after_the_decision_an_answer_is_too_late(office, other, adviser, case):
    asked = ask(case, office, other)
    for move in ("examine", "grant"):
        do(move, case, office, AT)

    assert queries.asked_of_us(adviser) == ([], [])
    with pytest.raises(asking.AnswerTooLate):
        answer(asked, adviser)


def test_what_is_confidential_is_told_to_who_handles_the_case_only(office, other, adviser, case):
    asked = ask(case, office, other, is_confidential=True)
    answer(asked, adviser, paper=a_pdf())
    case = Case.objects.get(pk=case.pk)
    reader = staff_actor("case.read", organisation=office.organisation)

    told = {
        who: queries.consultations_of(case, who, today=TODAY)[0].is_told
        for who in (office.examiner, office.head, office.clerk, reader)
    }

    assert list(told.values()) == [True, True, True, False]
    assert queries.answer_paper(office.head, asked.pk)
    assert queries.answer_paper(adviser, asked.pk)
    assert queries.answer_paper(reader, asked.pk) is None
    assert queries.answer_paper(staff_actor("case.examine"), asked.pk) is None
    assert queries.answer_paper(office.resident, asked.pk) is None


def test_the_applicant_sees_nothing_of_it(office, other, adviser, case):
    lines = queries.timeline(case, office.resident)
    public = queries.public_status(case.number, case.query_code)

    answer(ask(case, office, other), adviser)

    assert queries.timeline(case, office.resident) == lines
    assert queries.public_status(case.number, case.query_code) == public
    assert not Consultation.objects.visible_to(office.resident).exists()
    assert len(queries.timeline(case, office.head)) == len(lines) + 2


def test_the_asked_office_is_told_and_reminded_once_a_day(office, other, adviser, case):
    account = account_of_an_adviser(other)
    asked = ask(case, office, other, days=1)
    late = AT + timedelta(days=4)

    for at in (late, late, late + timedelta(days=1)):
        remind_office(asked.pk, at=at)
    tell_asked([e for e in entries_of(case.pk) if e.kind.startswith("case.opinion")])

    told = Message.objects.filter(account=account, channel="in_app")
    assert {message.link for message in told} == {f"/desk/asked/{asked.pk}/"}
    assert told.count() == 3


def test_the_sweep_finds_only_what_is_due_by_tomorrow(office, other, case):
    soon = ask(case, office, other)
    later = ask(a_case("accepted", office=office), office, other)
    Consultation.objects.filter(pk=soon.pk).update(answer_by=timezone.localdate())
    Consultation.objects.filter(pk=later.pk).update(
        answer_by=timezone.localdate() + timedelta(days=9)
    )

    for _ in range(2):  # no worker was there in between
        sweep_questions()

    jobs = ProcrastinateJob.objects.filter(task_name="cases.remind_office")
    assert [job.args["consultation_id"] for job in jobs] == [str(soon.pk)]


def test_an_answer_waits_for_nothing_and_stops_nothing(office, other, case):
    ask(case, office, other)

    do("examine", case, office, AT)

    assert do("grant", case, office, AT).state == "granted"


def test_a_silent_actor_answers_for_nobody(other, office, case):
    asked = ask(case, office, other)
    nobody = replace(staff_actor(organisation=other), grants=frozenset())

    with pytest.raises(DomainError):
        answer(asked, nobody)
