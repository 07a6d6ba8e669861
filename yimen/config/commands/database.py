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


@click.group(invoke_without_command=True)
@click.pass_context
def demo(context: click.Context) -> None:
    """Fill an empty database with the demo city."""
    if context.invoked_subcommand is None:
        _fill()


def _fill() -> None:
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


@demo.command()
@click.option("--speed", default=600.0, show_default=True, type=click.FloatRange(min=1))
@click.option(
    "--cards/--no-cards",
    "with_cards",
    default=True,
    help="Whether a unit explains its card and a supervisor upholds it, or people do.",
)
def day(speed: float, *, with_cards: bool) -> None:
    """Play a working day (08:30 to 17:30) of the demo city: at 600, nine hours in 54 seconds.

    Acts are real and happen now; limits of older cases pass while it is played. Watch /desk/live/,
    /live/ and /desk/supervision/ meanwhile. Ctrl-C ends it after the act under way.
    """
    django_ready()
    from yimen.config.demo.command import play_day

    with database_running(click.echo):
        play_day(click.echo, speed=speed, with_cards=with_cards)


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
