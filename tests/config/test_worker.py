"""The worker as a process: lives on without its database, and takes over from the dead."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker
from psycopg.conninfo import make_conninfo

from tests.conftest import ROOT
from yimen.config.worker import PARTS, STALLED_SECONDS, listening, wait_for
from yimen.journal.actions.writing import CHANNEL

pytestmark = pytest.mark.django_db(transaction=True)


def wait_until(holds, seconds: float = 60) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.1)
    return holds()


def alive() -> bool:
    """Whether a worker has signed in and was heard of just now."""
    since = timezone.now() - timedelta(minutes=1)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).exists()


def catches(pid: int, number: int) -> bool:
    """Whether a process has come so far as to handle a signal itself."""
    status = Path(f"/proc/{pid}/status").read_text()
    return bool(int(re.search(r"SigCgt:\s*(\w+)", status)[1], 16) >> (number - 1) & 1)


def started(*only: str) -> subprocess.Popen:
    """`yimen work` on the database of the tests, or one part of it."""
    there = connection.settings_dict
    url = make_conninfo(
        dbname=there["NAME"],
        user=there["USER"] or None,
        password=there["PASSWORD"] or None,
        host=there["HOST"] or None,
        port=there["PORT"] or None,
    )
    return subprocess.Popen(
        [sys.executable, "-m", "yimen.config.cli", "work", *only],
        env=os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def worker():
    """A worker that has come so far as to be asked to stop."""
    ProcrastinateWorker.objects.all().delete()  # the last words of one killed just before
    process = started()
    try:
        assert wait_until(lambda: alive() and catches(process.pid, signal.SIGTERM)), "no worker"
        yield process
    finally:
        process.kill()
        process.communicate()


def end(process) -> tuple[int, str]:
    """Ask it to stop; its exit code and what it said."""
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    return process.returncode, said


def test_it_signs_in_and_out(worker):
    code, said = end(worker)

    assert code == 0, said
    assert not alive()


@pytest.mark.parametrize("part", PARTS)
def test_each_part_alone_ends_when_it_is_asked_to(part):
    process = started("--only", part)
    try:
        assert wait_until(lambda: catches(process.pid, signal.SIGTERM))
        code, said = end(process)
    finally:
        process.kill()
        process.communicate()

    assert code == 0, said


def listens():
    """Whether the worker waits for the journal's bell: a connection that can be cut."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from pg_stat_activity "
            "where datname = current_database() and query = 'listen journal')"
        )
        return cursor.fetchone()[0]


def test_it_lives_on_when_the_database_throws_it_out(worker):
    first = ProcrastinateWorker.objects.get().pk
    assert wait_until(listens)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity "
            "where datname = current_database() and pid <> pg_backend_pid()"
        )
    assert wait_until(lambda: not ProcrastinateWorker.objects.filter(pk=first).exists() or alive())

    job = defer_sweep()

    # One just thrown out may have taken it: then the second look for dead workers finds it.
    done = wait_until(
        lambda: not ProcrastinateJob.objects.filter(pk=job).exists(), 3 * STALLED_SECONDS
    )
    assert done, list(ProcrastinateJob.objects.values("status", "attempts", "worker"))
    code, said = end(worker)
    assert code == 0, said
    assert "followers:" in said


@pytest.fixture
def orphan() -> int:
    """A job that a worker had begun when it was killed."""
    job = defer_sweep()
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') "
            "returning id"
        )
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = %s where id = %s",
            [cursor.fetchone()[0], job],
        )
    return job


def test_the_job_of_a_dead_worker_is_done_by_the_next(orphan, worker):
    assert wait_until(lambda: not ProcrastinateJob.objects.filter(pk=orphan).exists())


def test_bells_rung_while_the_followers_were_at_it_cost_one_moment():
    with listening() as bell:
        for _ in range(60):  # each at a commit of its own: 3 s, if each cost a moment
            with connection.cursor() as cursor:
                cursor.execute(f"notify {CHANNEL}")
        started = time.monotonic()

        wait_for(bell)

        assert time.monotonic() - started < 1


def defer_sweep() -> int:
    """Order a job that exists in every version: the sweep for silent acceptance."""
    from yimen.cases.tasks import sweep_silence

    return sweep_silence.configure(queueing_lock=None).defer()
