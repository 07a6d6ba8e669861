"""Codes and lists among the facts of anomalies, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yimen.cases.messages.words import PAUSE_KINDS

#: What fell short, as the sentence of a card begins with it.
ACTS: Mapping[str, Promise] = {
    "declined": pgettext_lazy("act", "Not accepting"),
    "refused": pgettext_lazy("act", "Refusing"),
    "terminated": pgettext_lazy("act", "Terminating"),
    "supplement_requested": pgettext_lazy("act", "A notice of what is missing"),
}
#: The ways to object, by the word a decision must name.
WAYS: Mapping[str, Promise] = {
    "复议": pgettext_lazy("way to object", "administrative review"),
    "诉讼": pgettext_lazy("way to object", "a lawsuit"),
}


def in_words(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with their lists written out and their codes as words."""
    return {name: _said(name, value) for name, value in facts.items()}


def _said(name: str, value: Any) -> Any:
    if name == "act":
        return ACTS.get(str(value), value)
    if name == "kind":
        return PAUSE_KINDS.get(str(value), value)
    if isinstance(value, list):
        return _(", ").join(str(WAYS.get(one, one)) for one in value)
    return value
