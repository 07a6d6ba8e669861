"""A notice asks for an answer about the situation; what follows from the new one is judged anew."""

from datetime import timedelta

import pytest

from tests.cases.factories import a_pdf, do
from tests.cases.test_situations import answered, office  # noqa: F401
from tests.conftest import AT
from yimen.cases import actions, errors
from yimen.cases.models import Case
from yimen.cases.queries import case_sheet, changed_answers, gap_lines, narrowed
from yimen.cases.rules.supplements import changed, repeated, said_anew
from yimen.journal.queries import entries_of
from yimen.process.models import Task
from yimen.process.queries import chart

pytestmark = pytest.mark.django_db

GAP = {"material": "", "question": "kind", "what": "许可证未到期，应选延续"}


@pytest.fixture
def case(office) -> Case:  # noqa: F811
    """Filed as new, and asked to say again which kind it is."""
    case = do("file", answered(office, kind="new"), office, AT)
    return do("request_supplement", case, office, AT, gaps=[GAP])


def add(case: Case, office, key: str) -> None:  # noqa: F811
    actions.add_material(case.pk, key, a_pdf(), by=office.resident, at=AT)


def test_a_new_answer_brings_its_papers_and_its_links(case, office):  # noqa: F811
    version = case.version_id
    actions.save_new_answers(case.pk, {"kind": "renew"}, by=office.resident, at=AT)
    add(case, office, "m3")

    case = do("supplement", case, office, AT)

    case = Case.objects.get(pk=case.pk)
    assert (case.situation, case.version_id) == ({"kind": "renew"}, version)
    assert [m.key for m in narrowed(case).materials] == ["m1", "m3"]
    assert "visit" not in [link.key for link in chart(case.pk)]
    assert Task.objects.get(subject=case.pk, closed_at=None).holder_id == office.clerk.staff_id
    case = do("accept", case, office, AT)
    assert Task.objects.get(subject=case.pk, closed_at=None).kind == "decide"


def test_the_record_says_which_answer_changed_in_codes(case, office):  # noqa: F811
    add_after = {"situation": {"kind": "renew"}}
    actions.save_new_answers(case.pk, {"kind": "renew"}, by=office.resident, at=AT)
    add(case, office, "m3")
    do("supplement", case, office, AT, **add_after)

    facts = entries_of(case.pk)[-1].facts
    notice = case.supplements.get()

    assert facts["changed"] == {"kind": ["new", "renew"]}
    assert changed_answers(case, notice) == [("办哪一种？", "新办", "延续")]
    sheet = case_sheet(office.clerk, case.number, AT.date())
    assert "1" in sheet.timeline[0].text
    assert [m.key for m in sheet.materials] == ["m1", "m2", "m3"]  # m2 was received and stays
    assert not next(m for m in sheet.materials if m.key == "m2").is_required


def test_a_paper_of_the_new_situation_is_required_and_of_the_old_is_refused(case, office):  # noqa: F811
    with pytest.raises(errors.NoSuchMaterial):
        add(case, office, "m3")

    with pytest.raises(errors.MaterialsMissing) as refusal:
        do("supplement", case, office, AT, situation={"kind": "renew"})

    assert refusal.value.facts["keys"] == ["m3"]
    case.refresh_from_db()
    assert case.situation == {"kind": "new"}
    actions.save_new_answers(case.pk, {"kind": "renew"}, by=office.resident, at=AT)
    with pytest.raises(errors.NoSuchMaterial):
        add(case, office, "m2")


@pytest.mark.parametrize("said", [{}, {"kind": "nonsense"}])
def test_silence_and_nonsense_are_no_answer(case, office, said):  # noqa: F811
    with pytest.raises(errors.SituationOpen) as refusal:
        do("supplement", case, office, AT, situation=said)

    assert refusal.value.facts["keys"] == ["kind"]


def test_who_stands_by_his_answer_says_so_and_nothing_changes(case, office):  # noqa: F811
    tasks = set(Task.objects.filter(subject=case.pk).values_list("pk", "token"))

    done = do("supplement", case, office, AT, situation={"kind": "new"})

    assert "changed" not in entries_of(case.pk)[-1].facts
    assert done.situation == {"kind": "new"}
    assert set(Task.objects.filter(subject=case.pk).values_list("pk", "token")) == tasks


def test_what_nobody_asked_about_is_not_changed(office):  # noqa: F811
    case = do("file", answered(office, kind="new"), office, AT)
    do("request_supplement", case, office, AT)

    actions.save_new_answers(case.pk, {"kind": "renew"}, by=office.resident, at=AT)
    case = do("supplement", case, office, AT, situation={"kind": "renew"})

    assert case.situation == {"kind": "new"}


def test_only_an_answer_that_was_given_can_be_asked_again(office):  # noqa: F811
    case = do("file", answered(office, kind="new"), office, AT)

    with pytest.raises(errors.NoSuchQuestion):
        do("request_supplement", case, office, AT, gaps=[{**GAP, "question": "other"}])


def test_the_notice_names_the_question_and_a_second_one_is_marked(case, office):  # noqa: F811
    assert gap_lines(case, [GAP]) == ["“办哪一种？”：许可证未到期，应选延续"]
    do("supplement", case, office, AT, situation={"kind": "new"})

    again = {**GAP, "what": "仍请更正"}
    do("request_supplement", case, office, AT + timedelta(minutes=1), gaps=[again])

    assert case.supplements.order_by("id").last().repeated == [again]


def test_only_the_asked_and_what_follows_is_said_anew():
    before = {"a": "1", "b": "2"}

    assert said_anew(before, ["a"], {"a": "3", "b": "9", "c": "4"}) == {
        "a": "3",
        "b": "2",
        "c": "4",
    }
    assert changed(before, {"a": "3", "c": "4"}) == {
        "a": ["1", "3"],
        "b": ["2", None],
        "c": [None, "4"],
    }
    assert repeated([GAP], [{**GAP, "what": "另一句"}]) == [GAP]
