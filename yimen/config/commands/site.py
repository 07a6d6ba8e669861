"""Commands that begin a real site: its first officer, its places."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yimen.config.boot import django_ready
from yimen.config.database import database_running

if TYPE_CHECKING:
    from yimen.config.founding import Keys
    from yimen.orgs.actions import RegionReport

LEVELS = ("", "province", "city", "county", "township", "village")
SHOWN = 20


@click.group()
def site() -> None:
    """Begin a real site."""


@site.command("init")
@click.option("--region", prompt="Code of your region (2 to 12 digits)", help="Its code.")
@click.option("--region-name", prompt="Name of your region (新余市)", help="Its name.")
@click.option(
    "--around",
    multiple=True,
    metavar="CODE=NAME",
    help="A place around it, as 36=江西省; asked for if left out. May be repeated.",
)
@click.option("--organisation", prompt="Name of the first organisation", help="Its name.")
@click.option("--label", prompt="Its label in small letters (xinyu)", help="For its path.")
@click.option("--name", "administrator", prompt="Name of the administrator", help="A person.")
@click.option("--number", prompt="Staff number", default="0001", help="His staff number.")
@click.option("--username", prompt="User name", default="admin", help="To sign in with.")
@click.option("--email", prompt="E-mail (may be empty)", default="", help="For notices.")
def site_init(around: tuple[str, ...], region_name: str, **said: str) -> None:
    """Make the first region, organisation and administrator; refused where there is one.

    Shows a one-time password and the picture to scan with an authenticator app, once.
    """
    django_ready()
    from django.utils import timezone

    from yimen.config.founding import Founding, found_site
    from yimen.config.preparation import migrate_database

    names = _names(said["region"], region_name, around)
    said["region"] = list(names)[-1]
    with database_running(click.echo):
        migrate_database(click.echo)
        with _plainly():
            keys = found_site(Founding(region_names=names, **said), at=timezone.now())
        click.echo(f"{said['organisation']} is set up.")
        _show(keys)
    click.echo("Next: `yimen calendar load --builtin` (days off), then `yimen up`.")


@site.command("recover")
@click.argument("username")
def site_recover(username: str) -> None:
    """Give the officer USERNAME a new one-time password and a new second factor."""
    django_ready()
    from django.utils import timezone

    from yimen.config.founding import recover_officer

    with database_running(click.echo), _plainly():
        _show(recover_officer(username, at=timezone.now()))


def _names(region: str, name: str, around: tuple[str, ...]) -> dict[str, str]:
    """The names of the place and of those around it, largest first; unnamed levels are left out."""
    from yimen.kernel.codes import parse_region_code

    with _plainly():
        place = parse_region_code(region)
        said = [pair.partition("=") for pair in around]
        given = {parse_region_code(code).value: named for code, _, named in said}
    names = {}
    for code in place.ancestors():
        level = LEVELS[parse_region_code(code).level]
        asked = (
            given.get(code)
            if around
            else click.prompt(
                f"Name of the {level} around it, {code} (empty: leave out)", default=""
            )
        )
        if asked:
            names[code] = asked
    return {**names, place.value: name}


@contextmanager
def _plainly() -> Iterator[None]:
    """What an app refuses is said in English, without a trace (exit 1)."""
    from django.utils.translation import override

    from yimen.kernel.errors import DomainError

    try:
        yield
    except DomainError as error:
        with override("en"):
            raise click.ClickException(str(error)) from None


def _show(keys: "Keys") -> None:
    """Password and second factor, which stand nowhere else."""
    import segno

    from yimen.identity.rules import ONE_TIME_LASTS

    click.echo(f"\nUser name:          {keys.account.username}")
    click.echo(f"One-time password:  {keys.password}")
    click.echo(f"It holds for {ONE_TIME_LASTS.days} days; signing in with it asks for another.\n")
    click.echo("Second factor, to be scanned with an authenticator app:\n")
    segno.make(keys.totp_url, error="l").terminal(compact=True)
    click.echo(f"\n{keys.totp_url}\n")
    click.echo("Nothing of this is shown again.")


@click.group()
def regions() -> None:
    """Places: provinces, cities, counties, townships, villages."""


@regions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and report only; change nothing.")
def regions_import(file: Path, dry_run: bool) -> None:
    """Take over a table of places (CSV or JSON with code, name), all or nothing (exit 1)."""
    django_ready()
    from django.utils import timezone

    from yimen.config.regions import BadRegionFile, read_regions
    from yimen.kernel.actor import SYSTEM
    from yimen.orgs.actions import import_regions

    try:
        places = read_regions(file)
    except BadRegionFile as problem:
        raise click.ClickException(str(problem)) from None
    with database_running(click.echo):
        report = import_regions(places, dry_run=dry_run, by=SYSTEM, at=timezone.now())
    _say(report, dry_run=dry_run)
    if report.problems:
        raise SystemExit(1)


def _say(report: "RegionReport", *, dry_run: bool) -> None:
    from django.utils.translation import override

    with override("en"):
        for line, error in report.problems[:SHOWN]:
            click.echo(f"line {line}: {error}")
    if len(report.problems) > SHOWN:
        click.echo(f"… and {len(report.problems) - SHOWN} lines more")
    for code, before, after in report.renamed[:SHOWN]:
        click.echo(f"{code}: {before} → {after}")
    counts = f"{report.added} new, {len(report.renamed)} renamed, {report.unchanged} as they were"
    outcome = "Nothing was taken." if report.problems else "Nothing was changed." if dry_run else ""
    click.echo(f"{counts}. {outcome}".strip())
