"""Taking over the event log of an older system: all of it, once, or nothing."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from yimen.figures.errors import LogRefused
from yimen.figures.models import Log
from yimen.figures.queries.logs import measured
from yimen.figures.rules.logs.events import Event, Problem, read_event
from yimen.figures.rules.logs.mapping import LogMapping, digest_of
from yimen.figures.rules.logs.reading import opened, read_rows
from yimen.journal.actions import write
from yimen.kernel.actor import Actor

SHOWN = 50  #: problems that are named; the rest is counted
#: What is said of a case → the column it is staged in; `end` means something else in SQL.
COLUMNS = {
    "start": "started",
    "end": "ended",
    "deadline": "deadline",
    "legal_deadline": "legal_deadline",
    "channel": "channel",
}
Progress = Callable[[int, int], None]

_STAGE = """
    drop table if exists pg_temp.staged;
    create temporary table staged (
        line bigint, key text, activity text, at timestamptz, resource text, lifecycle text,
        started timestamptz, ended timestamptz, deadline timestamptz,
        legal_deadline timestamptz, channel text
    ) on commit drop
"""
#: A case has one start, one end, one deadline: the first row that says another than the first.
_CONFLICTS = """
    select line, {column}::text, count(*) over () from (
        select line, {column}, first_value({column}) over (partition by key order by line) as first
        from staged where {column} is not null
    ) told where {column} <> first order by line limit %s
"""
_CASES = """
    insert into figures_logcase
        (log_id, key, started_at, ended_at, deadline, legal_deadline, channel)
    select %s, key, coalesce(min(started), min(at)),
           coalesce(min(ended), max(at) filter (where activity = any(%s))),
           min(deadline), min(legal_deadline), coalesce(min(channel), '')
    from staged group by key order by min(line)
"""
_EVENTS = """
    insert into figures_logevent (case_id, line, activity, at, resource, lifecycle)
    select c.id, s.line, s.activity, s.at, s.resource, s.lifecycle
    from staged s join figures_logcase c on c.log_id = %s and c.key = s.key
    order by s.line
"""
_SUMS = "select count(*), count(distinct key), min(at), max(at) from staged"


@dataclass
class _Problems:
    """The first of them by name, and how many there are."""

    named: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, problems: list[Problem], count: int | None = None) -> None:
        self.count += len(problems) if count is None else count
        self.named += problems[: max(SHOWN - len(self.named), 0)]


@transaction.atomic
def import_log(
    path: Path, mapping: LogMapping, *, by: Actor, at: datetime, progress: Progress
) -> tuple[Log, bool]:
    """The log of a file, and whether it is new: the same file read the same way is taken once.

    Every row is looked at; if one is wrong all that are wrong are named and nothing is kept.
    """
    with path.open("rb") as file:
        digest = digest_of(file_digest(file, "sha256").hexdigest(), mapping)
    known = Log.objects.filter(digest=digest).first()
    if known is not None:
        return known, False
    problems = _Problems()
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
        _stage(cursor, _events(path, mapping, problems, progress), problems)
        if not problems.count:
            _look_for_conflicts(cursor, mapping, problems)
        if problems.count:
            raise LogRefused(problems.named, problems.count)
        log = _keep(cursor, path, mapping, digest=digest, by=by, at=at)
    log.report = measured(log)
    log.save(update_fields=["report"])
    facts = {"cases": log.case_count, "events": log.event_count, "digest": digest}
    write("log", log.pk, "log.imported", by=by, at=at, facts=facts)
    return log, True


def _events(
    path: Path, mapping: LogMapping, problems: _Problems, progress: Progress
) -> Iterator[Event]:
    size, taken, count = path.stat().st_size, 0, 0

    def told(position: int) -> None:
        nonlocal taken
        taken = position

    with opened(path, told) as stream:
        for row in read_rows(stream, mapping):
            count += 1
            progress(taken, size)
            event = None
            if isinstance(row, Problem):
                problems.add([row])
            else:
                event, wrong = read_event(*row, mapping)
                problems.add(wrong)
            if event is not None:
                yield event
    if not count:
        problems.add([Problem(1, "", "no_rows")])


def _stage(cursor: Any, events: Iterator[Event], problems: _Problems) -> None:
    """Into a table of this transaction; once something is wrong the rest is only looked at."""
    with cursor.copy("copy staged from stdin") as copy:
        for event in events:
            if not problems.count:
                copy.write_row(_row(event))


def _row(event: Event) -> tuple[object, ...]:
    return (
        *(event.line, event.case, event.activity, event.at, event.resource, event.lifecycle),
        *(event.start, event.end, event.deadline, event.legal_deadline, event.channel or None),
    )


def _look_for_conflicts(cursor: Any, mapping: LogMapping, problems: _Problems) -> None:
    for meaning, name in mapping.case.items():
        cursor.execute(_CONFLICTS.format(column=COLUMNS[meaning]), [SHOWN])
        found = cursor.fetchall()
        named = [Problem(line, name, "conflict", told) for line, told, _ in found]
        problems.add(named, found[0][2] if found else 0)


def _keep(
    cursor: Any, path: Path, mapping: LogMapping, *, digest: str, by: Actor, at: datetime
) -> Log:
    cursor.execute("analyze staged")
    cursor.execute(_SUMS)
    events, cases, first, last = cursor.fetchone()
    log = Log.objects.create(
        name=mapping.name or path.name[:100],
        digest=digest,
        mapping=asdict(mapping),
        imported_at=at,
        imported_by_id=by.staff_id,
        case_count=cases,
        event_count=events,
        first_at=first,
        last_at=last,
    )
    cursor.execute(_CASES, [log.pk, list(mapping.ends_with)])
    cursor.execute("analyze figures_logcase")
    cursor.execute(_EVENTS, [log.pk])
    return log
