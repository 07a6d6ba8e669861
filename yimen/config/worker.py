"""One worker: followers of the journal, jobs, and messengers, which carry what waits to go out.

Each is a loop that outlives the database. Several workers may run at once: a bookmark is
locked, a job and a message are taken once. `yimen up` runs messengers in a process of their own:
what they wait for costs little, but what they compute would slow the followers (docs/adr/0060).
"""

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterator
from functools import partial
from typing import Any

import django.db
import procrastinate
import procrastinate.exceptions
import psycopg
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection, connections
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.psycopg_connector import PsycopgConnector
from psycopg_pool import AsyncNullConnectionPool

from yimen.exchange.actions import deliver_due as tell_systems
from yimen.journal.actions import run_followers
from yimen.journal.actions.writing import LEAST_SECONDS_BETWEEN_BELLS
from yimen.notify.actions import deliver_due
from yimen.supervision.actions.sweeping import sweep

logger = logging.getLogger(__name__)

PARTS = FOLLOWERS, JOBS, MESSENGERS = "followers", "jobs", "messengers"
Carry = Callable[..., int]
#: What leaves the house, each over a loop of its own.
CARRIED: dict[str, Carry] = {
    "mail": partial(deliver_due, "mail"),
    "text messages": partial(deliver_due, "sms"),
    "webhooks": tell_systems,
}
CHANNEL = "journal"
LOST_DATABASE = (
    django.db.OperationalError,
    django.db.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
    procrastinate.exceptions.ConnectorException,
    OSError,
)
POLL_SECONDS = 1.0  # entries become readable when older transactions end, which notifies nobody
LONGEST_PAUSE_SECONDS = 10.0
JOBS_AT_ONCE = 4
GRACE_SECONDS = 10.0
CANCEL_AGAIN_SECONDS = GRACE_SECONDS + 2  # before the supervisor loses patience
STALLED_SECONDS = 30.0


class Pause:
    """Waits a little longer after each failure, and little again after a success."""

    def __init__(self) -> None:
        self.seconds = 0.5

    def reset(self) -> None:
        """All is well again."""
        self.seconds = 0.5

    def longer(self) -> float:
        """How long to wait now."""
        self.seconds = min(self.seconds * 2, LONGEST_PAUSE_SECONDS)
        return self.seconds


