"""The report of an old log as the desk shows it: figures on top, bars below."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from yimen.figures.messages.reports import STEPS, days
from yimen.figures.models import Log
from yimen.figures.rules import percent


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a bar chart: its word, its number, how long it is in percent of the longest."""

    word: Any
    count: int
    length: float


def facts_of(log: Log) -> list[dict[str, Any]]:
    """The figures of the whole log, as a strip."""
    told = log.report
    ended = told["on_time"] + told["late"]
    share = percent(told["late"], ended)
    open_late = _("%(n)s past their deadline") % {"n": told["open_late"]}
    return [
        {"label": _("Cases"), "value": told["cases"], "note": ""},
        {"label": _("Ended on time"), "value": told["on_time"]},
        {
            "label": _("Ended late"),
            "value": told["late"],
            "note": "" if share is None else f"{share} %",
        },
        {"label": _("Open at the end of the log"), "value": told["open"], "note": open_late},
        {"label": _("Days late, median"), "value": days(told["late_median"])},
        {"label": _("Days late, most"), "value": days(told["late_max"])},
        {"label": _("Days from start to end, median"), "value": days(told["median_days"])},
    ]


def bars_of(log: Log) -> list[Bar]:
    """How many cases were late by how much."""
    counts = log.report["late_steps"]
    most = max(counts) or 1
    return [Bar(step, n, 100 * n / most) for step, n in zip(STEPS, counts, strict=True)]


def shares_of(log: Log) -> list[dict[str, Any]]:
    """The channels cases came by, and how many of each ended late."""
    return [
        {"channel": channel, "cases": cases, "late": late, "share": percent(late, cases)}
        for channel, cases, late in log.report["channels"]
    ]
