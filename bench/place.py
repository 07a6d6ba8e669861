"""A database of the bench's own, made afresh, and a process that measures in it."""

import os
import subprocess
import sys

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yimen.config.database import EMBEDDED, database_running
from yimen.config.env import ENV


def measure_in(database: str, module: str, *options: str, **more: str) -> int:
    """Run a module in a new database with a site's settings and `more` of them; its exit code."""
    with database_running():
        address = ENV.database_url or EMBEDDED.address("postgres")
        _make_afresh(address, database)
        environment = {
            **os.environ,
            "DATABASE_URL": make_conninfo(address, dbname=database),
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings.prod",
            "YIMEN_PUBLIC_URL": "http://localhost",
            "YIMEN_DEMO": "0",
            **more,
        }
        command = [sys.executable, "-m", module, *sys.argv[1:], *options]
        return subprocess.run(command, env=environment, check=False).returncode


def _make_afresh(address: str, called: str) -> None:
    """An empty database of that name, whatever was there."""
    own = conninfo_to_dict(address).get("dbname") == called
    door = make_conninfo(address, dbname="postgres") if own else address
    name = sql.Identifier(called)
    with psycopg.connect(door, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        connection.execute(sql.SQL("create database {}").format(name))
