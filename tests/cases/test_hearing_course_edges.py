"""The course of a hearing at its edges: who may, who presides, who is told, what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.cases.factories import a_case, do
from tests.cases.hearings import (
    NEIGHBOUR,
    a_chair,
    a_hearing_held,
    a_plan,
    arrange,
    ask,
    days_on,
    put_on_record,
    tell,
)
from tests.cases.test_inquiry import accepted, drawn, kinds
from tests.conftest import AT
from tests.identity.factories import applicant_actor
from tests.process.drawings import task
from yimen.cases import actions
from yimen.cases import errors as of_cases
from yimen.cases.actions.hearing_rights import Person
from yimen.cases.errors import hearings as errors
from yimen.cases.followers import tell_people
from yimen.cases.messages import told
from yimen.cases.models import Case, ChairObjection, Hearing
from yimen.cases.queries.hearings import examiners_of, hearing_view
from yimen.cases.queries.notices import notice_paper
from yimen.cases.queries.telling import public_status, timeline
from yimen.cases.rules.hearing import Said, apply_by, earliest, outcome
from yimen.cases.states import HEARING_MOVES, HEARING_PAST, HearingState
from yimen.journal.queries import entries_of
from yimen.kernel.errors import NotAllowed
from yimen.notify.models import Message
from yimen.orgs.models import Staff
from yimen.orgs.queries import calendar_for

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(AT)
H = HearingState


@pytest.fixture
def examined(office):
    return a_case("in_review", office=office)


@pytest.fixture
def arranged(office, examined):
    """A hearing that was asked for and has its day."""
    tell(examined, office, NEIGHBOUR)
    ask(examined, office)
    calendar = calendar_for(office.organisation.region_id)
    arrange(examined, office, earliest(TODAY, calendar))
    return Hearing.objects.get()


@pytest.mark.parametrize(
    ("answers", "came_to"),
    [
        ([("", 0)], "told"),
        ([("", -1)], "lapsed"),
        ([("waived", 0)], "waived"),
        ([("waived", 0), ("", 0)], "told"),
        ([("waived", 0), ("", -1)], "lapsed"),
        ([("waived", 0), ("applied", -1)], "applied"),
        ([("withdrawn", 0), ("", 0)], "told"),
        ([("withdrawn", 0), ("waived", 0)], "withdrawn"),
    ],
)
def test_what_all_answers_come_to(answers, came_to):
    said = [Said(answer, TODAY + timedelta(days=days)) for answer, days in answers]

    assert outcome(said, TODAY) == came_to


def test_the_table_of_moves_and_their_entries_agree():
    noted = {"note_answer", "note_objection"}  # entered as what the person did
    assert set(HEARING_PAST) == set(HEARING_MOVES) - noted
    assert {move.target for move in HEARING_MOVES.values()} | {H.LAPSED} == {*H, None}


def test_only_the_applicant_and_who_acts_for_him_answers(office, examined):
    tell(examined, office)

    for by in (applicant_actor(), office.clerk):
        with pytest.raises((NotAllowed, of_cases.NoSuchCase)):
            actions.apply_for_hearing(examined.pk, by=by, at=AT)
    other = a_case("in_review", office=office)
    for by in (office.clerk, office.head, office.resident):
        with pytest.raises(NotAllowed):
            actions.tell_hearing_right(other.pk, reason="采光", by=by, at=AT)


def test_an_answer_counts_until_the_last_day_and_only_once(office, examined):
    calendar = calendar_for(office.organisation.region_id)
    tell(examined, office)
    last = apply_by(TODAY, calendar)
    late, in_time = (days_on((last - TODAY).days + more) for more in (1, 0))

    with pytest.raises(errors.TooLateToApply):
        ask(examined, office, at=late)
    key = uuid4()
    for _ in range(2):
        actions.apply_for_hearing(examined.pk, by=office.resident, at=in_time, key=key)
    with pytest.raises(errors.AnsweredAlready):
        ask(examined, office, at=in_time)

    kinds_of = [entry.kind for entry in entries_of(examined.pk)]
    assert kinds_of.count("case.hearing_applied") == 1


def test_a_letter_that_arrived_later_gives_its_reader_five_days_of_his_own(office, examined):
    at = days_on(2)
    tell(examined, office)
    actions.waive_hearing(examined.pk, by=office.resident, at=AT)
    with pytest.raises(errors.WrongHearingState):  # all who were told had waived: it is over
        actions.tell_person(examined.pk, Person("邻居丙"), told_on=TODAY, by=office.examiner, at=at)
    other = a_case("in_review", office=office)
    hearing = tell(other, office)
    day = timezone.localdate(at)
    actions.tell_person(other.pk, Person("邻居丙"), told_on=day, by=office.examiner, at=at)

    calendar = calendar_for(office.organisation.region_id)
    assert hearing.parties.get(name="邻居丙").apply_by == apply_by(day, calendar)
    with pytest.raises(of_cases.BadDay):
        later = day + timedelta(days=1)
        actions.tell_person(other.pk, Person("丁"), told_on=later, by=office.examiner, at=at)


def test_one_hearing_at_a_time_and_another_after_the_right_lapsed(office, examined):
    tell(examined, office)
    with pytest.raises(errors.HearingUnderWay):
        tell(examined, office)
    at = days_on(10)
    plan = a_plan(office, earliest(timezone.localdate(at), calendar_for("360500000000")))

    actions.announce_hearing(examined.pk, plan, reason="公共利益", by=office.examiner, at=at)

    assert set(Hearing.objects.values_list("state", flat=True)) == {H.LAPSED, H.ARRANGED}
    assert Case.objects.get(pk=examined.pk).hearing_count == 2


def test_who_examined_does_not_preside(office, examined):
    tell(examined, office)
    ask(examined, office)
    examiner = Staff.objects.get(pk=office.examiner.staff_id)
    day = earliest(TODAY, calendar_for(office.organisation.region_id))

    assert examiners_of(examined) == {examiner.pk}
    with pytest.raises(of_cases.ChairExamined):
        arrange(examined, office, day, chair=examiner)


def test_another_presides_where_an_objection_is_upheld(office, arranged):
    case, first, other = arranged.case, arranged.chair, a_chair(office)
    actions.object_to_chair(case.pk, reason="系其兄弟", by=office.resident, at=AT)
    asked = ChairObjection.objects.get()
    with pytest.raises(errors.ObjectionOpen):
        put_on_record(case, office, days_on(20))
    facts = {"answer": "依法回避", "by": office.head, "at": AT}
    with pytest.raises(errors.ChairUnknown):
        actions.answer_objection(case.pk, asked.pk, chair_id=first.pk, **facts)

    actions.answer_objection(case.pk, asked.pk, chair_id=other.pk, **facts)

    arranged.refresh_from_db()
    assert arranged.chair == other
    assert put_on_record(case, office, days_on(20)).pk == case.pk


def test_an_objection_is_rejected_with_its_reason_and_made_once(office, arranged):
    case = arranged.case
    person = arranged.parties.get(is_applicant=False)
    facts = {"reason": "同学", "by": office.examiner, "at": AT}
    actions.note_objection(case.pk, person.pk, **facts)
    with pytest.raises(errors.ObjectedAlready):
        actions.note_objection(case.pk, person.pk, **facts)
    asked = ChairObjection.objects.get()

    with pytest.raises(NotAllowed):
        actions.answer_objection(case.pk, asked.pk, answer="无利害关系", by=office.examiner, at=AT)
    actions.answer_objection(case.pk, asked.pk, answer="无利害关系", by=office.head, at=AT)

    asked.refresh_from_db()
    assert (asked.outcome, asked.answer) == ("rejected", "无利害关系")
    with pytest.raises(IntegrityError), transaction.atomic():
        ChairObjection.objects.update(outcome="")


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"record": " "}, errors.RecordMissing),
        ({"signers": ""}, errors.SignersMissing),
    ],
)
def test_a_record_is_whole(office, arranged, given, error):
    with pytest.raises(errors.NotHeldYet):
        put_on_record(arranged.case, office, AT)
    with pytest.raises(error):
        put_on_record(arranged.case, office, days_on(20), **given)


def test_names_and_words_of_persons_stay_out_of_journal_page_and_public_query(office, arranged):
    case = Case.objects.get(pk=arranged.case_id)
    person = arranged.parties.get(is_applicant=False)
    facts = {"answered_on": TODAY, "words": "噪声扰民", "by": office.examiner, "at": AT}
    actions.note_hearing_answer(case.pk, person.pk, answer="waived", **facts)
    actions.note_objection(case.pk, person.pk, reason="同学", by=office.examiner, at=AT)

    entries = str([entry.facts for entry in entries_of(case.pk)])
    shown = str(timeline(case, office.resident))
    public = str(public_status(case.number, case.query_code))

    for secret in ("邻居甲", "13800138000", "噪声扰民", "同学"):
        assert secret not in entries
        assert secret not in shown
        assert secret not in public
    assert "case.hearing_arranged" in public
    assert "涉及相邻权人的采光" not in public


def test_that_another_person_was_told_is_the_offices_own_business(office, examined):
    tell(examined, office)
    actions.tell_person(examined.pk, NEIGHBOUR, told_on=TODAY, by=office.examiner, at=AT)
    case = Case.objects.get(pk=examined.pk)

    assert "case.hearing_person_told" not in str(timeline(case, office.resident))
    assert "case.hearing_person_told" not in str(public_status(case.number, case.query_code))
    assert "case.hearing_person_told" in str(timeline(case, office.head))


def test_notices_say_what_the_law_wants_said(office, arranged):
    case = Case.objects.get(pk=arranged.case_id)
    papers = [notice_paper(case, entry.seq) for entry in entries_of(case.pk)]
    found = {
        paper.title: " ".join([*paper.paragraphs, *paper.closing]) for paper in papers if paper
    }

    assert "要求听证的权利" in found["听证告知书"]
    assert "不承担" in found["听证告知书"]
    assert "一楼听证室" in found["听证通知书"]
    assert "回避" in found["听证通知书"]
    assert "不计入" in found["特别程序告知书"] or "特别程序告知书" in found


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_step_is_told_in_both_languages(office, language):
    case = a_hearing_held(office, at=AT)
    case = do("grant", case, office, days_on(15))

    with translation.override(language):
        said = {entry.kind: told(entry.kind, entry.facts) for entry in entries_of(case.pk)}

    steps = {kind: words for kind, words in said.items() if kind.startswith("case.hearing")}
    assert len(steps) == 4
    assert all(words and "%(" not in words for words in steps.values())
    rests = {"en": "rests on the record", "zh-hans": "根据"}[language]
    assert rests in said["case.granted"]


def test_the_applicant_hears_of_his_right_and_those_in_charge_of_his_request(office, examined):
    tell(examined, office)
    ask(examined, office)
    told_entries = [e for e in entries_of(examined.pk) if e.kind.startswith("case.hearing")]

    tell_people(told_entries)

    kinds_told = set(Message.objects.filter(subject=examined.pk).values_list("kind", flat=True))
    assert "case.hearing_right_told" in kinds_told
    assert told_entries[-1].facts["staff"] == [str(office.examiner.staff_id)]


def test_at_a_link_drawn_for_it_the_days_on_record_are_taken(db):
    case, office = accepted(drawn(task("examine"), task("odd", kind="hearing")))
    do("examine", case, office, AT)
    tell(case, office)
    ask(case, office)
    with pytest.raises(errors.RecordFirst):
        do("hold_hearing", case, office, AT)
    day = earliest(TODAY, calendar_for(office.organisation.region_id))
    arrange(case, office, day)
    at = days_on((day - TODAY).days)
    put_on_record(case, office, at)

    do("hold_hearing", case, office, at)

    facts = case.opinions.get(link="odd").facts
    assert (facts["day"], facts["applied_on"]) == (day.isoformat(), TODAY.isoformat())
    assert (facts["chair"], facts["place"]) == ("主持人", "一楼听证室")
    assert kinds(case) == ["decide"]


def test_a_case_that_ended_has_no_hearing_to_come(office, examined):
    day = earliest(TODAY, calendar_for(office.organisation.region_id))
    plan = a_plan(office, day)
    actions.announce_hearing(examined.pk, plan, reason="公共利益", by=office.examiner, at=AT)
    assert Hearing.objects.public().exists()

    do("withdraw", examined, office, AT)

    assert not Hearing.objects.public().exists()
    with pytest.raises(of_cases.WrongState):
        put_on_record(examined, office, days_on(20))
    view = hearing_view(Case.objects.get(pk=examined.pk), office.examiner, TODAY)
    assert not view.moves


def test_the_special_procedure_of_a_hearing_ends_with_its_record_and_not_before(office, arranged):
    with pytest.raises(errors.EndsWithRecord):
        do("resume", arranged.case, office, AT)

    put_on_record(arranged.case, office, days_on(20))
    assert Case.objects.get(pk=arranged.case_id).state == "in_review"
