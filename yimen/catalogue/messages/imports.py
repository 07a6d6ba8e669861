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
    "unknown_choice_of": _("“%(value)s” cannot stand here; it may be: %(choices)s"),
    "unreadable_yes_no": _("“%(value)s” is neither yes nor no."),
    "unreadable_parts": _("“%(value)s” is not understood: it should be JSON, as exported."),
    "wrong_kind": _("“%(value)s” is not what can stand here."),
    "number_out_of_range": _("%(value)s is not a number from 0 to %(most)s."),
    "unknown_field": _("Nothing is called so."),
    "unknown_column": _("The column “%(value)s” is not known; use the template."),
    "no_code_column": _("The first row does not name the columns; use the template."),
    "no_sheet": _("The sheet “%(name)s” is missing; use the template."),
    "no_such_item": _("No row of the first sheet has the code “%(value)s”."),
    "unknown_office": _("No organisation is known as “%(value)s”."),
    "file_without_place": _(
        "Files do not travel: attach “%(value)s” to the material “%(material)s” here."
    ),
    "not_yours": _("You do not edit items of %(value)s."),
    "cancelled": _("The item is off the list for good."),
    "kept_here": _("The item is kept here; what others report does not change it."),
    "not_theirs": _("%(value)s is not in the region for which %(partner)s reports."),
    "basic_from_below": _("Only the upper level says what stands in the basic directory."),
    "bad_basic_code": _("“%(value)s” is no basic code of twelve characters."),
    "draft_open": _("Version %(number)s of the item is still being prepared."),
    "damaged": _("The workbook cannot be opened: it is damaged."),
    "too_large": _("The file is larger than can be taken."),
    "too_many_rows": _("There are more rows than a sheet has room for; take JSON lines."),
    "not_a_workbook": _("The file is no workbook (.xlsx)."),
    "not_text": _("The file is no text in UTF-8."),
    "odd_authority": _("The authority's code “%(value)s” is no valid credit code; kept as it is."),
}


#: How an import ended.
OUTCOMES: dict[str, Any] = {
    "done": _("The import is done."),
    "dry_run": _("This was a trial: nothing was changed."),
    "refused": _("Nothing was taken: put the lines below right and import again."),
}
SUBMITTED = _("%(count)s drafts were handed to review.")
MORE_PROBLEMS = _("… and %(count)s more.")
COUNTS = _(
    "%(read)s lines read: %(added)s new items, %(changed)s with a new version,"
    " %(unchanged)s unchanged; %(authorities)s organisations added."
)
KEPT_ASIDE = _("Fields without a place, kept with the item: %(fields)s")
PROBLEM_LINE = _("Line %(line)s, %(item)s, %(field)s: %(why)s")
PROBLEM_CELL = _("Sheet “%(sheet)s”, row %(line)s, column %(column)s (%(field)s): %(why)s")
PLACE_CELL = _("Sheet “%(sheet)s”, row %(line)s, column %(column)s")
PLACE_LINE = _("Line %(line)s")
PROBLEM_ROW = _("Sheet “%(sheet)s”, row %(line)s, column %(column)s: %(why)s")


class Coded(Protocol):
    """Anything with a code and the facts for its sentence."""

    @property
    def code(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def problem_text(problem: Coded) -> str:
    """Why the import could not take something, as a sentence."""
    return str(PROBLEMS[problem.code]) % problem.facts


def problem_place(problem: Any) -> str:
    """Where the problem stands: the cell of a workbook, or the line."""
    facts = {"sheet": problem.sheet, "line": problem.line, "column": problem.column}
    if problem.sheet:
        return str(PLACE_CELL) % facts
    return str(PLACE_LINE) % facts if problem.line else ""


def problem_line(problem: Any) -> str:
    """The same with the line, the item's code and the field."""
    facts = {
        "line": problem.line,
        "item": problem.item or "-",
        "field": problem.field or "-",
        "why": problem_text(problem),
        "sheet": problem.sheet,
        "column": problem.column,
    }
    if problem.sheet:
        return str(PROBLEM_CELL if problem.field else PROBLEM_ROW) % facts
    return str(PROBLEM_LINE) % facts
