"""Commands about supervision: the rules by which cases are watched."""

from datetime import datetime

import click

from yimen.config.commands.records import _database


@click.group()
def supervision() -> None:
    """Rules by which cases are watched."""


@supervision.group()
def rules() -> None:
    """Rules of time, in sets."""


@rules.command("list")
def list_rules() -> None:
    """The sets that come with the platform, and the rules in force, each with its place."""
    with _database():
        from django.utils import timezone

        from yimen.supervision.queries.rules import rules_in_force
        from yimen.supervision.rules.shipped import time_sets

        click.echo(f"Sets: {', '.join(time_sets())}")
        for rule in rules_in_force(timezone.now()):
            place = rule.region or "everywhere"
            click.echo(f"{rule.code} v{rule.version} {place} {rule.precision} {rule.name}")


@rules.command("load")
@click.argument("name", metavar="SET")
@click.option(
    "--region", default="", help="Region code, or what the codes of the place begin with."
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="For what begins from this day on; without it, from today.",
)
def load_rules(name: str, region: str, since: datetime | None) -> None:
    """Put SET in force in a place, before the rules of wider places. Again, it changes nothing."""
    with _database():
        from django.utils import timezone

        from yimen.kernel.actor import SYSTEM
        from yimen.kernel.codes import BadCode, prefix_of
        from yimen.supervision.actions.rulesets import load_time_rules
        from yimen.supervision.rules.shipped import time_sets

        if name not in time_sets():
            raise click.ClickException(f"No set {name!r}; there are: {', '.join(time_sets())}.")
        try:
            place = prefix_of(region)
        except BadCode as problem:
            raise click.ClickException(f"{region!r} is no region code.") from problem
        now = timezone.now()
        begins = timezone.make_aware(since) if since else now
        done = load_time_rules(name, place, since=begins, by=SYSTEM, at=now)
        click.echo(f"{done.new} new, {done.followed} followed by another, {done.same} as before.")
