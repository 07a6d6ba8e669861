"""Adding acts to the figures of their days; the follower sees to it that each is added once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection

from yimen.figures.models import CardTally, CaseTally
from yimen.figures.queries.tallying import Key, tallied
from yimen.journal.ports import EntryView

Tally = type[CaseTally] | type[CardTally]


def count(entries: Sequence[EntryView]) -> None:
    """Add some acts to the figures."""
    sums = tallied(entries)
    _add(CaseTally, sums.cases)
    _add(CardTally, sums.cards)


def forget() -> None:
    """Figures are counted anew from the first entry on."""
    CaseTally.objects.all().delete()
    CardTally.objects.all().delete()


def _add(tally: Tally, sums: Counter[Key]) -> None:
    rows: dict[tuple[object, ...], Counter[str]] = defaultdict(Counter)
    for (*key, measure), number in sums.items():
        rows[tuple(key)][str(measure)] += number
    values: list[Any] = [
        (*key, *(row[name] for name in tally.MEASURES)) for key, row in sorted(rows.items())
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_upsert(tally), values)


def _upsert(tally: Tally) -> str:
    table, keys, names = tally._meta.db_table, tally.KEYS, tally.MEASURES
    places = ", ".join(["%s"] * (len(keys) + len(names)))
    more = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in names)
    columns = ", ".join((*keys, *names))
    return (
        f"insert into {table} ({columns}) values ({places})"
        f" on conflict ({', '.join(keys)}) do update set {more}"
    )
