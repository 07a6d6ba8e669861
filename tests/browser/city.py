"""The whole site as a city runs it: `yimen up`, the demo city, mail, a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any

import psutil
import psycopg
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from psycopg import sql
from psycopg.conninfo import make_conninfo

from yimen.config.demo import DemoAccount, all_accounts

BIN = Path(sys.executable).parent
START_SECONDS = 240


class Postbox(MessageHandler):
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@dataclass
class City:
    """A running site. `database` is its address; `url` where people reach it."""

    url: str
    database: str
    postbox: Postbox
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    accounts: dict[str, DemoAccount] = field(
        default_factory=lambda: {account.username: account for account in all_accounts()}
    )

    def start(self) -> None:
        """Start everything and wait until the first page answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [BIN / "yimen", "up"],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_up():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site did not start:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.3)

    def is_up(self) -> bool:
        """Whether the first page answers."""
        try:
            with urllib.request.urlopen(self.url, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def kill(self) -> None:
        """Kill server, worker and supervisor at once, as a power cut would."""
        assert self.process
        supervisor = psutil.Process(self.process.pid)
        everybody = [supervisor, *supervisor.children(recursive=True)]
        for one in everybody:
            one.suspend()  # so that none of them can tidy up after another
        for one in everybody:
            one.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask everything to stop, as Ctrl-C does."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)

    def yimen(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the `yimen` command against this city."""
        command = [BIN / "yimen", *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the city's database."""
        with psycopg.connect(self.database) as connection:
            return connection.execute(query, values).fetchall()


@contextmanager
def running_city(folder: Path, server: dict[str, Any], name: str) -> Iterator[City]:
    """A city of its own on the given PostgreSQL server; everything is gone afterwards."""
    postbox = Postbox()
    mail = Controller(postbox, hostname="127.0.0.1", port=_free_port())
    mail.start()
    with _database(server, name) as database:
        port = _free_port()
        url = f"http://localhost:{port}"
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PYTEST", "DJANGO"))},
            "DATABASE_URL": database,
            "YIMEN_VAR": str(folder),
            "YIMEN_PORT": str(port),
            "YIMEN_PUBLIC_URL": url,
            "YIMEN_DEMO": "1",
            "YIMEN_SMTP_URL": f"smtp://127.0.0.1:{mail.port}",
        }
        city = City(url, database, postbox, environment, folder / "log")
        try:
            city.start()
            yield city
        finally:
            city.stop()
            mail.stop()


@contextmanager
def _database(server: dict[str, Any], name: str) -> Iterator[str]:
    admin = make_conninfo("", **{**server, "dbname": "postgres"})
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    try:
        yield make_conninfo("", **{**server, "dbname": name})
    finally:
        with psycopg.connect(admin, autocommit=True) as connection:
            connection.execute(drop)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
