"""Returned from any link and out of branches; one's own last step taken back."""

from dataclasses import replace

import pytest

from tests.cases.factories import a_case, an_office, do
from tests.cases.test_inquiry import SIGN, accepted, drawn, kinds, sign, whole
from tests.conftest import AT
from tests.orgs.factories import staff_actor
from tests.process.drawings import body, task
from yimen.cases import errors
from yimen.cases.actions import claim_task, recall_case, return_case
from yimen.cases.models import Case
from yimen.cases.permissions import available_moves
from yimen.cases.queries import public_status, timeline
from yimen.journal.queries import entries_of
from yimen.kernel.errors import DomainError, NotAllowed, Stale
from yimen.kernel.ids import new_id
from yimen.process.models import Task
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db

#: first, then two branches of which one has two links, then the decision
BRANCHES = whole(
    body(
        "start > accept > examine1 > fork > advise1 > examine2 > join > decide > issue > end",
        "fork > advise2 > join",
        gateways="fork:+ join:+",
    )
)


def links(case):
    return sorted(task.link for task in open_tasks(case.pk))


def back(case, link, by, **more):
    return return_case(case.pk, link=link, reason="请重新核查", by=by, at=AT, **more)


@pytest.fixture
def branched():
    """Both branches are open; in one of them examine2 has been come to."""
    case, office = accepted(BRANCHES)
    do("examine", case, office, AT)
    do("advise", case, office, AT, link="advise1")
    return case, office


def test_out_of_a_branch_all_that_followed_is_ended_and_opens_again(branched):
    case, office = branched
    second = staff_actor("case.examine", organisation=office.organisation)
    other = next(task for task in open_tasks(case.pk) if task.link == "advise2")
    claim_task(case.pk, other.pk, by=second, at=AT)

    back(case, "examine1", office.examiner)

    entry = entries_of(case.pk)[-1]
    assert links(case) == ["examine1"]
    ended = Task.objects.filter(subject=case.pk, outcome="returned")
    assert {task.link for task in ended} == {"examine2", "advise2"}
    assert entry.facts["ended"] == ["advise2", "examine2"]
    assert entry.facts["staff"] == [str(second.staff_id)]
    do("examine", case, office, AT)
    assert links(case) == ["advise1", "advise2"]
    do("advise", case, office, AT, link="advise1")
    do("advise", case, office, AT, link="advise2")
    do("examine", case, office, AT)
    assert do("grant", case, office, AT).state == "granted"


def test_within_a_branch_the_other_goes_on(branched):
    case, office = branched

    back(case, "advise1", office.examiner)

    assert links(case) == ["advise1", "advise2"]


def test_a_return_to_a_link_of_the_other_branch_leaves_ones_own_open(branched):
    case, office = branched
    do("advise", case, office, AT, link="advise2")

    back(case, "advise2", office.examiner)

    assert links(case) == ["advise2", "examine2"]


def test_only_who_may_do_an_open_link_returns(branched):
    case, office = branched
    for by in (office.clerk, office.head, office.courier):
        with pytest.raises(NotAllowed):
            back(case, "examine1", by)
        assert "return" not in available_moves(by, Case.objects.get(pk=case.pk))


@pytest.mark.parametrize("link", ["accept", "examine2", "decide", "nowhere"])
def test_only_to_a_link_that_was_passed(branched, link):
    case, office = branched
    before = links(case)

    with pytest.raises(errors.BadLink):
        back(case, link, office.examiner)
    assert links(case) == before


def test_a_return_from_a_stale_page_or_sent_twice_does_nothing_more(branched):
    case, office = branched
    key = new_id()
    with pytest.raises(Stale):
        back(case, "examine1", office.examiner, revision=case.revision)
    for _ in range(2):
        back(case, "examine1", office.examiner, key=key)

    assert [e.kind for e in entries_of(case.pk)].count("case.returned") == 1


# Taking back


def test_the_link_is_open_again_in_his_hands_and_both_stay_on_record():
    office = an_office()
    case = a_case("in_review", office=office)

    case = do("recall", case, office, AT)

    (task,) = open_tasks(case.pk)
    assert (task.link, task.holder_id) == ("examine", office.examiner.staff_id)
    assert [e.kind for e in entries_of(case.pk)][-2:] == ["case.examined", "case.recalled"]
    assert case.opinions.get().recalled_at == AT
    assert "recall" not in available_moves(office.examiner, case)
    do("examine", case, office, AT, conclusion="failed", text="重新核查后不符合")
    assert do("grant", case, office, AT).state == "granted"


