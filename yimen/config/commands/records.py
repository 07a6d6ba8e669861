"""Commands about content: journal and its followers, calendars."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click

from yimen.config.boot import django_ready
from yimen.config.calendars import BadCalendarFile, read_year
from yimen.config.database import database_running
from yimen.orgs.rules import BUILTIN_YEARS, YearDays, builtin_year


@contextmanager
def _database() -> Iterator[None]:
    django_ready()
    with database_running(click.echo):
        yield


def _say(thing: object) -> None:
    """What apps report speaks the reader's language; the terminal's is English."""
    from django.utils.translation import override

    with override("en"):
        click.echo(str(thing))


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
        for notice in _notices(file):
            _load(notice, region)


def _notices(file: Path | None) -> Iterator[YearDays]:
    if file is None:
        yield from (builtin_year(year) for year in sorted(BUILTIN_YEARS))
        return
    try:
        yield read_year(file)
    except BadCalendarFile as problem:
        raise click.ClickException(str(problem)) from None


def _load(notice: YearDays, region: str) -> None:
    from django.utils import timezone

    from yimen.kernel.actor import SYSTEM
    from yimen.orgs.actions import load_calendar_year

    load_calendar_year(
        notice.year,
        notice.holidays,
        notice.makeup,
        source=notice.source,
        region=region,
        by=SYSTEM,
        at=timezone.now(),
    )
    off, worked = len(notice.holidays), len(notice.makeup)
    click.echo(f"{notice.year}: {off} days off, {worked} make-up working days")
