"""What templates of scores may say. `{% load scores %}`."""

from django import template

from yimen.figures.messages.scores import measured_words
from yimen.figures.models import Score
from yimen.figures.queries.sheets import LineView
from yimen.figures.rules.scoring import read_scheme
from yimen.ui.templatetags.ui import in_language

register = template.Library()


@register.filter
def line_words(view: LineView) -> str:
    """What a line was counted from."""
    return measured_words(view.rule.measure, view.line.value) if view.rule else ""


@register.filter
def title_of(score: Score) -> str:
    """What the title of a score is called: red-flag window, model of service."""
    honours = read_scheme(score.scheme.content).honours
    return in_language(honours) if honours else score.title


@register.filter
def minus(number: int) -> str:
    """A number below nought with a true minus sign."""
    return f"−{-number}" if number < 0 else str(number)
