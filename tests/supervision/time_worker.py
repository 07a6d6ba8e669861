"""The process that tests/supervision/test_time_killed.py starts: at each line read, a worker forks.

It follows and sweeps in small batches until it is killed; its process id is told.
"""

import os
import sys
from datetime import timedelta

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from tests.conftest import AT  # noqa: E402
from yimen.journal.actions import run_follower  # noqa: E402
from yimen.supervision.actions.sweeping import sweep  # noqa: E402

for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        run_follower("supervision.time", batch=3)
        sweep(at=AT + timedelta(days=60), batch=2)
        os._exit(0)
    sys.stdout.write(f"{child}\n")
    sys.stdout.flush()
    os.waitpid(child, 0)
