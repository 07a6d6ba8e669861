"""The process that tests/journal/test_killed_worker.py starts: at each line read, a worker forks.

Says the worker's process id, a word at each batch, and how the worker ended.
"""

import os
import sys

import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
django.setup()

from django.db import connection  # noqa: E402

from yimen.journal.actions import run_follower  # noqa: E402
from yimen.journal.ports import EntryView, follower  # noqa: E402


def say(what: object) -> None:
    """Tell the test."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


@follower("test.kill", kinds=["t."], reset=lambda: None)
def leave_effects(entries: list[EntryView]) -> None:
    """One row an entry, each by a statement of its own, so that a kill can fall between two."""
    say("batch")
    with connection.cursor() as cursor:
        for entry in entries:
            cursor.execute(
                "insert into test_effect values (%s, %s, %s)",
                [entry.id, entry.subject, os.getpid()],
            )


for _ in sys.stdin:
    child = os.fork()
    if child == 0:
        run_follower("test.kill", batch=40)
        os._exit(0)
    say(child)
    say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
