"""Commands about content: catalogue, journal and its followers, calendars."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click

from yimen.config.boot import django_ready
from yimen.config.calendars import (
    BUILTIN,
    BadCalendarFile,
    YearDays,
    builtin_years,
    read_holiday_cn,
)
from yimen.config.database import database_running


@contextmanager
def _database() -> Iterator[None]:
    django_ready()
    with database_running(click.echo):
        yield


@click.group()
def catalogue() -> None:
    """The catalogue of items."""


@catalogue.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["guangdong"]), required=True)
@click.option("--dry-run", is_flag=True, help="Read and report only; change nothing.")
def catalogue_import(file: Path, form: str, dry_run: bool) -> None:
    """Take over published items, all or nothing; repeating it changes nothing."""
    with _database():
        from django.utils import timezone

        from yimen.catalogue.actions import import_guangdong
        from yimen.kernel.actor import SYSTEM

        report = import_guangdong(
            file, dry_run=dry_run, progress=_progress(form), by=SYSTEM, at=timezone.now()
        )
        _say(report)


def _say(thing: object) -> None:
    """What apps report speaks the reader's language; the terminal's is English."""
    from django.utils.translation import override

    with override("en"):
        click.echo(str(thing))


def _progress(what: str) -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        if done == total or done % 100 == 0:
            click.echo(f"{what}: {done} of {total}", err=True)

    return show


@click.group()
def follow() -> None:
    """The followers of the journal."""


@follow.command("status")
def follow_status() -> None:
    """Where each follower stands, how far it lags, and what it has set aside."""
    with _database():
        from yimen.journal.queries import follower_status

        for status in follower_status():
            click.echo(
                f"{status.name}: {status.lag} entries behind, {status.seconds:.0f} s, "
                f"{status.set_aside} set aside"
            )


@follow.command("run")
def follow_run() -> None:
    """Run every follower until it has caught up."""
    with _database():
        from yimen.journal.actions import run_followers

        click.echo(f"{run_followers()} entries read")


@follow.command("rebuild")
@click.argument("name")
def follow_rebuild(name: str) -> None:
    """Throw away what the follower NAME made, and make it again from the journal."""
    with _database():
        from yimen.journal.actions import rebuild_follower

        click.echo(f"{rebuild_follower(_known(name))} entries read")


@follow.command("retry")
@click.argument("name")
def follow_retry(name: str) -> None:
    """Give the follower NAME once more what it had set aside."""
    with _database():
        from yimen.journal.actions import retry_set_aside

        click.echo(f"{retry_set_aside(_known(name))} entries taken")


def _known(name: str) -> str:
    from yimen.journal.ports import followers

    if name not in followers:
        raise click.ClickException(f"No follower {name!r}; there are: {', '.join(followers)}.")
    return name


@click.group()
def journal() -> None:
    """The journal of all acts."""


@journal.command("verify")
@click.option("--subject", type=click.UUID, help="Only the chain of this subject.")
def journal_verify(subject: UUID | None) -> None:
    """Check every chain; name what was altered, removed or inserted (exit 1)."""
    with _database():
        from yimen.journal.queries import verify

        findings = list(verify(subject))
        for finding in findings:
            _say(finding)
        if findings:
            raise click.ClickException(f"{len(findings)} findings: the journal was tampered with.")
        click.echo("The journal is whole.")


@click.group()
def calendar() -> None:
    """Working calendars."""


@calendar.command("load")
@click.argument("file", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--builtin", is_flag=True, help="The years of the installed chinesecalendar.")
@click.option("--region", default="", help="Twelve-digit region; empty for the whole country.")
def calendar_load(file: Path | None, builtin: bool, region: str) -> None:
    """Load a year's holidays from FILE (holiday-cn JSON), or the built-in years."""
    if (file is None) == (not builtin):
        raise click.UsageError("Give a FILE or --builtin, one of the two.")
    with _database():
        for year, days, source in _years(file):
            _load_year(year, days, source, region)


def _years(file: Path | None) -> Iterator[tuple[int, YearDays, str]]:
    if file is None:
        for year, days in builtin_years().items():
            yield year, days, BUILTIN
        return
    try:
        year, days = read_holiday_cn(file)
    except BadCalendarFile as problem:
        raise click.ClickException(str(problem)) from None
    yield year, days, f"holiday-cn {file.name}"


def _load_year(year: int, days: YearDays, source: str, region: str) -> None:
    from django.utils import timezone

    from yimen.kernel.actor import SYSTEM
    from yimen.orgs.actions import load_calendar_year

    load_calendar_year(
        year,
        days.holidays,
        days.makeup,
        source=source,
        region=region,
        by=SYSTEM,
        at=timezone.now(),
    )
    click.echo(f"{year}: {len(days.holidays)} days off, {len(days.makeup)} make-up working days")
