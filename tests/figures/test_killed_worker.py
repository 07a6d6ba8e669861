"""Figures are exact after workers were killed, for real, while acts went on."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Self

import pytest
from django.db import connection

from tests.cases.factories import a_case, an_office
from tests.conftest import ROOT
from tests.journal.conftest import empty_journal
from yimen.figures.models import CaseTally
from yimen.figures.queries import FOLLOWER, audit
from yimen.journal.actions import rebuild_follower, run_follower
from yimen.journal.queries import bookmark_of

KILLS = 12
LIVES = 10


class Killing(threading.Thread):
    """Has workers count, and kills one after another, as long as the block lasts.

    Each lives a little longer than the one before: on a busy machine the first may count nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings.test",
            "TEST_DATABASE": connection.settings_dict["NAME"],
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("worker.py"))],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self.killed = 0
        self.chance = random.Random()
        self.is_at_work, self.must_stop = threading.Event(), threading.Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.must_stop.set()
        self.join()

    def run(self) -> None:
        while not self.must_stop.is_set():
            self.process.stdin.write("go\n")
            worker = int(self.process.stdout.readline())
            self.is_at_work.set()
            self.must_stop.wait(self.chance.uniform(0.02, 0.2) * (1 + self.killed / KILLS))
            os.kill(worker, signal.SIGKILL)
            self.killed += 1
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def rows() -> list[dict]:
    order = CaseTally.objects.order_by(*CaseTally.KEYS)
    return [{k: v for k, v in row.items() if k != "id"} for row in order.values()]


@pytest.mark.django_db(transaction=True)
def test_figures_are_exact_after_workers_were_killed_under_load():
    empty_journal()
    office, audits, read, filed = an_office(), [], set(), 0
    with Killing() as killing:
        assert killing.is_at_work.wait(60)  # a busy machine starts slowly
        until = time.monotonic() + 120
        while filed < LIVES or killing.killed < KILLS or len(read) < 3:
            assert time.monotonic() < until, f"no worker counted while acts went on: {read}"
            a_case(("concluded", "refused", "withdrawn", "granted")[filed % 4], office=office)
            filed += 1
            audits.append(audit())  # right at every moment, whoever was killed just now
            read.add(bookmark_of(FOLLOWER)[1])
    run_follower(FOLLOWER)

    assert audits == [[]] * filed
    assert audit() == []
    assert sum(row["filed"] for row in rows()) == filed
    before = rows()
    rebuild_follower(FOLLOWER)
    assert rows() == before
