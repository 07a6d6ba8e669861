"""Commands about figures."""

import tomllib
from pathlib import Path

import click

from yimen.config.commands.logs import import_log
from yimen.config.commands.records import _database


@click.group()
def figures() -> None:
    """The figures kept of cases and cards, and the history of older systems."""


figures.add_command(import_log)


@figures.command("audit")
def figures_audit() -> None:
    """Count all cases and cards anew; name every figure that differs (exit 1)."""
    with _database():
        from yimen.figures.queries import audit

        found = audit()
        for difference in found:
            click.echo(str(difference))
        if found:
            raise click.ClickException(f"{len(found)} figures are not what the cases say.")
        click.echo("All figures are what the cases and cards say.")


@figures.group("schemes")
def schemes() -> None:
    """The schemes by which months are scored."""


@schemes.command("list")
def schemes_list() -> None:
    """All versions, by what is scored."""
    with _database():
        from yimen.figures.models import Scheme

        for row in Scheme.objects.order_by("kind", "code", "region", "version"):
            place = row.region or "-"
            name = row.content["name"]
            click.echo(f"{row.kind:12} {row.valid_from:%Y-%m}  {place:12} {row.code} {name}")


@schemes.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--region", default="", help="Only for a place: the code of a region.")
def schemes_load(file: Path, region: str) -> None:
    """Have a scheme in force from its month on (a TOML file; see yimen/figures/data/schemes)."""
    with _database():
        from django.utils import timezone
        from django.utils.translation import override

        from yimen.figures.actions.schemes import load_scheme
        from yimen.figures.errors import SchemeNotLater
        from yimen.figures.rules.scoring import read_scheme
        from yimen.kernel.actor import SYSTEM
        from yimen.kernel.codes import BadCode, prefix_of

        try:
            place = prefix_of(region)
        except BadCode as problem:
            raise click.ClickException(f"{region!r} is no region code.") from problem
        try:
            terms = read_scheme(tomllib.loads(file.read_text(encoding="utf-8")))
            row = load_scheme(terms, region=place, by=SYSTEM, at=timezone.now())
        except (SchemeNotLater, ValueError) as trouble:
            with override("en"):
                raise click.ClickException(f"{file.name}: {trouble}") from trouble
        click.echo(f"{row.code} version {row.version} is in force from {row.valid_from:%Y-%m}.")
