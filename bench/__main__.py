"""Prepares a database of the bench's own, then runs the measures in a process that uses it."""

import os
import subprocess
import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yimen.config.database import EMBEDDED, database_running
from yimen.config.env import ENV

NAME = "yimen_bench"
PORT = "8077"


def main() -> int:
    """Make the database afresh, measure, and leave it for a look."""
    with database_running():
        address = where()
        make_afresh(address, NAME)
        environment = {
            **os.environ,
            "DATABASE_URL": make_conninfo(address, dbname=NAME),
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings.prod",
            "YIMEN_PORT": os.environ.get("YIMEN_BENCH_PORT", PORT),
            "YIMEN_PUBLIC_URL": "http://localhost",
            "YIMEN_SMTP_URL": "",
            "YIMEN_DEMO": "0",
        }
        command = [sys.executable, "-m", "bench.run", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


def where() -> str:
    """The database server the bench uses."""
    return ENV.database_url or EMBEDDED.address("postgres")


def make_afresh(address: str, called: str) -> None:
    """An empty database of that name, whatever was there."""
    own = conninfo_to_dict(address).get("dbname") == called
    door = make_conninfo(address, dbname="postgres") if own else address
    name = sql.Identifier(called)
    with psycopg.connect(door, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        connection.execute(sql.SQL("create database {}").format(name))


if __name__ == "__main__":
    sys.exit(main())
