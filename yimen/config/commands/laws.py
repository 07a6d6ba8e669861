"""Commands about the texts of laws."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from yimen.config.boot import django_ready
from yimen.config.database import database_running

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def laws() -> None:
    """The texts of laws that items cite."""


@laws.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and report only; change nothing.")
def laws_import(path: Path, dry_run: bool) -> None:
    """Take over the texts in PATH: a Markdown file, a folder, or a .tar.xz of them.

    All or nothing; repeating it changes nothing; a changed text becomes a new edition (exit 1:
    refused). `yimen follow run` then looks at the items that cite them, where no worker runs.
    """
    django_ready()
    with database_running(click.echo):
        from django.utils import timezone

        from yimen.catalogue.actions import import_laws
        from yimen.kernel.actor import SYSTEM

        report = import_laws(
            path, dry_run=dry_run, progress=_progress(), by=SYSTEM, at=timezone.now()
        )
        _say(report)
        if report.is_refused:
            raise SystemExit(1)


@laws.command("repeal")
@click.argument("title")
@click.option("--on", type=DAY, required=True, help="The day it ended.")
@click.option("--note", required=True, help="By what it was repealed, and what stands instead.")
def laws_repeal(title: str, on: datetime, note: str) -> None:
    """Mark the law TITLE as repealed; the desk then lists the items that cite it."""
    django_ready()
    with database_running(click.echo):
        from django.utils import timezone

        from yimen.catalogue.actions import repeal_law
        from yimen.kernel.actor import SYSTEM
        from yimen.kernel.errors import DomainError

        try:
            law = repeal_law(title, on=on.date(), note=note, by=SYSTEM, at=timezone.now())
        except DomainError as problem:
            raise click.ClickException(str(problem)) from None
        click.echo(f"{law.title}: repealed on {law.repealed_on}")


@laws.command("changed")
def laws_changed() -> None:
    """Name the laws that were repealed or changed since items citing them were published."""
    django_ready()
    with database_running(click.echo):
        from yimen.catalogue.queries import changed_laws, citing_items
        from yimen.kernel.actor import SYSTEM

        found = changed_laws(SYSTEM)
        for law in found:
            click.echo(f"{law.title}: {law.state}, {_day(law.repealed_on or law.edition_on)}")
            for one in citing_items(SYSTEM, law, outdated=True):
                click.echo(f"  {one.item.code} {one.version.name}")
        click.echo(f"{len(found)} laws")


def _day(day: date | None) -> str:
    return day.isoformat() if day else "no date"


def _say(thing: object) -> None:
    """What apps report speaks the reader's language; the terminal's is English."""
    from django.utils.translation import override

    with override("en"):
        click.echo(str(thing))


def _progress() -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        if done == total or done % 100 == 0:
            click.echo(f"laws: {done} of {total}", err=True)

    return show
