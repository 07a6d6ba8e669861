"""Workers that write moments and sweep them, killed at any point, lose and double nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests.cases.factories import a_case, an_office
from tests.conftest import AT, ROOT
from tests.journal.conftest import empty_journal
from yimen.journal.actions import run_follower
from yimen.journal.models import Entry
from yimen.supervision.actions.rulesets import ship_time_rules
from yimen.supervision.actions.sweeping import sweep
from yimen.supervision.models import Card, Deadline

KILLS, CASES = 10, 8


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_nothing_is_lost_or_doubled():
    empty_journal()
    ship_time_rules()
    office = an_office(version__promised_days=5, version__legal_days=10)
    for _ in range(CASES):
        a_case("in_review", office=office, at=AT)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "yimen.config.settings.test",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "PYTHONPATH": str(ROOT),
    }
    script = Path(__file__).with_name("time_worker.py")
    with subprocess.Popen(
        [sys.executable, str(script)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        for _ in range(KILLS):
            process.stdin.write("go\n")
            worker = int(process.stdout.readline())
            time.sleep(random.uniform(0.02, 0.3))
            with suppress(ProcessLookupError):  # it was quicker
                os.kill(worker, signal.SIGKILL)
        process.stdin.close()

    run_follower("supervision.time")
    sweep(at=AT + timedelta(days=60))

    entries = Entry.objects.filter(kind="card.made")
    made = entries.values_list("subject", flat=True)
    numbers = list(Card.objects.values_list("number", flat=True))
    assert Card.objects.filter(code="T2").count() == 3 * CASES
    assert Counter(made) == Counter(Card.objects.values_list("pk", flat=True))
    assert len(set(numbers)) == len(numbers)
    assert Deadline.objects.count() == 0
