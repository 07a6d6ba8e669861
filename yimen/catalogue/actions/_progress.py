"""How far a job is, told over a connection of its own: the job's shows nothing before it ends."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

from yimen.catalogue.models.jobs import JobRow

STEP = 100  #: lines between two notes


@contextmanager
def progress_of(kind: type[JobRow], pk: UUID) -> Iterator[Callable[[int, int], None]]:
    """Write into a row's `done_count` and `total` while the transaction is still open."""
    told = 0
    table = connection.ops.quote_name(kind._meta.db_table)
    with closing(connection.copy()) as aside:

        def tell(done: int, total: int) -> None:
            nonlocal told
            if done - told >= STEP or done >= total:
                told = done
                values: list[Any] = [min(done, total), total, pk]
                with aside.cursor() as cursor:
                    cursor.execute(
                        f"update {table} set done_count = %s, total = %s where id = %s", values
                    )

        yield tell
