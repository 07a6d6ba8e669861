"""Work that is asked to end does end, whatever becomes of the asking. No database."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from django.db import OperationalError

from yimen.config.worker import finish


def ended(deaf_to: int, problem: Exception | None = None) -> BaseException | None:
    """What came of work that overhears so many cancellations and then ends in its own way.

    In a thread of its own: a browser that an earlier test drove keeps this one's loop running.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(_ended(deaf_to, problem))).result()


async def _ended(deaf_to: int, problem: Exception | None) -> BaseException | None:
    async def work() -> None:
        heard = 0
        while heard <= deaf_to:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                heard += 1
        if problem:
            raise problem
        raise asyncio.CancelledError

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    return await asyncio.wait_for(finish(task, again=0.01), timeout=10)


def test_a_cancellation_that_was_swallowed_is_repeated():
    assert ended(deaf_to=2) is None


def test_losing_the_database_is_told_and_does_not_end_the_worker():
    problem = OperationalError("gone")

    assert ended(deaf_to=0, problem=problem) is problem
