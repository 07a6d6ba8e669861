"""How far the followers are behind, looked at again and again while others act."""

import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.db import connection

from yimen.cases.followers import TOLD_APPLICANT
from yimen.journal.queries import follower_status

LOOK_SECONDS = 0.25
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Figures:
    """Acts that people are told of, and the messages that tell them."""

    acts: int
    messages: int


class Watch(threading.Thread):
    """Notes the greatest lag of any follower, in seconds, until it is left."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.worst, self.must_stop = 0.0, threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.must_stop.set()
        self.join()

    def run(self) -> None:
        """Look."""
        while not self.must_stop.wait(LOOK_SECONDS):
            self.worst = max(self.worst, *(one.seconds for one in follower_status()))
        connection.close()


def newest() -> int:
    """The highest entry so far."""
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from journal_entry")
        return int(cursor.fetchone()[0])


def settle() -> float:
    """Wait until every follower has read everything; how long it took."""
    started = time.monotonic()
    while any(one.lag for one in follower_status()):
        if time.monotonic() - started > PATIENCE_SECONDS:
            raise RuntimeError("the followers do not catch up")
        time.sleep(0.1)
    return time.monotonic() - started


def figures(since: int) -> Figures:
    """What was done after an entry, and what was told of it: each act once to one applicant."""
    with connection.cursor() as cursor:
        kinds = sorted(TOLD_APPLICANT)
        cursor.execute(
            "select count(*) from journal_entry where id > %s and kind = any(%s)", [since, kinds]
        )
        acts = cursor.fetchone()[0]
        cursor.execute(
            "select count(*) from notify_message where split_part(key, ':', 1)::bigint > %s"
            " and channel = 'in_app' and kind = any(%s)",
            [since, kinds],
        )
        return Figures(acts, cursor.fetchone()[0])
