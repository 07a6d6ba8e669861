"""Expressions: zen's one small language, sandboxed; they reach nothing but their facts."""

import re
from collections.abc import Mapping
from typing import Any

import zen

MAX_LENGTH = 500

#: A range that is not the right side of `in` is unfolded in memory, however long it is.
UNFOLDED_RANGE = re.compile(r"(?<!\bin)(?<!\bin )[\[(][^\[\]()]*\.\.")

STRING = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
#: A name with its parts (`situation.kind`); no call, no part of what `#` stands for.
NAME = re.compile(r"(?<![\w.#$])[A-Za-z_]\w*(?:\.\w+)*(?!\w|\s*\()")
WORDS = frozenset({"and", "or", "not", "in", "true", "false", "null"})


class Undecided(Exception):
    """The expression gave neither yes nor no for these facts."""


def trouble_with(expression: str) -> str:
    """Why the expression cannot be a condition (`syntax`, `long`, `range`, `not_yes_no`), or ""."""
    if len(expression) > MAX_LENGTH:
        return "long"
    if zen.validate_expression(expression) is not None:
        return "syntax"
    if UNFOLDED_RANGE.search(expression):
        return "range"
    try:
        answer = zen.evaluate_expression(expression, {})
    except RuntimeError:
        return ""  # it needs facts, which are there when it is asked
    return "" if isinstance(answer, bool) or answer is None else "not_yes_no"


def is_met(expression: str, facts: Mapping[str, Any]) -> bool:
    """Whether the condition holds for these facts."""
    answer = value_of(expression, facts)
    if not isinstance(answer, bool):
        raise Undecided(f"{expression} = {answer!r}")
    return answer


def names_in(expression: str) -> frozenset[str]:
    """The facts an expression asks for, with their parts: `situation.kind`, `capital`."""
    return frozenset(NAME.findall(STRING.sub("''", expression))) - WORDS


def value_of(expression: str, facts: Mapping[str, Any]) -> Any:
    """What the expression comes to for these facts; a fact that is not there comes to None."""
    try:
        return zen.evaluate_expression(expression, dict(facts))
    except RuntimeError as error:
        raise Undecided(str(error).partition("\n")[0]) from None


def passes(test: str, value: Any) -> bool:
    """Whether a value passes the test of a table's cell: `< 100`, `[1..5]`, `'a', 'b'`, `$ != 'c'`.

    No value passes none, save the empty test, which asks nothing.
    """
    if not test.strip():
        return True
    if value is None:
        return False
    try:
        answer = zen.evaluate_unary_expression(test, {"$": value})
    except RuntimeError as error:
        raise Undecided(str(error).partition("\n")[0]) from None
    return bool(answer)
