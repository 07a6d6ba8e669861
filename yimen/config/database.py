"""Which PostgreSQL to talk to: the one named outside, or the embedded one under `var/`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from yimen.config.embedded import Embedded
from yimen.config.env import ENV

NAME = "yimen"
EMBEDDED = Embedded(ENV.var.absolute() / "pg")


def django_database(**options: object) -> dict[str, Any]:
    """The entry for Django's DATABASES; connects to nothing and starts nothing."""
    parts: dict[str, Any] = conninfo_to_dict(ENV.database_url or EMBEDDED.address(NAME))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", NAME),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", "") or "",
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        # What is asked again and again is prepared (kernel.statements; the ORM does not prepare).
        "OPTIONS": {**parts, "prepare_threshold": 5, **options},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


@contextmanager
def database_running(say: Callable[[str], None] = lambda text: None) -> Iterator[None]:
    """Have the embedded server run as long as somebody needs it; a named one is its owner's."""
    if ENV.database_url:
        yield
        return
    with EMBEDDED.in_use(say):
        with psycopg.connect(EMBEDDED.address("postgres"), autocommit=True) as connection:
            _make_database(connection)
        yield


def _make_database(connection: psycopg.Connection[Any]) -> None:
    known = connection.execute("select 1 from pg_database where datname = %s", [NAME])
    if known.fetchone() is None:
        another_was_quicker = suppress(psycopg.errors.DuplicateDatabase)
        with another_was_quicker:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
