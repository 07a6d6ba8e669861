"""What a system asks is counted, and what changes something is done once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from yimen.exchange import errors
from yimen.exchange.models import Answered, Client, Use
from yimen.exchange.rules import KEYS_FOR, minute_of, seconds_left

_COUNT = """
    INSERT INTO exchange_use (client_id, minute, count) VALUES (%s, %s, 1)
    ON CONFLICT (client_id, minute) DO UPDATE SET count = exchange_use.count + 1
    RETURNING count
"""
# The second of two at once waits here until the first is done, then finds its answer.
_TAKE = """
    INSERT INTO exchange_answered (client_id, key, request, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT DO NOTHING
"""


def count_use(client: Client, *, at: datetime) -> None:
    """Count a request; raise if there were too many within the minute."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [client.pk, minute_of(at)])
        (count,) = cursor.fetchone()
    if count > client.per_minute:
        raise errors.TooManyRequests(most=client.per_minute, wait=seconds_left(at))


def kept_answer(client: Client, key: UUID, request: str, *, at: datetime) -> Any:
    """The answer this request got before, or none: then it is to be done now.

    Within the transaction of the act: a request that is refused is not kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [client.pk, key, request, at])
        if cursor.rowcount:
            return None
    kept = Answered.objects.get(client=client, key=key)
    if kept.request != request:
        raise errors.KeyReused
    return kept.answer


def give_answer(client: Client, key: UUID, answer: Any) -> None:
    """Keep the answer to a request that was done."""
    Answered.objects.filter(client=client, key=key).update(answer=answer)


def forget_old(*, at: datetime) -> int:
    """Keys and counts are kept for a month."""
    gone, _by_model = Answered.objects.filter(at__lt=at - KEYS_FOR).delete()
    counts, _by_model = Use.objects.filter(minute__lt=at - KEYS_FOR).delete()
    return gone + counts
