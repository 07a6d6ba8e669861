"""Changes of the calendar in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yimen.cases.messages.words import day

#: The limits of a case by their short names.
LIMITS: Mapping[str, Promise] = {
    "acceptance": pgettext_lazy("limit", "answer on completeness"),
    "promised": pgettext_lazy("limit", "promised"),
    "legal": pgettext_lazy("limit", "by law"),
    "delivery": pgettext_lazy("limit", "delivery"),
}


def change_words(kind: str, facts: Mapping[str, Any]) -> str:
    """What was changed about a year."""
    if kind == "calendar.loaded":
        counts = {"off": facts["holidays"], "worked": facts["makeup"]}
        return _("Notice loaded: %(off)s days off, %(worked)s make-up days") % counts
    if kind == "calendar.day_unset":
        return _("%(day)s taken back: %(reason)s") % {**facts, "day": day(facts["day"])}
    said = {"day": day(facts["day"]), "name": facts["name"]}
    if facts["is_workday"]:
        return _("Offices work on %(day)s: %(name)s") % said
    return _("Offices are closed on %(day)s: %(name)s") % said
