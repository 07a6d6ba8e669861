"""The measures of the catalogue: `python -m bench.catalogue`, or `make bench-catalogue`."""

import os
import subprocess
import sys
import time

import click
from psycopg.conninfo import make_conninfo

from bench.__main__ import make_afresh, where
from yimen.config.database import database_running

NAME = "yimen_bench_items"
SIZE = 300_000
FILE = "catalogue"


@click.command()
@click.option("--size", default=SIZE, help="How many implementations.")
@click.option("--no-import", "skip", is_flag=True, help="Only the search; a few minutes less.")
@click.option("--inside", is_flag=True, hidden=True)
def main(size: int, skip: bool, inside: bool) -> None:
    """Make the database afresh, measure in a process that uses it."""
    if inside:
        _measure(size, skip)
        return
    with database_running():
        address = where()
        make_afresh(address, NAME)
        environment = {
            **os.environ,
            "DATABASE_URL": make_conninfo(address, dbname=NAME),
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings.prod",
            "YIMEN_PUBLIC_URL": "http://localhost",
            "YIMEN_DEMO": "0",
        }
        command = [sys.executable, "-m", "bench.catalogue", *sys.argv[1:], "--inside"]
        raise SystemExit(subprocess.run(command, env=environment, check=False).returncode)


def _measure(size: int, skip: bool) -> None:
    from yimen.config.boot import django_ready

    django_ready()
    from django.utils import timezone

    from bench import imports, search
    from bench.report import Report
    from yimen.config import preparation
    from yimen.config.messages import compile_messages

    compile_messages()
    preparation.migrate_database(click.echo)
    preparation.collect_static(click.echo)
    report, now = Report(), timezone.now()
    if not imports.LIST.exists():
        raise SystemExit(f"the list to clone is not at {imports.LIST}")
    started = time.monotonic()
    items = imports.base(now)
    report.add("Guangdong's list imported", items, f"{time.monotonic() - started:.1f} s")
    if not skip:
        imports.bring_in(size, report)
    else:
        started = time.monotonic()
        made = imports.clone(size)
        report.add("implementations cloned by SQL", made, f"{time.monotonic() - started:.0f} s")
    search.measure(size, report)
    report.write(FILE, "items")


if __name__ == "__main__":
    main()
