"""The embedded server: several use it at once, the last lets it sleep, a kill harms nobody."""

import os
import signal
import subprocess
import sys
import threading

import psycopg
import pytest

from yimen.config.embedded import CannotStart, Embedded, programs

pytestmark = pytest.mark.xdist_group("embedded")

USER_OF_IT = """
import sys, time
from pathlib import Path
from yimen.config.embedded import Embedded
with Embedded(Path(sys.argv[1])).in_use(print):
    print("up", flush=True)
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server of the tests' own; made once, asleep between tests."""
    return Embedded(tmp_path_factory.mktemp("embedded") / "pg")


def silent(text: str) -> None:
    """Say nothing."""


def test_it_is_made_started_and_stopped(server):
    said = []

    with server.in_use(said.append), psycopg.connect(server.address("postgres")) as connection:
        version = connection.info.server_version

    assert version >= 150000
    assert said[-1] == "Starting the database"
    assert not server.answers()


def test_it_runs_until_the_last_user_has_gone(server):
    with server.in_use(silent):
        with server.in_use(silent):
            pass
        assert server.answers()

    assert not server.answers()


def test_two_that_start_at_once_share_one_server(server):
    problems = []

    def use() -> None:
        try:
            with server.in_use(silent), psycopg.connect(server.address("postgres")):
                pass
        except Exception as problem:
            problems.append(problem)

    threads = [threading.Thread(target=use, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert not problems
    assert not server.answers()


def test_a_killed_user_leaves_it_to_the_next_one(server):
    other = subprocess.Popen(
        [sys.executable, "-c", USER_OF_IT, str(server.data)], stdout=subprocess.PIPE, text=True
    )
    with other.stdout:
        while other.stdout.readline() != "up\n":
            assert other.poll() is None
    other.kill()
    other.wait()
    assert server.answers()

    with server.in_use(silent):
        pass

    assert not server.answers()


def test_it_recovers_after_a_crash(server):
    with server.in_use(silent):
        with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
            connection.execute("create table if not exists kept as select 1 as one")
        postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGQUIT)  # immediate: no checkpoint, recovery at next start
        while server.answers():
            pass

    with server.in_use(silent), psycopg.connect(server.address("postgres")) as connection:
        assert connection.execute("select one from kept").fetchone() == (1,)


def test_a_path_too_long_for_a_socket_gets_a_short_one(tmp_path):
    deep = tmp_path / ("deep" * 20) / "pg"

    assert len(str(Embedded(deep).socket_folder)) < 60
    assert Embedded(deep).socket_folder == Embedded(deep).socket_folder
    assert Embedded(deep).socket_folder != Embedded(tmp_path / ("deep" * 21) / "pg").socket_folder


def test_a_data_folder_that_cannot_be_used_is_said_plainly(tmp_path):
    data = tmp_path / "pg"
    data.mkdir()
    (data / "PG_VERSION").write_text("9\n")

    with pytest.raises(CannotStart, match="log is"), Embedded(data).in_use(silent):
        pass


def test_the_programs_for_backups_are_there():
    for program in ("postgres", "pg_dump", "pg_restore", "psql"):
        assert (programs() / program).exists()
