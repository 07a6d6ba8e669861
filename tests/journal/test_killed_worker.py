"""A worker killed at any moment, for real, neither loses nor doubles an effect."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.conftest import AT, ROOT
from tests.journal.conftest import committing, sql
from yimen.journal.actions import run_follower, write
from yimen.journal.queries import verify
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import new_id

KILLS = 30
ENTRIES = 3000


@pytest.fixture
def effects(journal) -> Iterator[None]:
    """A table with no key of its own: an effect that happens twice is there twice."""
    sql("create table test_effect (entry bigint, subject uuid, worker int)")
    yield
    sql("drop table test_effect")


class Workers:
    """Starts workers, one after another, each a process of its own."""

    def __init__(self) -> None:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings.test",
            "TEST_DATABASE": connection.settings_dict["NAME"],
            "PYTHONPATH": str(ROOT),
        }
        script = Path(__file__).with_name("worker.py")
        self.process = subprocess.Popen(
            [sys.executable, str(script)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def start(self) -> int:
        """The process id of a new worker."""
        self.process.stdin.write("go\n")
        while not (said := self.process.stdout.readline()).strip().isdecimal():
            assert said
        return int(said)

    def hears(self, batches: int) -> bool:
        """Whether the worker began so many batches before it ended."""
        return all(self.process.stdout.readline() == "batch\n" for _ in range(batches))

    def end(self) -> int:
        """How the worker ended; negative for the signal that killed it."""
        while (said := self.process.stdout.readline()) == "batch\n":
            pass
        return int(said)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers()
    yield made
    made.close()


def enter(count: int) -> None:
    """Enter acts on a few subjects, some in one transaction."""
    subjects = [new_id() for _ in range(10)]
    while count:
        size = min(count, random.randint(1, 20))
        count -= size
        with transaction.atomic():
            for _ in range(size):
                write("test", random.choice(subjects), "t.a", by=SYSTEM, at=AT)


@committing
def test_a_killed_worker_loses_and_doubles_nothing(effects, workers, follow):
    enter(ENTRIES)
    ends, done = [], []

    for _ in range(KILLS):
        worker = workers.start()
        if not workers.hears(random.randint(0, 3)):
            break
        time.sleep(random.uniform(0, 0.02))
        os.kill(worker, signal.SIGKILL)
        ends.append(workers.end())
        done.append(sql("select count(*) from test_effect")[0][0])
    workers.start()
    assert workers.end() == 0

    entries = sql("select id, subject from journal_entry order by id")
    assert len(entries) == ENTRIES
    assert sql("select entry, subject from test_effect order by entry") == entries
    assert set(ends) == {-signal.SIGKILL}
    assert any(0 < count < ENTRIES for count in done), "no kill fell into the middle"
    assert run_follower(follow(lambda _: None, name="test.kill")) == 0
    assert verify() == []