class Worker:
    """Runs until a signal asks it to stop; what it was doing it finishes or leaves undone whole."""

    def __init__(self, parts: Collection[str] = PARTS) -> None:
        self.parts = frozenset(parts)
        self.must_stop = threading.Event()

    def run(self) -> None:
        """Run the loops until SIGTERM or SIGINT; an error of ours ends the process, loudly."""
        asyncio.run(self._run())

    async def _run(self) -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        loops = [asyncio.create_task(loop) for loop in self._loops(stop)]
        asked = asyncio.create_task(stop.wait())
        await asyncio.wait([*loops, asked], return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        self.must_stop.set()
        await asyncio.gather(*loops, asked)

    def _loops(self, stop: asyncio.Event) -> Iterator[Coroutine[Any, Any, None]]:
        if FOLLOWERS in self.parts:
            yield asyncio.to_thread(self.follow)
            yield asyncio.to_thread(self.carry, "moments", sweep)
        if JOBS in self.parts:
            yield self._jobs(stop)
        if MESSENGERS in self.parts:
            for name, carry in CARRIED.items():
                yield asyncio.to_thread(self.carry, name, carry)

    def carry(self, name: str, carry: Carry) -> None:
        """Carry what is due, again and again; one carrier that hangs holds up no other."""
        pause = Pause()
        while not self.must_stop.is_set():
            try:
                close_old_connections()
                count = carry(at=timezone.now())
                pause.reset()
                if not count:
                    self.must_stop.wait(POLL_SECONDS)
            except LOST_DATABASE as problem:
                self._recover(name, problem, pause)
        connections.close_all()

    def follow(self) -> None:
        """Run the followers whenever the journal grows."""
        pause = Pause()
        while not self.must_stop.is_set():
            try:
                with listening() as bell:
                    while not self.must_stop.is_set():
                        close_old_connections()
                        run_followers()
                        pause.reset()
                        wait_for(bell)
            except LOST_DATABASE as problem:
                self._recover("followers", problem, pause)
        connections.close_all()

    def _recover(self, what: str, problem: BaseException, pause: Pause) -> None:
        seconds = pause.longer()
        logger.warning("%s: %s; again in %s s", what, _short(problem), seconds)
        connections.close_all()
        self.must_stop.wait(seconds)

    async def _jobs(self, stop: asyncio.Event) -> None:
        pause = Pause()
        while not stop.is_set():
            work = asyncio.create_task(_run_jobs())
            await _first_of(work, stop.wait())
            problem = await finish(work)
            if not stop.is_set():
                seconds = pause.longer()
                logger.warning("jobs: %s; again in %s s", _short(problem), seconds)
                await sync_to_async(connections.close_all)()
                await _first_of(asyncio.sleep(seconds), stop.wait())


def _short(problem: BaseException | None) -> str:
    return " ".join(str(problem).split()) if problem else "the database was lost"


def listening() -> psycopg.Connection[Any]:
    """A connection of its own, on which the bell is heard."""
    bell = psycopg.connect(**_connection_parameters(), autocommit=True)
    bell.execute(f"listen {CHANNEL}")
    return bell


def _connection_parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context", "pool"):
        parameters.pop(name, None)
    return parameters


def wait_for(bell: psycopg.Connection[Any]) -> None:
    """Until the bell, and a moment longer: bells are rung once in that time, so that an act done
    just after one has none of its own and would wait for the next look. One moment, however many
    bells were rung while the followers were at it: they come all at once."""
    if list(bell.notifies(timeout=POLL_SECONDS, stop_after=1)):
        time.sleep(LEAST_SECONDS_BETWEEN_BELLS)
        list(bell.notifies(timeout=0))  # what was rung meanwhile is read with it


async def _run_jobs() -> None:
    # A second app for fetching jobs; the first keeps Django's connection, so that a job
    # or follower that defers another job does so within its own transaction.
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError("jobs are expected to be deferred through Django's connection")
    fetching = app.with_connector(_own_connector())
    async with fetching.open_async():
        rescue = asyncio.create_task(_rescue_stalled_jobs(fetching))
        try:
            await fetching.run_worker_async(
                concurrency=JOBS_AT_ONCE,
                install_signal_handlers=False,
                shutdown_graceful_timeout=GRACE_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                delete_jobs="successful",
            )
        finally:
            rescue.cancel()


def _own_connector() -> PsycopgConnector:
    """Connects for each statement: a pool of connections the database has cut gives none for half a
    minute, and loses those that somebody stopped waiting for (Python 3.11, asyncio.wait_for)."""
    return PsycopgConnector(kwargs=_connection_parameters(), pool_factory=AsyncNullConnectionPool)


async def _rescue_stalled_jobs(fetching: procrastinate.App) -> None:
    """Put back the jobs of workers that died; jobs are safe to repeat."""
    while True:
        for job in await fetching.job_manager.get_stalled_jobs(
            seconds_since_heartbeat=STALLED_SECONDS
        ):
            logger.warning("job %s of a dead worker goes back into the queue", job.call_string)
            await fetching.job_manager.retry_job(job)
        await asyncio.sleep(STALLED_SECONDS)


async def _first_of(one: Awaitable[Any], other: Coroutine[Any, Any, Any]) -> None:
    one, other_task = asyncio.ensure_future(one), asyncio.ensure_future(other)
    await asyncio.wait({one, other_task}, return_when=asyncio.FIRST_COMPLETED)
    other_task.cancel()


async def finish(
    work: asyncio.Task[None], *, again: float = CANCEL_AGAIN_SECONDS
) -> BaseException | None:
    """End it, and say whether it lost the database. Python 3.11 may swallow one cancellation
    (asyncio.wait_for, within which connections are opened), so it is repeated."""
    while not work.done():
        work.cancel()
        await asyncio.wait({work}, timeout=again)
    problem = None if work.cancelled() else work.exception()
    if problem is None or isinstance(problem, LOST_DATABASE):
        return problem
    raise problem
