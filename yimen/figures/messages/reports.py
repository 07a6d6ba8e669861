"""The report of a log, in words and figures; times are days."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.figures.models import Log
from yimen.figures.queries.logs import Levels

STEPS = (
    gettext_lazy("up to 1 day"),
    gettext_lazy("1 to 3 days"),
    gettext_lazy("3 to 7 days"),
    gettext_lazy("7 to 14 days"),
    gettext_lazy("14 to 30 days"),
    gettext_lazy("30 to 90 days"),
    gettext_lazy("more than 90 days"),
)


def days(value: float | None) -> str:
    """So many days, to a hundredth of one; a dash where nothing was measured."""
    return "–" if value is None else f"{value:,.2f}"


def report_lines(log: Log, levels: Sequence[Levels]) -> Iterator[str]:
    """The whole report as lines of plain text."""
    told: dict[str, Any] = {**log.report, "events": log.event_count}
    yield log.name
    yield _("%(cases)s cases, %(events)s events") % told
    yield _("%(ended)s ended: %(on_time)s on time, %(late)s late") % told
    yield _("%(open)s open at the end of the log, %(open_late)s of them past their deadline") % told
    if told["without_deadline"]:
        yield _("%(without_deadline)s without a deadline") % told
    if told["odd"]:
        yield _("%(odd)s end before they begin, and are not measured") % told
    yield _("Days from start to end: median %(median)s, nine of ten within %(most)s") % {
        "median": days(told["median_days"]),
        "most": days(told["most_days"]),
    }
    yield from _lateness(told)
    for one in levels:
        counts = (one.warning, one.yellow, one.red)
        shown = ["–" if count is None else str(count) for count in counts]
        named = dict(zip(("warning", "yellow", "red"), shown, strict=True))
        facts = {"rule": f"{one.rule.code} {one.rule.region}".strip(), **named}
        yield _("By %(rule)s: warning %(warning)s, yellow card %(yellow)s, red %(red)s") % facts
    yield from _activities(told["activities"])


def _lateness(told: dict[str, Any]) -> Iterator[str]:
    if told["late"]:
        yield _("Days late: median %(median)s, most %(most)s") % {
            "median": days(told["late_median"]),
            "most": days(told["late_max"]),
        }
        for step, count in zip(STEPS, told["late_steps"], strict=True):
            yield f"  {step}: {count}"


def _activities(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    yield _("Activities: how often; days waited and worked, each as median / mean / most")
    for row in rows:
        waiting, working = (" / ".join(map(days, row[part])) for part in ("waiting", "working"))
        yield f"  {row['count']:>7}  {waiting:>24}  {working:>24}  {row['activity']}"
