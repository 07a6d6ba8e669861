"""Examining, deciding, delivering, ending: what each needs and leaves behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cases.factories import a_case, do
from tests.conftest import AT
from tests.orgs.factories import staff_actor
from yimen.cases import errors
from yimen.cases.messages import default_remedies
from yimen.cases.models import Case
from yimen.journal.queries import entries_of
from yimen.process import actions as process
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("conclusion", ["passed", "failed"])
def test_an_opinion_goes_on_to_be_decided_either_way(office, conclusion):
    case = a_case("accepted", office=office)

    case = do("examine", case, office, AT, conclusion=conclusion)

    opinion = case.opinions.get()
    assert (opinion.link, opinion.conclusion) == ("examine", conclusion)
    assert opinion.by_id == office.examiner.staff_id
    assert [task.kind for task in open_tasks(case.pk)] == ["decide"]


@pytest.mark.parametrize(
    ("state", "move", "given", "error"),
    [
        ("accepted", "examine", {"conclusion": "perhaps"}, errors.BadConclusion),
        ("accepted", "examine", {"text": " "}, errors.ReasonsMissing),
        ("in_review", "grant", {"reasons": ""}, errors.ReasonsMissing),
        ("in_review", "refuse", {"reasons": ""}, errors.ReasonsMissing),
        ("in_review", "refuse", {"remedies": " "}, errors.RemediesMissing),
        ("in_review", "return", {"reason": ""}, errors.ReasonsMissing),
        ("in_review", "return", {"link": "accept"}, errors.BadLink),
        ("in_review", "return", {"link": "decide"}, errors.BadLink),
        ("in_review", "return", {"link": "nowhere"}, errors.BadLink),
        ("granted", "deliver", {"way": "pigeon"}, errors.BadDelivery),
        ("granted", "deliver", {"way": "window", "receiver": ""}, errors.BadDelivery),
        ("granted", "deliver", {"way": "post"}, errors.BadDelivery),
        ("accepted", "terminate", {"reason": ""}, errors.ReasonsMissing),
    ],
)
def test_what_the_law_asks_of_an_act_is_asked(office, state, move, given, error):
    case = a_case(state, office=office)

    with pytest.raises(error):
        do(move, case, office, AT, **given)

    assert Case.objects.get(pk=case.pk).revision == case.revision


def test_a_return_opens_the_earlier_link_again(office):
    case = a_case("in_review", office=office)

    do("return", case, office, AT)
    assert [task.link for task in open_tasks(case.pk)] == ["examine"]
    assert entries_of(case.pk)[-1].facts["staff"] == [str(office.examiner.staff_id)]

    do("examine", case, office, AT, text="补充核查完毕")
    do("grant", case, office, AT)
    assert case.opinions.count() == 3


def test_a_decision_starts_the_ten_days_to_deliver(office):
    case = a_case("granted", office=office)

    assert case.decided_at == AT
    assert case.delivery_due_on == date(2026, 6, 3)
    assert open_tasks(case.pk)[0].due_on == case.delivery_due_on


def test_a_refusal_keeps_reasons_and_remedies(office):
    case = a_case("refused", office=office)

    opinion = case.opinions.get(conclusion="refused")
    assert opinion.text
    assert "行政复议" in opinion.remedies


def test_the_usual_remedies_name_review_and_court(office):
    case = a_case("in_review", office=office)

    text = default_remedies(case)

    assert office.organisation.region.name in text


def test_whoever_examines_and_decides_too_is_noted(office):
    both = staff_actor("case.examine", "case.decide", organisation=office.organisation)
    case = a_case("accepted", office=office)
    do("examine", case, office, AT, by=both)
    do("grant", case, office, AT, by=both)
    other = a_case("granted", office=office)

    assert entries_of(case.pk)[-1].facts["same_person"] is True
    assert entries_of(other.pk)[-1].facts["same_person"] is False


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"way": "electronic"}, ("electronic", "", "")),
        ({"way": "window", "receiver": "李测试"}, ("window", "李测试", "")),
        ({"way": "post", "receiver": "", "tracking_number": "E1"}, ("post", "", "E1")),
    ],
)
def test_a_result_is_handed_over_in_three_ways(office, given, kept):
    case = a_case("result_made", office=office)

    do("deliver", case, office, AT + timedelta(days=1), **{"receiver": "", **given})

    found = Case.objects.get(pk=case.pk)
    delivery = found.delivery
    assert (delivery.way, delivery.receiver, delivery.tracking_number) == kept
    assert found.delivered_at == AT + timedelta(days=1)


def test_a_concluded_case_waits_for_nobody(office):
    case = a_case("concluded", office=office)

    assert open_tasks(case.pk) == []
    assert case.ended_at == AT


# Whose task it is


def test_a_task_in_another_hand_is_not_done_over_his_head(office):
    case = a_case("accepted", office=office)
    colleague = staff_actor("case.examine", organisation=office.organisation)
    process.claim(open_tasks(case.pk)[0].id, by=colleague, at=AT)

    with pytest.raises(errors.HeldByAnother) as refused:
        do("examine", case, office, AT)
    assert refused.value.facts["holder"] == colleague.name

    assert do("examine", case, office, AT, by=colleague).state == "in_review"


def test_a_deputy_does_what_the_absent_holder_has_claimed(office):
    case = a_case("accepted", office=office)
    process.claim(open_tasks(case.pk)[0].id, by=office.examiner, at=AT)
    deputy = staff_actor("case.examine", organisation=office.organisation)
    deputy = replace(deputy, stands_in_for=frozenset({office.examiner.staff_id}))

    assert do("examine", case, office, AT, by=deputy).state == "in_review"
