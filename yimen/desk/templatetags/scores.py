"""What templates of scores may say. `{% load scores %}`."""

from django import template

from yimen.figures.messages.scores import measured_words
from yimen.figures.queries.sheets import LineView

register = template.Library()


@register.filter
def line_words(view: LineView) -> str:
    """What a line was counted from."""
    return measured_words(view.rule.measure, view.line.value) if view.rule else ""


@register.filter
def minus(number: int) -> str:
    """A number below nought with a true minus sign."""
    return f"−{-number}" if number < 0 else str(number)
