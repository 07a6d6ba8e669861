"""What desk templates may say. `{% load desk %}`."""

from typing import Any

from django import template

from yimen.cases.messages import TONES, title
from yimen.journal.ports import EntryView

register = template.Library()


@register.filter
def tone(case: Any) -> str:
    """The colour of a case's state."""
    return TONES[case.state]


@register.filter
def act_title(entry: EntryView) -> str:
    """The act of a journal entry in words."""
    return str(title(entry.kind))


@register.filter
def number_end(number: str) -> str:
    """The end of a case number, enough to tell cases of a day apart."""
    return f"…{number[-12:-4]} {number[-4:]}" if number and len(number) > 12 else number or ""
