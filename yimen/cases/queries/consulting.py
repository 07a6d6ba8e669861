"""Questions to other offices: what the asker's sheet shows, and what the asked office reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yimen.cases.models import Case, Consultation
from yimen.cases.permissions import may_ask, works_on
from yimen.cases.queries.answers import AnswerGroup, answer_groups
from yimen.cases.queries.sheet import Fact, MaterialView, facts_filed, materials_given
from yimen.cases.states import CONSULTS
from yimen.kernel.actor import Actor

MOST = 100


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """A question on the case sheet; what is confidential only for those who work on the case."""

    asked: Consultation
    is_told: bool
    is_late: bool
    may_recall: bool


@dataclass(frozen=True, slots=True)
class AskedPage:
    """What the asked office sees of a case: what was filed; materials only where shared."""

    asked: Consultation
    case: Case
    facts: Sequence[Fact]
    answers: Sequence[AnswerGroup]
    materials: Sequence[MaterialView]
    may_answer: bool
    is_late: bool


def consultations_of(case: Case, actor: Actor, *, today: date) -> list[ConsultationRow]:
    """The questions asked about a case the actor sees; of most cases nobody was asked."""
    if not case.consultation_count:
        return []
    asked = case.consultations.select_related("organisation", "asked_by", "answered_by", "paper")
    told, asks = works_on(actor, case), may_ask(actor, case)
    return [
        ConsultationRow(
            one,
            is_told=told or not one.is_confidential,
            is_late=one.is_late(today),
            may_recall=asks and one.answered_at is None,
        )
        for one in asked.order_by("id")
    ]


def asked_of_us(actor: Actor) -> tuple[list[Consultation], list[Consultation]]:
    """What the actor's offices are asked and have not answered, and what they answered last."""
    asked = _read(Consultation.objects.visible_to(actor))
    waiting = asked.waiting().order_by("answer_by", "id")[:MOST]
    return list(waiting), list(asked.answered().order_by("-answered_at", "-id")[:MOST])


def asked_until(actor: Actor, day: date) -> list[Consultation]:
    """The questions the actor's offices owe an answer to on that day or before, the first first."""
    rows = _read(Consultation.objects.visible_to(actor)).waiting().filter(answer_by__lte=day)
    return list(rows.order_by("answer_by", "id")[:MOST])


def asked_page(actor: Actor, consultation_id: UUID, *, today: date) -> AskedPage | None:
    """One question with what goes with it; for anybody but the asked office there is none."""
    asked = asked_with_id(actor, consultation_id)
    if asked is None:
        return None
    case = asked.case
    return AskedPage(
        asked=asked,
        case=case,
        facts=facts_filed(case),
        answers=answer_groups(case),
        materials=materials_given(case) if asked.shows_materials else [],
        may_answer=asked.answered_at is None and case.state in CONSULTS,
        is_late=asked.is_late(today),
    )


def asked_with_id(actor: Actor, consultation_id: UUID) -> Consultation | None:
    """The question, if the actor's office was asked it."""
    found: Consultation | None = (
        _read(Consultation.objects.visible_to(actor)).filter(pk=consultation_id).first()
    )
    return found


def answer_paper(actor: Actor, consultation_id: UUID) -> Any:
    """The file of an answer: for the office that gave it, and for who works on the case."""
    asked = _read(Consultation.objects.filter(pk=consultation_id, paper__isnull=False)).first()
    if asked is None:
        return None
    sees = Case.objects.visible_to(actor).filter(pk=asked.case_id).exists()
    told = sees and (not asked.is_confidential or works_on(actor, asked.case))
    return asked.paper if told or asked_with_id(actor, consultation_id) else None


def _read(asked: QuerySet[Consultation]) -> Any:
    return asked.select_related(
        "organisation", "paper", "asked_by", "answered_by", "case__organisation", "case__applicant"
    )
