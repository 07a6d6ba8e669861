"""Answers to a form in words: what they say, and what is wrong with them."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from yimen.cases.messages.words import day
from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_answers import Problem
from yimen.kernel.money import yuan
from yimen.kernel.secrecy import mask_number

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
#: What an answer that is not there asks for, where nothing is filled in.
MISSING: dict[str, Any] = {
    **dict.fromkeys(("choice", "many", "yes_no", "region"), _("Please choose.")),
    "declaration": _("Please tick this to confirm."),
    "file": ANSWERS["not_a_file"],
}


def answer_problem(problem: Problem) -> str:
    """What is wrong with an answer, as a sentence in the reader's language."""
    field = problem.column or problem.field
    if problem.code == "check" and field.check_text:
        return in_language(field.check_text, field.check_text_en)
    if problem.code == "required" and field.kind in MISSING:
        return str(MISSING[field.kind])
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
    return (text_en if is_english() else "") or text


def is_english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


#: The papers a person may show.
DOCUMENTS: dict[str, Any] = {
    "111": _("Resident identity card"),
    "414": _("Passport"),
    "516": _("Permit of residents of Hong Kong and Macao"),
    "511": _("Permit of residents of Taiwan"),
    "553": _("Permanent residence card of foreigners"),
}


class Reader:
    """Answers in the reader's words, with the names of places; numbers of people masked if so."""

    def __init__(self, regions: Mapping[str, str], *, is_masked: bool = False) -> None:
        self._regions = regions
        self._is_masked = is_masked

    def words(self, field: FormField, answer: Any) -> str:
        """An answer as it is read."""
        if answer is None or answer == "":
            return "—"
        if answer == []:
            return str(pgettext("answer", "none"))
        if isinstance(answer, bool):
            return _yes_or_no(answer)
        return WORDS.get(field.kind, _plain)(self, field, answer)

    def number(self, number: str) -> str:
        """The number of somebody's paper."""
        return mask_number(number) if self._is_masked else number

    def region(self, code: str) -> str:
        """The place with the places around it."""
        return self._regions.get(code) or code


def _yes_or_no(answer: bool) -> str:
    return str(_("Yes") if answer else _("No"))


def _plain(reader: Reader, field: FormField, answer: Any) -> str:
    return str(answer)


def _number(reader: Reader, field: FormField, answer: Any) -> str:
    text = f"{Decimal(str(answer)):f}" if isinstance(answer, (int, float)) else str(answer)
    return f"{text} {field.unit}".strip()


def _money(reader: Reader, field: FormField, answer: Any) -> str:
    return yuan(answer) if isinstance(answer, int) else str(answer)


def _options(reader: Reader, field: FormField, answer: Any) -> str:
    labels = dict(field.options)
    if is_english():
        labels |= dict(field.options_en)
    chosen = answer if isinstance(answer, list) else [answer]
    return "、".join(labels.get(value, str(value)) for value in chosen)


def _day(reader: Reader, field: FormField, answer: Any) -> str:
    try:
        return day(answer)
    except (TypeError, ValueError):
        return str(answer)


def _period(reader: Reader, field: FormField, answer: Any) -> str:
    ends = [_day(reader, field, answer[end]) if answer.get(end) else "…" for end in ("from", "to")]
    return " – ".join(ends)


def _person(reader: Reader, field: FormField, answer: Any) -> str:
    paper = str(DOCUMENTS.get(answer.get("document"), ""))
    parts = [answer.get("name", ""), paper, reader.number(answer.get("number", ""))]
    return " · ".join(part for part in parts if part)


def _organisation(reader: Reader, field: FormField, answer: Any) -> str:
    return " · ".join(part for part in (answer.get("name"), answer.get("uscc")) if part)


WORDS: dict[str, Callable[[Reader, FormField, Any], str]] = {
    "number": _number,
    "money": _money,
    "choice": _options,
    "many": _options,
    "date": _day,
    "period": _period,
    "person": _person,
    "organisation": _organisation,
    "region": lambda reader, field, answer: reader.region(answer),
    "resident_id": lambda reader, field, answer: reader.number(answer),
}
