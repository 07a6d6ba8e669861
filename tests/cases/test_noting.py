"""Beside the life of a case: notes that stay among officers, and urging."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cases.factories import a_case, an_office, do
from tests.conftest import AT
from tests.identity.factories import staff_account
from tests.orgs.factories import DeputyshipFactory, PostFactory, PostingFactory, staff_actor
from yimen.cases import actions
from yimen.cases.errors import NoSuchCase, beside
from yimen.cases.followers import tell_urged
from yimen.cases.models import Case, Note, Urge
from yimen.cases.queries import notes_of, public_status, timeline, urges_of, waiting, work_list
from yimen.cases.queries.telling import INTERNAL
from yimen.cases.rules.work import WorkFilter
from yimen.journal.queries import entries_of
from yimen.kernel.actor import SYSTEM
from yimen.kernel.errors import NotAllowed
from yimen.kernel.ids import new_id
from yimen.notify.models import Message
from yimen.process.actions import claim
from yimen.process.queries import open_tasks

pytestmark = pytest.mark.django_db
TODAY = AT.date()
SECRET = "申请人情绪激动，请谨慎"


def holder(office, *, grant="case.examine"):
    """An officer with an account of his own, whom messages reach."""
    account = staff_account(organisation=office.organisation)
    post = PostFactory(
        organisation=office.organisation, grants=[grant], reach_path=office.organisation.path
    )
    PostingFactory(staff=account.staff, post=post, since=TODAY - timedelta(days=9))
    return account


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_a_note_is_read_by_officers_and_by_nobody_else(office):
    case = a_case("accepted", office=office)

    actions.note_case(case.pk, SECRET, by=office.examiner, at=AT)

    case = fresh(case)
    assert [note.text for note in notes_of(case)] == [SECRET]
    assert case.revision == 2  # nobody's page grew stale by it
    entry = entries_of(case.pk)[-1]
    assert entry.kind == "case.note_written" and SECRET not in str(entry.facts)
    told = str(timeline(case, office.resident)) + str(public_status(case.number, case.query_code))
    assert "case.note_written" not in told and SECRET not in told


def test_a_note_sent_twice_is_one_and_an_empty_one_is_none(office):
    case, key = a_case("accepted", office=office), new_id()

    for _ in range(2):
        actions.note_case(case.pk, "电话已核实", by=office.examiner, at=AT, key=key)
    with pytest.raises(beside.NoteMissing):
        actions.note_case(case.pk, "  ", by=office.examiner, at=AT)

    assert Note.objects.filter(case=case).count() == fresh(case).note_count == 1


@pytest.mark.parametrize("act", [actions.note_case, actions.urge_case])
def test_readers_applicants_and_neighbours_add_nothing(office, act):
    case = a_case("accepted", office=office)
    reader = staff_actor("case.read", organisation=office.organisation)

    for who, refusal in (
        (reader, NotAllowed),
        (office.resident, NotAllowed),
        (an_office().clerk, NoSuchCase),
    ):
        with pytest.raises(refusal):
            act(case.pk, "请尽快办理", by=who, at=AT)
    assert len(entries_of(case.pk)) == 2


def test_whoever_holds_the_case_and_his_deputy_are_told_once_with_the_words(office):
    case, colleague, deputy = a_case("accepted", office=office), holder(office), holder(office)
    DeputyshipFactory(
        holder=colleague.staff, deputy=deputy.staff, since=TODAY, until=TODAY + timedelta(days=5)
    )
    mine = replace(office.examiner, staff_id=colleague.staff_id)
    claim(open_tasks(case.pk)[0].pk, by=mine, at=AT)
    stranger = holder(office)

    actions.urge_case(case.pk, "群众已多次来电，请今日办结", by=office.clerk, at=AT)
    entry = entries_of(case.pk)[-1]
    for _ in range(2):
        tell_urged([entry])

    told = {m.account_id: m for m in Message.objects.filter(subject=case.pk, channel="in_app")}
    assert set(told) == {colleague.pk, deputy.pk} and stranger.pk not in told
    assert "群众已多次来电" in told[colleague.pk].body
    assert "群众" not in str(entry.facts)
    assert entry.kind in INTERNAL


def test_of_a_case_nobody_holds_the_whole_post_is_told(office):
    case, colleague = a_case("accepted", office=office), holder(office)
    elsewhere = holder(an_office())

    actions.urge_case(case.pk, "请尽快认领", by=office.head, at=AT)

    staff = entries_of(case.pk)[-1].facts["staff"]
    assert str(colleague.staff_id) in staff and str(elsewhere.staff_id) not in staff


def test_one_person_urges_a_case_once_a_day(office):
    case = a_case("accepted", office=office)
    actions.urge_case(case.pk, "请尽快办理", by=office.clerk, at=AT)

    with pytest.raises(beside.UrgedToday):
        actions.urge_case(case.pk, "再催一次", by=office.clerk, at=AT + timedelta(hours=1))
    actions.urge_case(case.pk, "同催", by=office.head, at=AT)
    actions.urge_case(case.pk, "第二天再催", by=office.clerk, at=AT + timedelta(days=1))

    assert [u.text for u in urges_of(fresh(case))] == ["第二天再催", "同催", "请尽快办理"]


def test_nobody_is_urged_where_the_case_waits_for_the_applicant_or_for_oneself(office):
    waiting_for_him = a_case("supplementing", office=office)
    own = a_case(office=office)
    claim(open_tasks(own.pk)[0].pk, by=office.clerk, at=AT)
    ended = a_case("concluded", office=office)

    for case in (waiting_for_him, own, ended):
        with pytest.raises(beside.NobodyToUrge):
            actions.urge_case(case.pk, "请尽快办理", by=office.clerk, at=AT)
    assert not Urge.objects.exists()


def test_the_list_shows_what_is_urged_until_somebody_acts(office):
    case, other = a_case("accepted", office=office), a_case("accepted", office=office)
    actions.urge_case(case.pk, "请尽快办理", by=office.clerk, at=AT)
    urged = WorkFilter(due="urged")

    rows = work_list(office.examiner, today=TODAY, wanted=urged).rows
    assert [row.case.number for row in rows] == [case.number]
    assert rows[0].case.is_urged and not fresh(other).is_urged

    do("examine", case, office, AT + timedelta(hours=2))
    assert not fresh(case).is_urged
    assert work_list(office.head, today=TODAY, wanted=urged).rows == []
    assert waiting(SYSTEM, timezone.localdate(AT)).tasks.count() == 2
