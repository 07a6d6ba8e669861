"""Answering a one-time notice: papers, the form, and answers about the situation, at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.cases import errors
from yimen.cases.actions._moves import Act, begin, record
from yimen.cases.actions.drafting import lock_writable
from yimen.cases.actions.filing import check_complete, handed_in, process_of, standing_files
from yimen.cases.models import Case, Supplement
from yimen.cases.queries.answers import answer_sheet
from yimen.cases.queries.situation import answered_anew, narrowed, question_text
from yimen.cases.rules.filing import written_answers
from yimen.cases.rules.supplements import changed
from yimen.cases.states import ANSWERABLE
from yimen.kernel.actor import Actor
from yimen.process import actions as process


@transaction.atomic
def save_new_answers(case_id: UUID, answers: Mapping[str, Any], *, by: Actor, at: datetime) -> Case:
    """Keep what is said anew about the situation; what follows from it is then asked for too."""
    case = lock_writable(case_id, by=by, states=ANSWERABLE)
    notice: Supplement = case.supplements.get(answered_at=None)
    if notice.questions:
        notice.situation = said = {**notice.situation, **answers}
        now, before = answered_anew(case, notice), case.situation
        is_his = {key for key in said if key in notice.questions or key not in before}
        notice.situation = {key: answer for key, answer in now.items() if key in is_his}
        notice.save(update_fields=["situation"])
    return case


@transaction.atomic
def supplement_case(
    case_id: UUID,
    *,
    form: Mapping[str, Any] | None = None,
    situation: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Answer the notice: all is complete, and five new days begin (art. 32(5)).

    Answers about the situation are those of `situation` and those kept before. The version of the
    item stays; what depends on the answers is judged by the new ones.
    """
    act = begin(case_id, "supplement", by=by, at=at, revision=revision, key=key)
    return act.case if act.is_repeat else _answer(act, form, situation, completed_at=at)


@transaction.atomic
def mend_case(
    case_id: UUID,
    *,
    form: Mapping[str, Any] | None = None,
    situation: Mapping[str, Any] | None = None,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Put right all that the pre-review found; the office looks again, no limit of law begins."""
    act = begin(case_id, "mend", by=by, at=at, revision=revision, key=key)
    return act.case if act.is_repeat else _answer(act, form, situation)


def _answer(
    act: Act,
    form: Mapping[str, Any] | None,
    situation: Mapping[str, Any] | None,
    *,
    completed_at: datetime | None = None,
) -> Case:
    """What the open notice asks for is there, all at once."""
    case, at = act.case, act.at
    notice: Supplement = case.supplements.get(answered_at=None)
    before, written = case.situation, case.form
    told = _take_new_answers(case, notice, situation or {})
    case.form = {**case.form, **written_answers(case.version.field_list, form or {})}
    files = standing_files(case)
    check_complete(case, act, files)
    _check_answered(case, notice)
    _replace_materials(case, notice, at)
    notice.answered_at = at
    notice.save(update_fields=["answered_at", "situation", "situation_before"])
    if (before, written) != (case.situation, case.form):
        facts = answer_sheet(case, today=act.today).facts
        process.begin_anew(process_of(case, at), case.pk, facts=facts, at=at)
    return record(
        act,
        facts={
            "supplement": str(notice.pk),
            "materials": handed_in(standing_files(case)),
            "staff": [str(notice.asked_by_id)] if notice.asked_by_id else [],
            **told,
        },
        form=case.form,
        situation=case.situation,
        completed_at=completed_at,
    )


def _take_new_answers(
    case: Case, notice: Supplement, said: Mapping[str, Any]
) -> dict[str, dict[str, list[Any]]]:
    """The situation as the notice is answered; the journal keeps which answers it changed."""
    if not notice.questions:
        return {}
    notice.situation = {**notice.situation, **said}
    before, case.situation = case.situation, answered_anew(case, notice)
    # Every question asked again gets a word of the applicant, if only the old answer.
    waiting = set(notice.questions) - notice.situation.keys()
    if silent := [q for q in narrowed(case).asked if q.key in waiting]:
        questions = "、".join(question_text(question) for question in silent)
        raise errors.SituationOpen(questions=questions, keys=[q.key for q in silent])
    notice.situation_before, notice.situation = before, case.situation
    return {"changed": found} if (found := changed(before, case.situation)) else {}


def _check_answered(case: Case, notice: Supplement) -> None:
    """Every material the notice names, and the situation still asks for, has a new file."""
    asked = {gap["material"] for gap in notice.gaps if gap.get("material")}
    asked &= {material.key for material in narrowed(case).materials}
    missing = asked - set(notice.materials.values_list("material", flat=True))
    if missing:
        names = [m.name for m in case.version.material_list if m.key in missing]
        raise errors.MaterialsMissing(names="、".join(names), keys=sorted(missing))


def _replace_materials(case: Case, notice: Supplement, at: datetime) -> None:
    """A file given in answer to the notice takes the place of earlier ones of that material."""
    keys = list(notice.materials.values_list("material", flat=True))
    standing = case.materials.filter(replaced_at=None, material__in=keys)
    standing.exclude(pk__in=notice.materials.values("pk")).update(replaced_at=at)
