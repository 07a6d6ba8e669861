"""What is wrong with a log, its mapping or a row of it, in words."""

from django.utils.translation import gettext_lazy as _

from yimen.figures.rules.logs.events import Problem
from yimen.figures.rules.logs.mapping import BadMapping
from yimen.figures.rules.logs.reading import BadLog

MAPPING = {
    "toml": _("The mapping is no TOML: %(why)s"),
    "unknown": _("The mapping knows no “%(key)s”."),
    "format": _("The mapping names no format that can be read: “%(format)s” (csv or xes)."),
    "needed": _("The mapping does not say where “%(key)s” stands."),
    "no_end": _("The mapping does not say when a case ended: give case.end or ends_with."),
    "text": _("“%(key)s” in the mapping is to be a text that is not empty."),
    "zone": _("There is no time zone “%(zone)s”."),
    "encoding": _("There is no encoding “%(encoding)s”."),
    "delimiter": _("The delimiter is to be one character."),
    "name": _("The name is to have at most 100 characters."),
}
FILE = {
    "large": _("The file is larger than %(most)s MB when unpacked."),
    "packed": _("The file is damaged: it cannot be unpacked."),
    "encoding": _(
        "The file is not written in %(encoding)s (line %(line)s). Say in the mapping what it is "
        'written in, for example: encoding = "gb18030"'
    ),
    "csv": _("The table cannot be read on from line %(line)s: %(why)s."),
    "empty": _("The file has no heading."),
    "column": _("The heading has no column “%(column)s”."),
    "columns": _("The heading has the column “%(column)s” more than once."),
    "entities": _("The file defines a document type or entities. Such files are not opened."),
    "no_log": _("The file is no event log: it begins with “%(name)s”."),
    "deep": _("On line %(line)s elements lie more than %(most)s deep. Such files are not opened."),
    "xml": _("The file is no XML that can be read (line %(line)s): %(why)s"),
}
ROW = {
    "missing": _("is missing"),
    "long": _("is too long"),
    "control": _("has characters that are no text"),
    "time": _("is no moment in the form told"),
    "year": _("lies outside the years 1900 to 2200"),
    "cells": _("the row has more or fewer cells than the heading"),
    "no_events": _("the case has no events"),
    "no_rows": _("the log has no events"),
    "conflict": _("says something else than an earlier row of the same case"),
}
_PROBLEM = _("line %(line)s, %(column)s: %(what)s (%(value)s)")
_PROBLEM_OF_ROW = _("line %(line)s: %(what)s")


def trouble(error: BadMapping | BadLog) -> str:
    """Why a log cannot be read at all."""
    book = MAPPING if isinstance(error, BadMapping) else FILE
    return str(book[error.code]) % error.facts


def sentence(problem: Problem) -> str:
    """What is wrong where in a log."""
    form = _PROBLEM if problem.column else _PROBLEM_OF_ROW
    facts = {"column": problem.column, "value": problem.value, "what": ROW[problem.code]}
    return str(form) % {"line": problem.line, **facts}
