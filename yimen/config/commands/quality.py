"""What `make check` asks of migrations."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from yimen.config.boot import django_ready
from yimen.config.database import database_running
from yimen.config.env import ENV

#: Widths are given by the field's standards; small numbers are small by nature.
NEVER = ["prefer-text-field", "prefer-bigint-over-int", "prefer-bigint-over-smallint"]
#: The first migration of an app makes its tables: nobody waits for a table without rows.
NOT_IN_THE_FIRST = [
    "adding-required-field",
    "adding-foreign-key-constraint",
    "constraint-missing-not-valid",
    "require-concurrent-index-creation",
]


@click.command("lint-migrations")
def lint_migrations() -> None:
    """Look for statements that would stop a running site (squawk)."""
    django_ready("yimen.config.settings.test")
    with database_running():
        files = list(_written_out(ENV.var / "sql"))
    first = [path for path in files if "_0001_" in path.name]
    later = [path for path in files if path not in first]
    results = [_squawk(first, NEVER + NOT_IN_THE_FIRST), _squawk(later, NEVER)]
    raise SystemExit(max(results))


def _written_out(folder: Path) -> Iterator[Path]:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from yimen.config.preparation import TIMEOUTS

    folder.mkdir(parents=True, exist_ok=True)
    for (app, name), migration in sorted(MigrationLoader(connection).disk_migrations.items()):
        if not migration.__module__.startswith("yimen."):
            continue
        output = io.StringIO()
        call_command("sqlmigrate", app, name, stdout=output, no_color=True)
        lines = [line for line in output.getvalue().splitlines() if line not in _TRANSACTION]
        path = folder / f"{app}_{name}.sql"
        path.write_text("\n".join([*TIMEOUTS, *lines, ""]))
        yield path


_TRANSACTION = {"BEGIN;", "COMMIT;"}


def _squawk(files: list[Path], excluded: list[str]) -> int:
    program = Path(sys.executable).with_name("squawk")
    command = [str(program), "--assume-in-transaction", "--pg-version=15", "--reporter=gcc"]
    rules = [f"--exclude={','.join(excluded)}"]
    done = subprocess.run([*command, *rules, *map(str, files)], check=False)
    return done.returncode if files else 0
