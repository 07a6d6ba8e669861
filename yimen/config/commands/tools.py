"""Small tools that need no database: reading codes, counting working days."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta

import click

from yimen.config.boot import words_ready
from yimen.kernel.codes import KINDS, BadCode, read_code
from yimen.kernel.workdays import WorkCalendar


def described(parsed: object, prefix: str = "") -> list[str]:
    """A parsed code as `name: value` lines; a code inside a code is indented by its name."""
    lines = []
    for field in fields(parsed) if is_dataclass(parsed) else ():
        value = getattr(parsed, field.name)
        if is_dataclass(value):
            lines += described(value, f"{prefix}{field.name}.")
        elif value not in ("", None):
            lines.append(f"{prefix}{field.name}: {value}")
    return lines


@click.group()
def code() -> None:
    """Read and check a code of the field."""


@code.command("check")
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("value")
def code_check(kind: str, value: str) -> None:
    """Print what VALUE says, or the reason why it is no such code (exit 1)."""
    words_ready()
    from django.utils import timezone
    from django.utils.translation import override

    with override("en"):
        try:
            parsed = read_code(kind, value, today=timezone.localdate())
        except BadCode as error:
            raise click.ClickException(str(error)) from None
    for line in described(parsed):
        click.echo(line)


class Day(click.ParamType):
    """A date as the law writes it in figures: 2026-05-20."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read the date, or say how to write it."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()  # noqa: DTZ007 (only a date)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2026-05-20", param, ctx)


DAY = Day()


@click.group()
def workdays() -> None:
    """Count working days; the first line of output is the bare answer."""


@workdays.command("add", context_settings={"ignore_unknown_options": True})
@click.argument("day", metavar="DATE", type=DAY)
@click.argument("n", metavar="N", type=int)
@click.option("--region", default="", help="Twelve-digit region with its own calendar.")
def workdays_add(day: date, n: int, region: str) -> None:
    """The N-th working day after DATE (before it, if N is negative); DATE is not counted."""
    calendar, source = _calendar(region)
    answer = calendar.add(day, n)
    click.echo(answer.isoformat())
    first, last = (day, answer) if n >= 0 else (answer - timedelta(days=1), day - timedelta(days=1))
    _explain(calendar, first, last, source)


@workdays.command("count")
@click.argument("first", metavar="FROM", type=DAY)
@click.argument("last", metavar="TO", type=DAY)
@click.option("--region", default="", help="Twelve-digit region with its own calendar.")
def workdays_count(first: date, last: date, region: str) -> None:
    """The working days from FROM to TO, both counted."""
    if first > last:
        raise click.UsageError(f"{first} lies after {last}.")
    calendar, source = _calendar(region)
    click.echo(str(calendar.count(first, last)))
    _explain(calendar, first - timedelta(days=1), last, source)


def _calendar(region: str) -> tuple[WorkCalendar, str]:
    from yimen.config.calendars import best_calendar

    return best_calendar(region)


def _explain(calendar: WorkCalendar, start: date, end: date, source: str) -> None:
    for day, reason in calendar.left_out(start, end):
        click.echo(f"left out: {day.isoformat()} {day:%a} {reason}")
    for day in sorted(calendar.makeup):
        if start < day <= end:
            click.echo(f"worked: {day.isoformat()} {day:%a} makes up for {calendar.makeup[day]}")
    if calendar.is_provisional(start, end):
        click.echo("provisional: the holiday notice of a year in this span is not known yet")
    click.echo(f"calendar: {source}")
