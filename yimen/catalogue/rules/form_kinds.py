"""What each kind of field holds: its canonical value, whether a value is one, what it counts as."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from yimen.catalogue.rules.elements import FormField
from yimen.kernel.codes import BadCode, parse_region_code, parse_resident_id, parse_uscc

FEN = 100
DIGITS = 15  #: so many a number keeps exactly
LONGEST = 4000  #: characters of a text whose field sets no limit
PHONE = re.compile(r"\+?[0-9][0-9 \-]{5,19}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
PAPER_NUMBER = re.compile(r"[0-9A-Z()/\-]{5,30}")
RESIDENT_ID = "111"
#: Papers a person may show, GA/T 2000.156: identity card, passport, permits of people from Hong
#: Kong and Macao and from Taiwan, permanent residence of foreigners.
DOCUMENTS = (RESIDENT_ID, "414", "516", "511", "553")

#: The parts of answers that have several.
PARTS: Mapping[str, tuple[str, ...]] = {
    "period": ("from", "to"),
    "person": ("name", "document", "number"),
    "organisation": ("name", "uscc"),
}
LISTS = frozenset({"many", "file", "table"})  #: answered with a list, which may be empty
UNANSWERED = frozenset({"section"})

#: Trouble with an answer: where below the field (".from"), and why.
Trouble = tuple[str, str]
Check = Callable[[FormField, Any, date], Iterator[Trouble]]


def is_empty(answer: Any) -> bool:
    """Whether the answer says nothing: left empty. No, none and zero do say something."""
    return answer is None or answer == ""


def tidied(field: FormField, answer: Any) -> Any:
    """The answer in canonical form: no stray spaces, numbers as numbers, left empty as None."""
    if field.kind in PARTS:
        return _tidied_parts(field, answer)
    if field.kind == "many" and isinstance(answer, (list, tuple)):
        return list(dict.fromkeys(str(one) for one in answer))
    if isinstance(answer, str):
        text = _tidied_text(field, answer)
        return _as_number(text) if field.kind == "number" and text else text
    return answer


def _tidied_text(field: FormField, answer: str) -> str | None:
    text = answer.strip()
    if field.kind in {"resident_id", "uscc"}:
        text = re.sub(r"\s", "", text).upper()
    return text or None


def _tidied_parts(field: FormField, answer: Any) -> Any:
    if not isinstance(answer, Mapping):
        return answer if answer else None
    parts = {
        name: value
        for name in PARTS[field.kind]
        if not is_empty(value := _tidied_part(name, answer.get(name)))
    }
    # The kind of paper is chosen from the start: alone it says nothing.
    return parts if parts.keys() - {"document"} else None


def _tidied_part(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return re.sub(r"\s", "", value).upper() if name in {"number", "uscc"} else value.strip()


def _as_number(text: str) -> Any:
    """The number a text says, exactly; what is none stays text and is told."""
    if not NUMBER.fullmatch(text) or len(text.replace(".", "").strip("-0")) > DIGITS:
        return text
    return int(text) if "." not in text else float(text)


def fact(field: FormField, answer: Any) -> Any:
    """The answer as expressions see it: amounts in yuan, everything else as it is kept."""
    if field.kind == "money" and isinstance(answer, int) and not isinstance(answer, bool):
        return answer // FEN if answer % FEN == 0 else answer / FEN
    return answer


def troubles(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    """What is wrong with an answer that is not empty, apart from what is still missing in it."""
    yield from CHECKS[field.kind](field, answer, today)


def gaps(field: FormField, answer: Any) -> Iterator[Trouble]:
    """What is still missing in an answer: all of it, parts of it, rows of it."""
    if _says_nothing(field, answer):
        if field.is_required:
            yield "", "required"
    elif field.kind in PARTS and isinstance(answer, Mapping):
        for name in PARTS[field.kind]:
            if is_empty(answer.get(name)):
                yield f".{name}", "required"
    elif field.kind in {"table", "file"} and len(answer) < (field.min or 0):
        yield "", "too_few"


def _says_nothing(field: FormField, answer: Any) -> bool:
    if field.kind == "declaration":
        return answer is not True
    return is_empty(answer) or (answer == [] and field.is_required)


def _text(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, str):
        yield "", "not_text"
    elif field.min is not None and len(answer) < field.min:
        yield "", "too_short"
    elif len(answer) > (field.max or LONGEST):
        yield "", "too_long"
    elif field.pattern and not re.fullmatch(field.pattern, answer):
        yield "", "pattern"


def _number(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    whole = field.kind == "money"
    try:
        number = Decimal(repr(answer))
    except InvalidOperation:
        yield "", "not_a_number"
        return
    if isinstance(answer, bool) or not number.is_finite() or (whole and answer != int(answer)):
        yield "", "not_a_number"
    elif field.min is not None and number < field.min:
        yield "", "too_small"
    elif field.max is not None and number > field.max:
        yield "", "too_big"


def _is_date(answer: Any) -> bool:
    try:
        return isinstance(answer, str) and date.fromisoformat(answer).isoformat() == answer
    except ValueError:
        return False


def _date(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not _is_date(answer):
        yield "", "not_a_date"


def _period(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, Mapping):
        yield "", "not_a_date"
        return
    wrong = [name for name in ("from", "to") if name in answer and not _is_date(answer[name])]
    yield from ((f".{name}", "not_a_date") for name in wrong)
    if not wrong and "from" in answer and "to" in answer and answer["from"] > answer["to"]:
        yield ".to", "ends_before"


def _choice(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if answer not in [value for value, _ in field.options]:
        yield "", "not_an_option"


def _many(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    known = {value for value, _ in field.options}
    if not isinstance(answer, list) or not all(one in known for one in map(str, answer)):
        yield "", "not_an_option"


def _yes_no(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, bool):
        yield "", "not_an_option"


def _region(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    """A place of the country; `min` and `max` bound its level, 1 province to 5 village."""
    try:
        place = parse_region_code(answer if isinstance(answer, str) else "")
    except BadCode:
        yield "", "not_a_region"
        return
    if not place.is_known or place.value != answer:
        yield "", "not_a_region"
    elif not (field.min or 1) <= place.level <= (field.max or 5):
        yield "", "wrong_level"


def _person(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, Mapping):
        yield "", "not_text"
        return
    yield from _name(answer)
    if "document" in answer and answer["document"] not in DOCUMENTS:
        yield ".document", "not_an_option"
    if not is_empty(answer.get("number")) and not _is_paper(answer, today):
        yield ".number", "bad_number"


def _is_paper(answer: Mapping[str, Any], today: date) -> bool:
    number = answer["number"]
    if answer.get("document") == RESIDENT_ID:
        return _is_code(parse_resident_id, number, today=today)
    return isinstance(number, str) and PAPER_NUMBER.fullmatch(number) is not None


def _organisation(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, Mapping):
        yield "", "not_text"
        return
    yield from _name(answer)
    if not is_empty(answer.get("uscc")) and not _is_code(parse_uscc, answer["uscc"]):
        yield ".uscc", "bad_number"


def _name(answer: Mapping[str, Any]) -> Iterator[Trouble]:
    name = answer.get("name", "")
    if not isinstance(name, str):
        yield ".name", "not_text"
    elif len(name) > 200:
        yield ".name", "too_long"


def _is_code(parse: Callable[..., Any], answer: Any, **facts: Any) -> bool:
    try:
        return isinstance(answer, str) and parse(answer, **facts).value == answer
    except BadCode:
        return False


def _phone(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, str) or not PHONE.fullmatch(answer):
        yield "", "not_a_phone"


def _resident_id(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not _is_code(parse_resident_id, answer, today=today):
        yield "", "bad_number"


def _uscc(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not _is_code(parse_uscc, answer):
        yield "", "bad_number"


def _file(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        yield "", "not_a_file"
    elif field.max is not None and len(answer) > field.max:
        yield "", "too_many"


def _table(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    """Its rows only; what stands in them is looked at cell by cell."""
    if not isinstance(answer, list) or not all(isinstance(row, Mapping) for row in answer):
        yield "", "not_rows"
    elif field.max is not None and len(answer) > field.max:
        yield "", "too_many"


def _declaration(field: FormField, answer: Any, today: date) -> Iterator[Trouble]:
    if not isinstance(answer, bool):
        yield "", "required"


CHECKS: Mapping[str, Check] = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "money": _number,
    "date": _date,
    "period": _period,
    "choice": _choice,
    "many": _many,
    "yes_no": _yes_no,
    "region": _region,
    "person": _person,
    "organisation": _organisation,
    "phone": _phone,
    "resident_id": _resident_id,
    "uscc": _uscc,
    "file": _file,
    "table": _table,
    "declaration": _declaration,
}
