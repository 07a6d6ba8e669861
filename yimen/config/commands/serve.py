"""Commands that stay: the whole site, or one worker."""

import signal
import sys
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
    if ENV.demo and preparation.is_empty():
        preparation.load_demo_city(click.echo)


def _supervise() -> None:
    from django.db import connections

    from yimen.config.supervisor import Part, Supervisor, web_command

    welcome = _welcome()
    connections.close_all()
    worker = [sys.executable, "-m", "yimen.config.cli", "work"]
    parts = [Part("web", web_command()), Part("worker", worker)]
    supervisor = Supervisor(parts, click.echo)
    supervisor.run(on_ready=lambda: click.echo(welcome))


def _welcome() -> str:
    lines = ["", f"Yimen answers at {ENV.public_url}"]
    if ENV.demo:
        from yimen.config.demo import accounts

        lines += ["", "Sample accounts, one of each role:"]
        lines += [f"  {_line(account)}" for account in accounts()]
        lines += ["The page for an officer's one-time code shows the code of the moment."]
    return "\n".join([*lines, "", "Ctrl-C stops everything.", ""])


def _line(account: "DemoAccount") -> str:
    code = f"   one-time codes: {account.totp_secret}" if account.totp_secret else ""
    return f"{account.username:<12} {account.password:<14} {account.role} {account.role_en}{code}"


@click.command()
def work() -> None:
    """Run one worker: followers of the journal, and jobs. As many as wanted may run."""
    django_ready()
    from yimen.config.worker import Worker

    with database_running(click.echo):
        Worker().run()
