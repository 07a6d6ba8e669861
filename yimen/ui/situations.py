"""The questions about one's own case (情形) as a form. Knows their attributes, not their home."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

PREFIX = "s"
NONE = ("", _("None of these"))  # an answer too: nothing ticked is no answer yet


class SituationForm(forms.Form):
    """The questions that are asked now; which those are depends on the answers given.

    `narrowed` says what is `asked`, the `answers`, and which are `open`.
    """

    use_required_attribute = False

    def __init__(self, narrowed: Any, *, focus: str = "") -> None:
        super().__init__(prefix=PREFIX, initial=_shown(narrowed.answers))
        english = (get_language() or "").startswith("en")
        for question in narrowed.asked:
            self.fields[question.key] = _field(question, english=english)
        self.options = {q.key: _choices(q, english=english) for q in narrowed.asked}
        self.answers = narrowed.answers
        self.keys = list(self.fields)
        waiting = [key for key in self.keys if key in narrowed.open]
        self.focus = focus if focus in self.fields else (waiting or self.keys or [""])[0]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each question with its answer in words, and whether it is the one a phone shows."""
        return [
            {
                "key": key,
                "field": self[key],
                "said": self._said(key),
                "is_focus": key == self.focus,
            }
            for key in self.keys
        ]

    def _said(self, key: str) -> str:
        answer = self.initial.get(key, [])
        chosen = answer if isinstance(answer, list) else [answer]
        return "、".join(str(label) for value, label in self.options[key] if value in chosen)

    @property
    def number(self) -> int:
        """Which question that is, from 1."""
        return self.keys.index(self.focus) + 1 if self.focus else 0

    @property
    def previous(self) -> str:
        """The question before it, if there is one."""
        return self.keys[self.number - 2] if self.number > 1 else ""


def answers_in(questions: Iterable[Any], data: QueryDict) -> dict[str, Any]:
    """The answers in a query or a form, as cases keep them; what was not answered is left out."""
    given: dict[str, Any] = {}
    for question in questions:
        values = data.getlist(f"{PREFIX}-{question.key}")
        if values:
            given[question.key] = [v for v in values if v] if question.is_many else values[-1]
    return given


def query_of(answers: Mapping[str, Any]) -> str:
    """Answers as the query of an address that can be shared."""
    query = QueryDict(mutable=True)
    for key, answer in _shown(answers).items():
        query.setlist(f"{PREFIX}-{key}", answer if isinstance(answer, list) else [answer])
    return query.urlencode()


def _shown(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the form shows them: nothing of several is “none of these”."""
    return {key: [""] if answer == [] else answer for key, answer in answers.items()}


def _choices(question: Any, *, english: bool) -> list[tuple[str, Any]]:
    choices = [
        (value, (english and label_en) or label) for value, label, label_en in question.options
    ]
    return [*choices, NONE] if question.is_many else choices


def _field(question: Any, *, english: bool) -> forms.Field:
    choices = _choices(question, english=english)
    common: dict[str, Any] = {
        "label": (english and question.text_en) or question.text,
        "help_text": question.help,
    }
    if question.is_many:
        return forms.MultipleChoiceField(
            **common, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(**common, choices=choices, widget=forms.RadioSelect)
