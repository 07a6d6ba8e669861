"""The command about messages."""

import click

from yimen.config.boot import django_ready
from yimen.config.messages import apps, compile_messages, shortcomings, update_book


@click.command()
@click.option("--compile", "only_compile", is_flag=True, help="Only compile what changed.")
@click.option("--check", is_flag=True, help="Only say what is missing or open (exit 1).")
@click.argument("names", nargs=-1, metavar="[APP]...")
def messages(only_compile: bool, check: bool, names: tuple[str, ...]) -> None:
    """Bring the Chinese message books up to the code (all apps, or those named), and compile."""
    django_ready()
    if check:
        problems = [text for app in apps() for text in shortcomings(app)]
        for text in problems:
            click.echo(text)
        raise SystemExit(bool(problems))
    for app in () if only_compile else apps():
        if not names or app.name in names:
            new, open_ones = update_book(app)
            if new or open_ones:
                click.echo(f"{app.name}: {new} new, {open_ones} without Chinese")
    click.echo(f"{compile_messages()} books compiled")
