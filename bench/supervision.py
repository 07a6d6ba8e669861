"""The sweep of supervision: `python -m bench.supervision`, or with --full up to a million cases."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click
from django.db import connection, models

from bench.place import measure_in
from bench.report import Report

NAME = "yimen_bench_supervision"
SIZES, FULL = (10_000, 100_000), (10_000, 100_000, 1_000_000)
WATCHED, DUE = 2_000, 1_000
AHEAD = timedelta(days=30)

#: Three moments a case, spread over thirty days to come: nothing is due.
MOMENTS = """
    insert into supervision_deadline (case_id, rule_id, key, level, at, revision, facts)
    select c.id, %(rule)s, '', level, %(at)s + random() * interval '30 days', c.revision,
           '{"limit": 10, "used": 11, "due": "2026-11-30", "of": "promise"}'
    from cases_case c, generate_series(1, 3) level
    where not exists (select from supervision_deadline d where d.case_id = c.id)
"""
#: So many of them have come.
COME = """
    update supervision_deadline set at = %(at)s - interval '1 second'
    where id in (select id from supervision_deadline where level = 2 limit %(count)s)
"""
#: The floor: the same rows gone and as many cards there, by one statement that looks at nothing.
FLOOR = """
    with gone as (delete from supervision_deadline where at <= %(at)s returning *)
    insert into bench_card select gen_random_uuid(), case_id, rule_id, key, level, at, facts,
        'issued', %(at)s from gone
"""
TABLE = """
    create unlogged table if not exists bench_card (id uuid primary key, case_id uuid,
        rule_id uuid, key text, level int, at timestamptz, facts jsonb, state text,
        made_at timestamptz)
"""


@click.command()
@click.option("--full", is_flag=True, help="Up to a million open cases.")
@click.option("--inside", is_flag=True, hidden=True)
def main(full: bool, inside: bool) -> None:
    """Make the database afresh, measure in a process that uses it."""
    if inside:
        _measure(FULL if full else SIZES)
        return
    raise SystemExit(measure_in(NAME, "bench.supervision", "--inside"))


def _measure(sizes: tuple[int, ...]) -> None:
    from yimen.config.boot import django_ready

    django_ready()
    from django.utils import timezone

    from bench import patterns
    from bench.city import build_city
    from yimen.config import preparation
    from yimen.supervision.models import Rule

    preparation.migrate_database(click.echo)
    report, now = Report(), timezone.now()
    city = build_city(now)
    case = patterns.live(
        city.departments[0], city.residents[0], "in_review", now - timedelta(days=1)
    )
    rule, there = Rule.objects.get(code="T2"), 1
    sql(TABLE)
    for size in sizes:
        _grow(case, size - there, first=there)
        there = size
        sql("analyze cases_case, process_task")
        _watch(size, report, now)
        sql(MOMENTS, rule=rule.pk, at=now)
        sql("analyze cases_case, process_task, supervision_deadline")
        _sweep(size, 0, report, now)
        _sweep(size, DUE, report, now)
        _sweep(size, size // 100, report, now)
        sql("delete from supervision_deadline")
    report.write("supervision", "open cases")


def sql(statement: str, **values: Any) -> None:
    """Run a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)


def _grow(case: Any, count: int, *, first: int) -> None:
    """Clones of one case in review, each with its open task."""
    from yimen.cases.models import Case
    from yimen.process.models import Task

    number = f"'B' || ({first} + n)"
    _clone(Case, f"t.id = '{case.pk}'", count, {"id": "new", "number": number})
    changes = {"id": "gen_random_uuid()", "subject": "c.id", "token": "gen_random_uuid()"}
    columns, chosen = _columns(Task, changes)
    sql(
        f"insert into process_task ({columns}) select {chosen} from cases_case c, process_task t"
        f" where t.subject = '{case.pk}' and t.closed_at is null"
        " and not exists (select from process_task p where p.subject = c.id)"
    )


def _clone(model: type[models.Model], which: str, count: int, changes: dict[str, str]) -> None:
    columns, chosen = _columns(model, {**changes, "id": "gen_random_uuid()"})
    table = model._meta.db_table
    sql(
        f"insert into {table} ({columns}) select {chosen} from {table} t,"
        f" generate_series(1, {count}) n where {which}"
    )


def _columns(model: type[models.Model], changes: dict[str, str]) -> tuple[str, str]:
    names = [field.column for field in model._meta.concrete_fields]
    chosen = ", ".join(changes.get(name, f't."{name}"') for name in names)
    return ", ".join(f'"{name}"' for name in names), chosen


def _watch(size: int, report: Report, now: datetime) -> None:
    """What the follower does: the moments of some cases out of so many."""
    from yimen.cases.models import Case
    from yimen.supervision.actions.watching import watch_cases

    ids = list(Case.objects.values_list("pk", flat=True)[:WATCHED])
    seconds = _timed(
        lambda: [watch_cases(ids[n : n + 500], at=now) for n in range(0, len(ids), 500)]
    )
    rate = len(ids) / seconds
    report.add(f"moments of {len(ids):,} cases written", size, f"{rate:,.0f} cases/s")


def _sweep(size: int, due: int, report: Report, now: datetime) -> None:
    """So many are due: their cards, beside the bare statement over as many rows."""
    from yimen.supervision.actions.sweeping import sweep

    sql(COME, at=now, count=due)
    floor = _timed(lambda: sql(FLOOR, at=now))
    sql(COME, at=now, count=due)
    taken: list[int] = []
    seconds = _timed(lambda: taken.append(sweep(at=now)))
    if taken != [due]:
        raise RuntimeError(f"{taken} of {due} moments were taken")
    report.add(
        f"sweep, {due:,} due",
        size,
        f"{seconds * 1000:,.0f} ms",
        f"{floor * 1000:,.0f} ms",
        f"{floor / seconds:.0%}",
    )


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
