"""The measures, one after the other."""

import time

import click

from bench.spans import Spans
from yimen.config.boot import django_ready

SIZES, FULL = (10_000, 100_000), (10_000, 100_000, 1_000_000)


@click.command()
@click.option("--full", is_flag=True, help="Up to a million cases.")
@click.option("--quick", is_flag=True, help="A short look at small sizes; keeps no figures.")
def main(full: bool, quick: bool) -> None:
    """Build a city, fill it, measure."""
    django_ready()
    from yimen.config import preparation
    from yimen.config.messages import compile_messages

    compile_messages()
    preparation.migrate_database(click.echo)
    preparation.collect_static(click.echo)
    spans = Spans(3, 2, 3) if quick else Spans(20, 8, 20) if full else Spans(5, 1, 4)
    _measure((2_000,) if quick else FULL if full else SIZES, spans, keep=not quick)


def _measure(sizes: tuple[int, ...], spans: Spans, *, keep: bool) -> None:
    from django.utils import timezone

    from bench import bulk, patterns, rows
    from bench.city import build_city
    from bench.report import Report

    report, now, there = Report(), timezone.now(), 0
    city = build_city(now)
    made = patterns.make_patterns(city, now)
    patterns.open_processes(city, now)
    bulk.prepare(city)
    for number, size in enumerate(sizes, 2):
        started = time.monotonic()
        bulk.grow(made, city, count=size - there, first=number * 1000)
        there = size
        report.add("making the cases by SQL", size, f"{time.monotonic() - started:.1f} s")
        rows.measure(city, size, spans, report, is_last=size == sizes[-1])
        if keep:  # after each size: a long run that is stopped has not run for nothing
            report.write()


if __name__ == "__main__":
    main()
