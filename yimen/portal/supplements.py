"""Answering a notice of what is missing: every gap in one list, with its upload card."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.utils.translation import gettext as _

from yimen.cases.models import Case, Supplement
from yimen.cases.queries import narrowed, reusable, see_anew, situation_words
from yimen.catalogue.rules.situations import Narrowed
from yimen.kernel.actor import Actor
from yimen.portal.drafts import card, given_files
from yimen.ui.situations import SituationForm

FORM_ID = "supplement"  # the page's form; the questions stand above the papers, outside it


def open_notice(case: Case) -> Supplement | None:
    """The notice that waits for an answer."""
    notices = [n for n in case.supplements.all() if n.answered_at is None]
    return notices[0] if notices else None


def seen_anew(case: Case) -> Case:
    """The case as the applicant has described it so far in answer to the notice."""
    return see_anew(copy(case), open_notice(case))


def gap_cards(
    case: Case, actor: Actor, errors: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """An upload card for each paper to supply: what the notice names, what new answers bring.

    What the office has received stays.
    """
    notice = open_notice(case)
    if notice is None:
        return []
    old = {material.key for material in narrowed(case).materials}
    case = seen_anew(case)
    files, earlier = given_files(case), reusable(case, actor)
    asked = {gap["material"]: gap["what"] for gap in notice.gaps if gap.get("material")}
    cards = []
    for material in narrowed(case).materials:
        if material.key in old and material.key not in asked:
            continue
        given = files.get(material.key, [])
        fresh = [file for file in given if file.supplement_id == notice.pk]
        one = card(
            case,
            material,
            fresh,
            wanted=asked.get(material.key, ""),
            error=(errors or {}).get(material.key, ""),
            earlier=earlier.get(material.key, ()),
        )
        # What a new answer brings cannot be promised any more: it is handed in with the supplement.
        cards.append({**one, "is_required": material.is_required or material.key in asked})
    return cards


def missing_papers(cards: list[dict[str, Any]]) -> dict[str, str]:
    """What each card that must have a file says while it has none."""
    text = _("This paper is still missing.")
    return {card["key"]: text for card in cards if card["is_required"] and not card["files"]}


def missing_things(case: Case, actor: Actor) -> bool:
    """Whether a question asked again waits for an answer, or a paper for its file."""
    questions = new_answers_form(case)
    return bool(questions and questions.waiting) or bool(missing_papers(gap_cards(case, actor)))


def other_gaps(case: Case) -> list[str]:
    """What the notice asks for besides papers and answers about the situation."""
    notice = open_notice(case)
    gaps = notice.gaps if notice else ()
    return [g["what"] for g in gaps if not g.get("material") and not g.get("question")]


class NewAnswersForm(SituationForm):
    """The questions asked again, and those that follow from what is answered to them."""

    def __init__(self, case: Case, notice: Supplement, found: Narrowed) -> None:
        super().__init__(found)
        self.old = {one.key: one.answer for one in situation_words(case)}
        self.wanted = {g["question"]: g["what"] for g in notice.gaps if g.get("question")}
        silent = self.wanted.keys() - notice.situation.keys()
        self.keys = [key for key in self.fields if key in self.wanted or key not in self.old]
        self.fields = {key: self.fields[key] for key in self.keys}
        self.waiting = [key for key in self.keys if key in silent or key in found.open]
        for key, field in self.fields.items():
            field.widget.attrs["form"] = FORM_ID
            if key in silent:  # the old answer stands beside it; a new one is chosen
                self.initial.pop(key, None)

    @property
    def questions(self) -> list[dict[str, Any]]:
        """Each question with what the notice says of it and the answer it had."""
        return [
            {"field": self[key], "wanted": self.wanted.get(key, ""), "old": self.old.get(key, "")}
            for key in self.keys
        ]

    def refuse_silence(self) -> list[dict[str, str]]:
        """Say at each question without an answer that one is needed; the lines of a summary."""
        text = _("Please choose what fits your case.")
        for key in self.waiting:
            self.errors[key] = self.error_class([text])
        fields = [self[key] for key in self.waiting]
        return [{"id": f.auto_id, "label": str(f.label), "text": text} for f in fields]


def new_answers_form(case: Case) -> NewAnswersForm | None:
    """The questions about the situation the notice asks again; none if it asks none."""
    notice = open_notice(case)
    if notice is None or not notice.questions:
        return None
    return NewAnswersForm(case, notice, narrowed(seen_anew(case)))
