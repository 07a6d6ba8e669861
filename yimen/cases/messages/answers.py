"""Answers to a form: what is wrong with one, and which one it is."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yimen.catalogue.rules.form_answers import Problem

#: What is wrong with an answer, as a sentence at the field.
ANSWERS: dict[str, Any] = {
    "required": _("Please fill this in."),
    "not_text": _("Please enter words."),
    "too_short": _("This is too short."),
    "too_long": _("This is too long."),
    "pattern": _("This does not have the form asked for."),
    "not_a_number": _("Please enter a number."),
    "too_small": _("This number is too small."),
    "too_big": _("This number is too big."),
    "not_a_date": _("Please enter a date."),
    "ends_before": _("This day lies before the first one."),
    "not_an_option": _("Please choose one of the options."),
    "bad_number": _("This number is not right. Please check each digit."),
    "not_a_phone": _("Please enter a telephone number, such as 0790-6440001 or a mobile number."),
    "not_a_region": _("Please choose a place from the list."),
    "wrong_level": _("Please choose a place of the level asked for."),
    "not_a_file": _("Please upload a file."),
    "not_rows": _("Please enter rows."),
    "too_few": _("Please add more: at least %(min)s."),
    "too_many": _("These are too many: at most %(max)s."),
    "check": _("This does not fit with the other answers."),
}


def answer_problem(problem: Problem) -> str:
    """What is wrong with an answer, as a sentence in the reader's language."""
    field = problem.column or problem.field
    if problem.code == "check" and field.check_text:
        return in_language(field.check_text, field.check_text_en)
    return str(ANSWERS[problem.code]) % {"min": field.min, "max": field.max}


def answer_label(problem: Problem) -> str:
    """Which answer it is: the field's label, and in a table the row and the column."""
    label = in_language(problem.field.label, problem.field.label_en)
    if problem.column is None or problem.row is None:
        return label
    column = in_language(problem.column.label, problem.column.label_en)
    row = _("row %(number)s") % {"number": problem.row + 1}
    return f"{label} · {row} · {column}"


def in_language(text: str, text_en: str) -> str:
    """Content in English for who reads English, where there is any."""
    return (text_en if (get_language() or "").startswith("en") else "") or text
