"""The measures of the catalogue: `python -m bench.catalogue`, or `make bench-catalogue`."""

import time

import click

from bench.place import measure_in

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
    raise SystemExit(measure_in(NAME, "bench.catalogue", "--inside"))


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
