"""What of its item applies to a case: to its answers about the situation, and to its form."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from yimen.cases.models import Case
from yimen.cases.queries.answers import answer_sheet
from yimen.catalogue.rules.elements import SituationQuestion
from yimen.catalogue.rules.situations import Narrowed


@dataclass(frozen=True, slots=True)
class Answered:
    """A question about the situation and its answer in words."""

    key: str
    question: str
    answer: str


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
