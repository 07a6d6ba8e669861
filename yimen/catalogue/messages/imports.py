"""What an import did, and what it could not take and why."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

#: Why an import could not take a line, or a field of one.
PROBLEMS: dict[str, Any] = {
    "not_json": _("The line is not a JSON object."),
    "missing": _("The field is missing or empty."),
    "bad_code": _("“%(value)s” is no item code: %(why)s"),
    "basic_code": _("“%(value)s” is a basic code; 31 or 33 characters are needed."),
    "twice": _("The same code stands in line %(first)s already."),
    "unknown_region": _("“%(value)s” is neither the province nor a city of it."),
    "too_long": _("The text has %(length)s characters; there is room for %(room)s."),
    "unreadable_limit": _("“%(value)s” is not understood as a time limit."),
    "unreadable_number": _("“%(value)s” is not a number."),
    "unknown_audience": _("“%(value)s” is not one of the known kinds of applicants."),
    "unreadable_phone": _("“%(value)s” holds no phone number."),
    "unknown_choice": _("“%(value)s” is none of the known answers."),
    "not_a_list": _("A list was expected, “%(value)s” was found."),
    "differs_from_code": _("“%(value)s” differs from the code, which says “%(code_says)s”."),
    "promised_over_legal": _(
        "The promised limit (%(promised)s) is longer than the statutory one (%(legal)s)."
    ),
    "odd_authority": _("The authority's code “%(value)s” is no valid credit code; kept as it is."),
}


#: How an import ended.
OUTCOMES: dict[str, Any] = {
    "done": _("The import is done."),
    "dry_run": _("This was a trial: nothing was changed."),
    "refused": _("Nothing was taken: put the lines below right and import again."),
}
COUNTS = _(
    "%(read)s lines read: %(added)s new items, %(changed)s with a new version,"
    " %(unchanged)s unchanged; %(authorities)s organisations added."
)
KEPT_ASIDE = _("Fields without a place, kept with the item: %(fields)s")
PROBLEM_LINE = _("Line %(line)s, %(item)s, %(field)s: %(why)s")


class Coded(Protocol):
    """Anything with a code and the facts for its sentence."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def problem_text(problem: Coded) -> str:
    """Why the import could not take something, as a sentence."""
    return str(PROBLEMS[problem.code]) % problem.facts


def problem_line(problem: Any) -> str:
    """The same with the line, the item's code and the field."""
    facts = {
        "line": problem.line,
        "item": problem.item or "-",
        "field": problem.field or "-",
        "why": problem_text(problem),
    }
    return str(PROBLEM_LINE) % facts
