"""A condition picked from lists, as an expression."""

from collections.abc import Iterable, Sequence
from typing import Any

from yimen.catalogue.rules.elements import FormField
from yimen.catalogue.rules.form_conditions import Says, written

SIGNS = ("==", "!=", ">", ">=", "<", "<=", "contains")
NUMBERS = frozenset({"number", "money"})
CLAIMS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def as_condition(data: Any, fields: Iterable[FormField], questions: Sequence[Any]) -> str:
    """The condition somebody picked (`c-path`, `c-sign`, `c-value`); empty if it says nothing."""
    path, sign = str(data.get("c-path", "")), str(data.get("c-sign", ""))
    text = str(data.get("c-value", "")).strip()
    known = {field.key: field for field in fields}
    options = {f"situation.{one.key}": one.options for one in questions}
    if sign not in SIGNS or not text or (path not in known and path not in options):
        return ""
    if path in options:
        is_many = any(f"situation.{one.key}" == path and one.is_many for one in questions)
        value: Any = _option(text, [(v, label) for v, label, *_ in options[path]])
    else:
        is_many, value = known[path].kind == "many", _value(text, known[path])
    return written(Says(path, "contains" if is_many else sign, value))


def _value(text: str, field: FormField) -> Any:
    if field.kind in {"yes_no", "declaration"}:
        return CLAIMS.get(text.lower(), text)
    if field.kind in NUMBERS:
        try:
            return int(text) if text.lstrip("-").isdigit() else float(text)
        except ValueError:
            return text
    return _option(text, field.options)


def _option(text: str, options: Sequence[tuple[str, str]]) -> str:
    """The value of the option with this label; else the text itself."""
    return next((value for value, label in options if text in {label, value}), text)
