"""What an application must hold before it can be filed (Licensing Law, arts. 29 and 30)."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from yimen.catalogue.rules.elements import FormField, Material
from yimen.kernel.codes import BadCode, parse_resident_id, parse_uscc

PERSON = "1"  # 自然人 (GB/T 39046 A.4); every other audience is an organisation
PHONE = re.compile(r"\+?\d[\d \-]{5,19}")


def suits(audiences: Collection[str], *, is_person: bool) -> bool:
    """Whether the item is for this kind of applicant; an item that names nobody is for all."""
    if not audiences:
        return True
    return PERSON in audiences if is_person else any(a != PERSON for a in audiences)


def missing_materials(materials: Iterable[Material], given: Collection[str]) -> list[Material]:
    """The materials the guide requires that were not given; those that may follow are not yet."""
    return [m for m in materials if m.is_required and not m.may_follow and m.key not in given]


def known_answers(fields: Iterable[FormField], answers: Mapping[str, object]) -> dict[str, object]:
    """The answers to fields of this form; what the form does not ask is not kept."""
    return {field.key: answers[field.key] for field in fields if field.key in answers}


def check_answers(
    fields: Iterable[FormField], answers: Mapping[str, object], *, today: date
) -> dict[str, str]:
    """What is wrong with each answer, by field key: an empty dict means nothing is."""
    problems = {f.key: _problem(f, answers.get(f.key), today) for f in fields}
    return {key: problem for key, problem in problems.items() if problem}


def _problem(field: FormField, answer: object, today: date) -> str:
    if field.kind == "declaration":
        return "" if answer is True or not field.is_required else "required"
    if answer is None or answer == "" or answer == []:
        return "required" if field.is_required else ""
    check = CHECKS.get(field.kind, _text)
    return check(field, answer, today)


def _text(field: FormField, answer: object, today: date) -> str:
    if not isinstance(answer, str):
        return "not_text"
    text = answer.strip()
    if not text:
        return "required" if field.is_required else ""
    if field.min is not None and len(text) < field.min:
        return "too_short"
    if field.max is not None and len(text) > field.max:
        return "too_long"
    if field.pattern and not re.fullmatch(field.pattern, text):
        return "pattern"
    return ""


def _number(field: FormField, answer: object, today: date) -> str:
    try:
        number = Decimal(str(answer))
    except InvalidOperation:
        return "not_a_number"
    if not number.is_finite():
        return "not_a_number"
    if field.min is not None and number < field.min:
        return "too_small"
    if field.max is not None and number > field.max:
        return "too_big"
    return ""


def _date(field: FormField, answer: object, today: date) -> str:
    try:
        date.fromisoformat(str(answer))
    except ValueError:
        return "not_a_date"
    return ""


def _choice(field: FormField, answer: object, today: date) -> str:
    return "" if answer in {value for value, _ in field.options} else "not_an_option"


def _many(field: FormField, answer: object, today: date) -> str:
    if not isinstance(answer, list):
        return "not_an_option"
    return "" if set(answer) <= {value for value, _ in field.options} else "not_an_option"


def _yes_no(field: FormField, answer: object, today: date) -> str:
    return "" if isinstance(answer, bool) else "not_an_option"


def _phone(field: FormField, answer: object, today: date) -> str:
    return "" if PHONE.fullmatch(str(answer).strip()) else "bad_number"


def _resident_id(field: FormField, answer: object, today: date) -> str:
    try:
        parse_resident_id(str(answer).strip(), today=today)
    except BadCode:
        return "bad_number"
    return ""


def _uscc(field: FormField, answer: object, today: date) -> str:
    try:
        parse_uscc(str(answer).strip())
    except BadCode:
        return "bad_number"
    return ""


CHECKS: dict[str, Callable[[FormField, object, date], str]] = {
    "number": _number,
    "money": _number,
    "date": _date,
    "choice": _choice,
    "many": _many,
    "yes_no": _yes_no,
    "phone": _phone,
    "resident_id": _resident_id,
    "uscc": _uscc,
}
