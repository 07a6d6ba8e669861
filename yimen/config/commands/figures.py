"""Commands about figures."""

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
