"""Conditions of rows (`when`, `check`): whether one is met, and what one may ask for."""

from collections.abc import Container, Mapping
from typing import Any

from yimen.kernel.expressions import Undecided, is_met, names_in

SITUATION = "situation"  #: the name of the answers about the situation in expressions
TODAY = "today"


def met(when: str, facts: Mapping[str, Any], *, undecided: bool) -> bool:
    """Whether a condition is met; none always is.

    `undecided` is the answer where the facts do not tell: what is offered or demanded applies until
    it is known not to (True), a question is not asked before it is known to be (False).
    """
    if not when.strip():
        return True
    try:
        return is_met(when, facts)
    except Undecided:
        return undecided


def unknown_names(
    expression: str, fields: Container[str], questions: Container[str], *, today: bool
) -> list[str]:
    """The names an expression asks for that nobody answers.

    `fields` are the keys of the form that have an answer, `questions` those about the situation;
    `today` says whether the day is among the facts.
    """
    return [
        path
        for path in sorted(names_in(expression))
        if not _is_known(*path.partition(".")[::2], fields, questions, today)
    ]


def _is_known(
    first: str, rest: str, fields: Container[str], questions: Container[str], today: bool
) -> bool:
    if first == SITUATION:
        return rest in questions
    return first in fields or (today and first == TODAY)