def test_nobody_else_takes_it_back():
    office = an_office()
    case = a_case("in_review", office=office)
    colleague = staff_actor("case.examine", organisation=office.organisation)

    for by in (colleague, office.head, office.clerk):
        with pytest.raises(NotAllowed):
            do("recall", case, office, AT, by=by)
        assert "recall" not in available_moves(by, case)
    with pytest.raises(errors.NoSuchCase):
        do("recall", case, office, AT, by=staff_actor("case.examine"))


@pytest.mark.parametrize("what", ["claim", "pause", "extend", "return"])
def test_once_somebody_acted_it_is_too_late(what):
    office = an_office()
    case = a_case("in_review", office=office)
    if what == "claim":
        claim_task(case.pk, open_tasks(case.pk)[0].pk, by=office.head, at=AT)
    else:
        do(what, case, office, AT)

    assert "recall" not in available_moves(office.examiner, Case.objects.get(pk=case.pk))
    with pytest.raises(DomainError):
        do("recall", case, office, AT)


def test_after_ones_own_claim_it_may_still_be_taken_back():
    office = an_office()
    both = replace(
        office.examiner, grants=frozenset({*office.examiner.grants, *office.head.grants})
    )
    case = a_case("accepted", office=office)
    case = do("examine", case, office, AT, by=both)
    claim_task(case.pk, open_tasks(case.pk)[0].pk, by=both, at=AT)

    do("recall", case, office, AT, by=both)

    assert kinds(case) == ["examine"]


def test_a_recall_needs_a_reason_and_happens_once():
    office = an_office()
    case = a_case("in_review", office=office)
    with pytest.raises(errors.ReasonsMissing):
        do("recall", case, office, AT, reason=" ")
    key = new_id()
    for _ in range(2):
        recall_case(case.pk, reason="填错", by=office.examiner, at=AT, key=key)

    assert [e.kind for e in entries_of(case.pk)].count("case.recalled") == 1


def test_the_applicant_is_not_told():
    office = an_office()
    case = a_case("in_review", office=office)
    told = timeline(case, office.resident), public_status(case.number, case.query_code).entries

    do("recall", case, office, AT)

    public = public_status(case.number, case.query_code)
    assert (timeline(case, office.resident), public.entries) == told


def test_at_a_countersignature_the_opinions_of_the_others_stand():
    case, office = accepted(drawn(SIGN))
    second = staff_actor("case.examine", organisation=office.organisation)
    sign(case, second)
    sign(case, office.examiner)
    assert kinds(case) == ["decide"]

    do("recall", case, office, AT)

    assert kinds(case) == ["countersign", "countersign"]
    held = [one.holder_id for one in open_tasks(case.pk)]
    assert held.count(office.examiner.staff_id) == 1
    sign(case, office.examiner, "failed")
    assert kinds(case) == ["countersign"]  # one for, one against, the third decides
    third = staff_actor("case.examine", organisation=office.organisation)
    sign(case, third)
    assert kinds(case) == ["decide"]


def test_before_the_rule_is_decided_only_his_seat_opens_again():
    case, office = accepted(drawn(SIGN))
    sign(case, office.examiner)

    do("recall", case, office, AT)

    assert kinds(case) == ["countersign"] * 3
    sign(case, office.examiner)
    assert kinds(case) == ["countersign"] * 2


def test_a_branch_beside_goes_on_when_a_step_is_taken_back(branched):
    case, office = branched

    do("recall", case, office, AT)

    assert links(case) == ["advise1", "advise2"]


def test_a_step_that_ended_the_branches_is_taken_back_alone():
    inside = body(
        "start > accept > fork > advise1 > join > decide > issue > end",
        "fork > advise2 > join",
        gateways="fork:+ join:+",
    )
    case, office = accepted(whole(inside))
    for link in ("advise1", "advise2"):
        do("advise", case, office, AT, link=link)

    do("recall", case, office, AT)

    assert links(case) == ["advise2"]
    do("advise", case, office, AT, link="advise2")
    assert kinds(case) == ["decide"]


def test_drawn_kinds_are_taken_back_too():
    case, office = accepted(drawn(task("odd", kind="site_visit")))
    do("visit_site", case, office, AT)

    do("recall", case, office, AT)

    assert kinds(case) == ["site_visit"]
