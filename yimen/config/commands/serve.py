"""Commands that stay: the whole site, or one worker."""

import signal
from typing import TYPE_CHECKING

import click

from yimen.config.boot import django_ready
from yimen.config.database import database_running
from yimen.config.env import ENV

if TYPE_CHECKING:
    from yimen.config.demo import DemoAccount


def _stop_politely(*_: object) -> None:
    raise SystemExit(0)


@click.command()
def up() -> None:
    """Run the whole site: database, web server, worker. Ctrl-C stops it."""
    from yimen.config.supervisor import port_is_free

    signal.signal(signal.SIGTERM, _stop_politely)
    if not port_is_free(ENV.host, ENV.port):
        raise click.ClickException(
            f"Port {ENV.port} is taken. Stop what uses it, or choose another: YIMEN_PORT=8001."
        )
    with database_running(click.echo):
        django_ready()
        _prepare()
        _supervise()
    click.echo("Stopped.")


def _prepare() -> None:
    from yimen.config import preparation
    from yimen.config.messages import compile_messages

    compile_messages()
    preparation.migrate_database(click.echo)
    preparation.collect_static(click.echo)
    if preparation.is_empty():
        if ENV.demo:
            preparation.load_demo_city(click.echo)
        else:
            click.echo("This site is empty. `yimen site init` makes its first officer.")
    preparation.ready_search(click.echo)


def _supervise() -> None:
    from django.db import connections

    from yimen.config import web
    from yimen.config.supervisor import Part, Supervisor, is_answering
    from yimen.config.worker import FOLLOWERS, JOBS, MESSENGERS, Worker

    web.load()
    connections.close_all()  # children must not share one
    parts = [
        Part("web", web.serve),
        Part("worker", lambda: Worker({FOLLOWERS, JOBS}).run()),
        Part("messenger", lambda: Worker({MESSENGERS}).run()),
    ]
    supervisor = Supervisor(parts, click.echo, is_answering)
    supervisor.run(on_ready=lambda: click.echo(_welcome()))


def _welcome() -> str:
    lines = ["", f"Yimen answers at {ENV.public_url}"]
    if ENV.demo:
        from yimen.config.demo import accounts

        lines += ["", "Sample accounts, one of each role:"]
        lines += [f"  {_line(account)}" for account in accounts()]
        lines += ["Officers need a one-time code too: the sign-in page shows that of the moment."]
    return "\n".join([*lines, "", "Ctrl-C stops everything.", ""])


def _line(account: "DemoAccount") -> str:
    return f"{account.username:<12}{account.password:<18}{account.role} {account.role_en}"


@click.command()
@click.option(
    "--only",
    "parts",
    multiple=True,
    type=click.Choice(["followers", "jobs", "messengers"]),
    help="Run this alone; may be given twice.",
)
def work(parts: tuple[str, ...]) -> None:
    """Run one worker: followers of the journal, jobs, messengers. As many as wanted may run."""
    django_ready()
    from yimen.config.worker import PARTS, Worker

    with database_running(click.echo):
        Worker(parts or PARTS).run()
