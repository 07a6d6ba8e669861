"""Counting what officers did, day by day, from the journal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

from yimen.cases.rules.tally import was_late
from yimen.journal.ports import EntryView

_ADD = """
    insert into cases_acttally (staff, day, kind, done, timed, late)
    values (%s, %s, %s, %s, %s, %s)
    on conflict (staff, day, kind) do update set
        done = cases_acttally.done + excluded.done,
        timed = cases_acttally.timed + excluded.timed,
        late = cases_acttally.late + excluded.late
"""


def tally(entries: Sequence[EntryView]) -> None:
    """Add some acts to the tallies; the caller sees to it that each is added once."""
    done: Counter[Any] = Counter()
    timed: Counter[Any] = Counter()
    late: Counter[Any] = Counter()
    for entry in entries:
        if not (staff := entry.actor.get("staff")):
            continue
        key = (staff, timezone.localdate(entry.at), entry.kind)
        is_late = was_late(entry.kind, _dues(entry), key[1])
        done[key] += 1
        timed[key] += is_late is not None
        late[key] += bool(is_late)
    rows = [(*key, count, timed[key], late[key]) for key, count in sorted(done.items())]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_ADD, rows)


def _dues(entry: EntryView) -> Mapping[str, str]:
    dues = entry.facts.get("dues")
    return dues if isinstance(dues, dict) else {}
