"""Commands about the database as a whole."""

import click

from yimen.config.boot import django_ready
from yimen.config.database import database_running


@click.command()
def migrate() -> None:
    """Bring the database up to this version; safe to repeat."""
    django_ready()
    from yimen.config.preparation import migrate_database

    with database_running(click.echo):
        migrate_database(click.echo)


@click.command()
def demo() -> None:
    """Fill an empty database with the demo city."""
    django_ready()
    from yimen.config.preparation import is_empty, load_demo_city, migrate_database

    with database_running(click.echo):
        migrate_database(click.echo)
        if not is_empty():
            raise click.ClickException(
                "The database is not empty. The demo city goes only into an empty one: "
                "name another with DATABASE_URL, or set YIMEN_VAR to a new folder."
            )
        load_demo_city(click.echo)


@click.command()
def doctor() -> None:
    """Check configuration, database, workers, clocks and disk, and say what to do (exit 1)."""
    django_ready()
    from yimen.config.doctor import examine

    findings = list(examine())
    for finding in findings:
        mark = "ok  " if finding.is_well else "BAD "
        click.echo(f"{mark} {finding.what}: {finding.fact}")
        if not finding.is_well:
            click.echo(f"     → {finding.advice}")
    if not all(finding.is_well for finding in findings):
        raise SystemExit(1)
