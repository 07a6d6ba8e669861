"""Work that is asked to end does end, whatever becomes of the asking. No database."""

import asyncio

from django.db import OperationalError

from yimen.config.worker import finish


async def ended(deaf_to: int, problem: Exception | None = None) -> BaseException | None:
    """What came of work that overhears so many cancellations and then ends in its own way."""

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
    assert asyncio.run(ended(deaf_to=2)) is None


def test_losing_the_database_is_told_and_does_not_end_the_worker():
    problem = OperationalError("gone")

    assert asyncio.run(ended(deaf_to=0, problem=problem)) is problem
