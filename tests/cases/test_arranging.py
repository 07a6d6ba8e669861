"""An open task is handed to a named colleague; a signer is added or removed while it is open."""

import pytest

from tests.cases.factories import a_case, an_office, do
from tests.cases.test_inquiry import SIGN, accepted, drawn, kinds, sign
from tests.conftest import AT
from tests.orgs.factories import PostFactory, PostingFactory, StaffFactory, staff_actor
from yimen.cases import errors
from yimen.cases.actions import add_signer, assign_task, claim_task, remove_signer
from yimen.cases.models import Case
from yimen.cases.queries import timeline
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff
from yimen.process import errors as process
from yimen.process.actions import put_first
from yimen.process.queries import colleagues, open_tasks

pytestmark = pytest.mark.django_db


def a_colleague(organisation, *grants):
    """An officer whose post is real: whom a task is handed to is asked by his postings."""
    staff = StaffFactory(organisation=organisation)
    post = PostFactory(organisation=organisation, grants=list(grants or ["case.examine"]))
    PostingFactory(staff=staff, post=post)
    return staff


def hand(case, staff, by, **more):
    (task,) = open_tasks(case.pk)
    return assign_task(case.pk, task.pk, staff.pk, reason="出差", by=by, at=AT, **more)


def test_a_task_goes_to_a_named_colleague_and_he_is_told(office, case):
    staff = a_colleague(office.organisation)
    told = timeline(case, office.resident)

    hand(case, staff, office.examiner)

    (task,) = open_tasks(case.pk)
    entry = entries_of(case.pk)[-1]
    assert task.holder == staff
    assert (entry.kind, entry.facts["staff"]) == ("case.assigned", [str(staff.pk)])
    with pytest.raises(errors.HeldByAnother):
        do("examine", case, office, AT)
    do("examine", case, office, AT, by=staff_actor("case.examine", staff=staff))
    assert [e.kind for e in timeline(case, office.resident)[1:]] == [e.kind for e in told]


@pytest.mark.parametrize("grants", [["case.accept"], ["case.decide"]])
def test_not_to_somebody_whose_post_does_not_allow_it(office, case, grants):
    staff = a_colleague(office.organisation, *grants)
    with pytest.raises(process.MayNotDoIt):
        hand(case, staff, office.examiner)
    with pytest.raises(process.MayNotDoIt):
        hand(case, a_colleague(staff_office := an_office().organisation), office.examiner)
    assert staff_office != office.organisation
    assert colleagues(open_tasks(case.pk)[0], on=AT.date()) == []


def test_what_another_holds_is_handed_on_by_the_manager_only(office, case):
    staff = a_colleague(office.organisation)
    second = staff_actor("case.examine", organisation=office.organisation)
    claim_task(case.pk, open_tasks(case.pk)[0].pk, by=second, at=AT)
    with pytest.raises(process.HeldByAnother):
        hand(case, staff, office.examiner)
    with pytest.raises(NotAllowed):
        hand(case, staff, office.clerk)

    hand(case, staff, staff_actor("case.read", "org.manage", organisation=office.organisation))

    assert open_tasks(case.pk)[0].holder == staff


def test_wrong_turns_of_a_handing_over(office, case):
    staff, key = a_colleague(office.organisation), new_id()
    task = open_tasks(case.pk)[0]
    facts = {"reason": "出差", "by": office.examiner, "at": AT}
    with pytest.raises(errors.ReasonsMissing):
        assign_task(case.pk, task.pk, staff.pk, **{**facts, "reason": ""})
    with pytest.raises(errors.NoSuchColleague):
        assign_task(case.pk, task.pk, new_id(), **facts)
    with pytest.raises(errors.NoSuchCase):
        assign_task(case.pk, task.pk, staff.pk, **{**facts, "by": staff_actor("case.examine")})
    for _ in range(2):
        assign_task(case.pk, task.pk, staff.pk, **facts, key=key)
    assert [e.kind for e in entries_of(case.pk)].count("case.assigned") == 1
    other = a_case("accepted", office=office)
    with pytest.raises(process.TaskNotOpen):
        assign_task(other.pk, task.pk, staff.pk, **facts)


# Signers


@pytest.fixture
def signing():
    """Three sign; sixty per cent carry it."""
    return accepted(drawn(SIGN))


def arrange(do, case, *who, by):
    task = open_tasks(case.pk)[0]
    return do(case.pk, task.pk, *who, reason="涉及消防", by=by, at=AT)


def test_an_added_signer_counts_in_the_rule(signing):
    case, office = signing
    staff = a_colleague(office.organisation)
    put_first(case.pk, is_first=True)
    arrange(add_signer, case, staff.pk, by=office.examiner)
    assert all(task.is_first for task in open_tasks(case.pk))
    assert len(kinds(case)) == 4
    sign(case, office.examiner)
    sign(case, staff_actor("case.examine", organisation=office.organisation))
    assert kinds(case) == ["countersign"] * 2  # two of four are less than sixty per cent

    sign(case, staff_actor("case.examine", staff=staff))

    assert kinds(case) == ["decide"]


def test_without_a_removed_signer_the_rule_may_be_decided(signing):
    case, office = signing
    sign(case, office.examiner)
    sign(case, staff_actor("case.examine", organisation=office.organisation), "failed")

    arrange(remove_signer, case, by=office.head)

    entry = entries_of(case.pk)[-1]
    assert kinds(case) == ["decide"]
    assert (entry.kind, entry.facts["result"]) == ("case.signer_removed", "failed")


def test_one_alone_is_no_countersignature():
    case, office = accepted(drawn(SIGN.replace('voters="3"', 'voters="2"')))

    with pytest.raises(process.TooFewSigners):
        arrange(remove_signer, case, by=office.examiner)


def test_nobody_signs_twice(signing):
    case, office = signing
    staff = a_colleague(office.organisation)
    arrange(add_signer, case, staff.pk, by=office.examiner)
    with pytest.raises(process.SignsAlready):
        arrange(add_signer, case, staff.pk, by=office.examiner)
    sign(case, staff_actor("case.examine", staff=staff))
    with pytest.raises(process.SignsAlready):
        arrange(add_signer, case, staff.pk, by=office.examiner)
    with pytest.raises(process.SignsAlready):
        arrange(assign_task, case, staff.pk, by=office.examiner)


def test_only_a_countersignature_has_signers(office, case):
    staff = a_colleague(office.organisation)
    with pytest.raises(process.NoSeats):
        arrange(add_signer, case, staff.pk, by=office.examiner)
    with pytest.raises(process.NoSeats):
        arrange(remove_signer, case, by=office.examiner)


def test_added_signers_are_gone_after_a_return(signing):
    case, office = signing
    arrange(add_signer, case, a_colleague(office.organisation).pk, by=office.examiner)
    for _ in range(3):
        sign(case, staff_actor("case.examine", organisation=office.organisation))
    assert kinds(case) == ["decide"]

    do("return", case, office, AT, link="sign")

    assert len(kinds(case)) == 3


def test_who_has_nothing_to_do_with_it_arranges_nothing(signing):
    case, office = signing
    staff = a_colleague(office.organisation)
    for by in (office.clerk, office.courier):
        with pytest.raises(NotAllowed):
            arrange(add_signer, case, staff.pk, by=by)
        with pytest.raises(NotAllowed):
            arrange(remove_signer, case, by=by)
    assert Case.objects.get(pk=case.pk).state == "accepted"
    assert Staff.objects.filter(pk=staff.pk).exists()
