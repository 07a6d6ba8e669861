"""Conditions as a table of ticks: under which answers a row applies, and back to an expression."""

import re
from collections.abc import Mapping, Sequence

from yimen.catalogue.rules.conditions import SITUATION
from yimen.catalogue.rules.elements import SituationQuestion

#: Ticks: question → the options under which the row applies; no question: always.
Ticks = dict[str, list[str]]

ONE = re.compile(rf"{SITUATION}\.(\w+) == '(\w+)'")
SEVERAL = re.compile(rf"{SITUATION}\.(\w+) in \[('\w+'(?:, '\w+')*)\]")
HELD = re.compile(rf"'(?P<value>\w+)' in {SITUATION}\.(?P<key>\w+)")
AMONG = re.compile(rf"some\({SITUATION}\.(\w+), # in \[('\w+'(?:, '\w+')*)\]\)")


def expression_of(
    ticks: Mapping[str, Sequence[str]], questions: Sequence[SituationQuestion]
) -> str:
    """The expression that holds exactly where one tick of every ticked question is the answer."""
    parts = [
        _part(question, [value for value, *_ in question.options if value in ticks[question.key]])
        for question in questions
        if ticks.get(question.key)
    ]
    return " and ".join(part for part in parts if part)


def _part(question: SituationQuestion, values: Sequence[str]) -> str:
    name = f"{SITUATION}.{question.key}"
    listed = ", ".join(f"'{value}'" for value in values)
    if not values:
        return ""
    if question.is_many and len(values) == 1:
        return f"{listed} in {name}"
    if question.is_many:
        return f"some({name}, # in [{listed}])"
    return f"{name} == {listed}" if len(values) == 1 else f"{name} in [{listed}]"


def labels_of(when: str, questions: Sequence[SituationQuestion], *, english: bool = False) -> str:
    """The answers an expression asks for, as people read them; nothing if ticks cannot say it."""
    ticks = ticks_of(when, questions) or {}
    return "；".join(
        "、".join(
            (english and label_en) or label
            for value, label, label_en in question.options
            if value in ticks[question.key]
        )
        for question in questions
        if question.key in ticks
    )


def ticks_of(when: str, questions: Sequence[SituationQuestion]) -> Ticks | None:
    """The ticks an expression stands for; none if it says what ticks cannot."""
    ticks: Ticks = {}
    for part in filter(None, when.split(" and ")):
        key, values = _said(part)
        if not key or key in ticks:
            return None
        ticks[key] = values
    return ticks if expression_of(ticks, questions) == when else None


def _said(part: str) -> tuple[str, list[str]]:
    """The question and the options one part of an expression names; no question: it says more."""
    if held := HELD.fullmatch(part):
        return held["key"], [held["value"]]
    found = ONE.fullmatch(part) or SEVERAL.fullmatch(part) or AMONG.fullmatch(part)
    return (found[1], re.findall(r"\w+", found[2])) if found else ("", [])
