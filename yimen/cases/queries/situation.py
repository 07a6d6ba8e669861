"""What of its item applies to a case: to its answers about the situation, and to its form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from yimen.cases.models import Case, Supplement
from yimen.cases.queries.answers import answer_sheet
from yimen.cases.rules.supplements import changed, said_anew
from yimen.catalogue.rules.elements import SituationQuestion
from yimen.catalogue.rules.situations import Narrowed, settled


@dataclass(frozen=True, slots=True)
class Answered:
    """A question about the situation and its answer in words."""

    key: str
    question: str
    answer: str


def answered_anew(case: Case, notice: Supplement) -> dict[str, Any]:
    """The situation with what is said anew in answer to the notice."""
    said = said_anew(case.situation, notice.questions, notice.situation)
    return settled(case.version.situation_list, said)


def see_anew(case: Case, notice: Supplement | None) -> Case:
    """The case as the applicant describes it while he answers the notice; nothing is stored."""
    if notice and notice.questions:
        case.situation = answered_anew(case, notice)
    return case


def changed_answers(case: Case, notice: Supplement) -> list[tuple[str, str, str]]:
    """Which answers the notice changed: the question, the old answer and the new one, in words."""
    if not (notice.answered_at and notice.questions):
        return []
    found = changed(notice.situation_before, notice.situation)
    return [
        (question_text(question), option_words(question, pair[0]), option_words(question, pair[1]))
        for question in case.version.situation_list
        if (pair := found.get(question.key))
    ]


def narrowed(case: Case) -> Narrowed:
    """The conditions, materials, fees and links that apply to the case."""
    return case.version.narrowed(case.situation, answer_sheet(case).facts)


def situation_words(case: Case) -> list[Answered]:
    """The situation in words, question by question."""
    found = narrowed(case)
    return [
        Answered(question.key, question_text(question), option_words(question, answer))
        for question in found.asked
        if (answer := found.answers.get(question.key)) is not None
    ]


def question_text(question: SituationQuestion) -> str:
    """The question in the reader's language."""
    return (_english() and question.text_en) or question.text


def option_words(question: SituationQuestion, answer: Any) -> str:
    """The options chosen, in the reader's language."""
    chosen = answer if isinstance(answer, list) else [answer]
    labels = [
        (_english() and label_en) or label
        for value, label, label_en in question.options
        if value in chosen
    ]
    return "、".join(labels) or "—"


def _english() -> bool:
    return (get_language() or "").startswith("en")
