"""The process that tests/figures/test_killed_worker.py kills: it counts until it is told to end.

Says its word at each batch, so that the test knows when it is at work.
"""

import os
import sys
import time

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from yimen.figures.queries import FOLLOWER  # noqa: E402
from yimen.journal.actions import run_follower  # noqa: E402

for _ in sys.stdin:  # at each line read a worker forks
    child = os.fork()
    if child == 0:
        while True:
            run_follower(FOLLOWER, batch=3)
            time.sleep(0.005)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
    os.waitpid(child, 0)
