"""The one way into the journal."""

import json
import time
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from yimen.kernel.actor import Actor

CHANNEL = "journal"
LEAST_SECONDS_BETWEEN_BELLS = 0.05

_WRITE = "select journal_write(%s, %s, %s, %s, %s::jsonb, %s::jsonb)"
_WRITE_MANY = "select journal_write_many(%s, %s, %s, %s::jsonb, %s::jsonb)"


def write(
    stream: str,
    subject: UUID,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
) -> int:
    """Append one act to the journal within the caller's transaction; return the entry's id.

    `facts` holds ids, codes, dates and reasons; no personal data beyond ids.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written in the transaction of its act")
    values: list[Any] = [stream, subject, kind, at, _json(signature(by)), _json(facts or {})]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
        (entry,) = cursor.fetchone()
    transaction.on_commit(_bell.ring, robust=True)
    return int(entry)


def write_many(
    stream: str,
    kind: str,
    acts: Iterable[tuple[UUID, Mapping[str, object]]],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Append one act of a kind on each of many subjects, in order: one statement for all.

    Two that write about the same subjects take turns: heads are taken in the order of their ids.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an entry is written in the transaction of its act")
    told = [{"subject": subject, "facts": facts} for subject, facts in acts]
    if told:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE_MANY, [stream, kind, at, _json(signature(by)), _json(told)])
        transaction.on_commit(_bell.ring, robust=True)


def signature(by: Actor) -> dict[str, str]:
    """Who acted, for whom, from which post and organisation, through which channel, from where."""
    parts = {
        "kind": by.kind,
        "name": by.name,
        "account": by.account_id,
        "staff": by.staff_id,
        "post": by.post_id,
        "organisation": by.org_id,
        "for": by.party_id,
        "channel": by.channel,
        "address": by.address,
        "client": by.client_id,
    }
    return {name: str(value) for name, value in parts.items() if value}


def make_months(today: date) -> None:
    """Make the partitions of this month and the three after it; safe to repeat."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select journal_make_month((%s::date + make_interval(months => n))::date)"
            " from generate_series(0, 3) n",
            [today.replace(day=1)],
        )


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, allow_nan=False)


class _Bell:
    """Wakes followers after a commit, at most every so often.

    Not pg_notify inside the act: a notifying transaction commits under a database-wide lock, which
    would make all acts queue (docs/adr/0011). A bell that is not rung costs a follower one poll.
    """

    def __init__(self) -> None:
        self.rung = 0.0

    def ring(self) -> None:
        now = time.monotonic()
        if now - self.rung >= LEAST_SECONDS_BETWEEN_BELLS:
            self.rung = now
            with connection.cursor() as cursor:
                cursor.execute(f"notify {CHANNEL}")


_bell = _Bell()
