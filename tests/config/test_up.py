"""The whole site as a process: it comes up, answers, survives blows, and stops cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
import pytest

from tests.conftest import ROOT
from yimen.config.embedded import Embedded

pytestmark = pytest.mark.xdist_group("site")  # one process, so that it is set up once

UP_SECONDS = 120  # for the very first start, on a busy machine


class Site:
    """`yimen up` with a folder and a port of its own."""

    def __init__(self, var: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.database = Embedded(var / "pg")
        self.log = var / "up.log"
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "YIMEN_DEMO"}}
        self.environment = kept | {
            "YIMEN_VAR": str(var),
            "YIMEN_PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "yimen.config.settings.prod",
        }

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "yimen.config.cli", "up"],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        end = time.monotonic() + UP_SECONDS
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def answers(self, address: str = "/healthz") -> bool:
        """Whether a page is there."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}{address}", timeout=10) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False

    def says(self, text: str) -> bool:
        """Whether the terminal shows a text, now or soon."""
        end = time.monotonic() + 30
        while text not in self.log.read_text() and time.monotonic() < end:
            time.sleep(0.1)
        return text in self.log.read_text()

    def parts(self) -> list[int]:
        """The processes of web, worker and messenger, once all are there."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            parts = [child.pid for child in psutil.Process(self.process.pid).children()]
            if len(parts) == 3:
                return parts
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def stop(self, number: int) -> int:
        """Ask it to end; the exit code."""
        os.kill(self.process.pid, number)
        return self.process.wait(60)


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that ended, and that no init has buried, does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site that was set up once, and is not running."""
    site = Site(tmp_path_factory.mktemp("site"))
    site.start()
    assert site.stop(signal.SIGINT) == 0
    yield site
    if site.process.poll() is None:
        site.stop(signal.SIGTERM)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_again_with_its_data_and_stops_cleanly(site, number):
    site.start()

    assert site.says(f"http://localhost:{site.port}")
    assert site.answers("/")
    assert "Making the database" not in site.log.read_text()

    assert site.stop(number) == 0
    assert site.says("Stopped.")
    assert "Traceback" not in site.log.read_text()
    assert not site.answers()
    assert not site.database.answers()


def test_it_says_when_its_port_is_taken(site):
    with socket.create_server(("127.0.0.1", site.port)):
        done = subprocess.run(
            [sys.executable, "-m", "yimen.config.cli", "up"],
            env=site.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )

    assert done.returncode == 1
    assert f"Port {site.port} is taken" in done.stderr


def test_a_killed_part_comes_back(site):
    site.start()

    for pid in site.parts():
        os.kill(pid, signal.SIGKILL)

    assert site.says("The web process ended (-9); starting it again.")
    assert site.says("The worker process ended (-9); starting it again.")
    end = time.monotonic() + 30
    while not site.answers() and time.monotonic() < end:
        time.sleep(0.1)
    assert site.answers()
    assert site.stop(signal.SIGTERM) == 0


def test_when_all_is_killed_nothing_stays_behind_but_the_data(site):
    site.start()
    left = site.parts()

    site.process.kill()
    site.process.wait()

    end = time.monotonic() + 30
    while any(map(is_alive, left)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not [pid for pid in left if is_alive(pid)]
    site.start()  # over the database that still runs
    assert site.stop(signal.SIGTERM) == 0
    assert not site.database.answers()
