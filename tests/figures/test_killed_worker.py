"""Figures are exact after workers were killed, for real, while acts went on."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.cases.factories import a_case, an_office
from tests.conftest import ROOT
from yimen.figures.models import CaseTally
from yimen.figures.queries import FOLLOWER, audit
from yimen.journal.actions import rebuild_follower, run_follower
from yimen.journal.queries import bookmark_of

KILLS = 12
LIVES = 10


class Killing(threading.Thread):
    """Has workers count, and kills them one after another until it is told to stop."""

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
        self.is_at_work, self.must_stop = threading.Event(), threading.Event()

    def run(self) -> None:
        while not self.must_stop.is_set():
            self.process.stdin.write("go\n")
            worker = int(self.process.stdout.readline())
            self.is_at_work.set()
            time.sleep(random.uniform(0.02, 0.2))
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
    killing = Killing()
    killing.start()
    office, audits, read = an_office(), [], []
    assert killing.is_at_work.wait(60)  # a busy machine starts slowly
    for number in range(LIVES):
        a_case(("concluded", "refused", "withdrawn", "granted")[number % 4], office=office)
        audits.append(audit())  # right at every moment, whoever was killed just now
        read.append(bookmark_of(FOLLOWER)[1])
    while killing.killed < KILLS:
        time.sleep(0.05)
    killing.must_stop.set()
    killing.join()
    run_follower(FOLLOWER)

    assert audits == [[]] * LIVES
    assert audit() == []
    assert len(set(read)) > 1, "no worker counted while acts went on"
    assert sum(row["filed"] for row in rows()) == LIVES
    before = rows()
    rebuild_follower(FOLLOWER)
    assert rows() == before
