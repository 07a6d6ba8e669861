"""Children are kept running, and stopped in order."""

import os
import signal
import socket
import sys
import time

import pytest

from yimen.config.supervisor import Part, Supervisor, port_is_free

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('deaf', flush=True); time.sleep(60)",
]


@pytest.fixture
def part():
    """A child that sleeps."""
    part = Part("sleeper", SLEEP)
    part.start()
    yield part
    part.stop()


def test_a_child_that_dies_is_started_again(part):
    said = []
    first = part.process.pid
    os.kill(first, signal.SIGKILL)
    part.process.wait()

    Supervisor([part], said.append)._look_after()

    assert part.is_running
    assert part.process.pid != first
    assert said == ["The sleeper process ended (-9); starting it."]


def test_a_child_that_dies_again_and_again_ends_the_whole():
    part = Part("broken", [sys.executable, "-c", "raise SystemExit(3)"])
    supervisor = Supervisor([part], lambda text: None)

    with pytest.raises(SystemExit, match="broken process fails again and again"):
        for _ in range(10):
            supervisor._look_after()
            part.process.wait()


def test_a_child_is_asked_to_end(part):
    part.stop()

    assert part.process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_made_to_end(monkeypatch):
    monkeypatch.setattr("yimen.config.supervisor.STOP_SECONDS", 0.2)
    part = Part("deaf", STUBBORN)
    part.start()
    time.sleep(0.5)

    part.stop()

    assert part.process.returncode == -signal.SIGKILL


def test_a_child_does_not_outlive_us():
    parent = os.fork()
    if parent == 0:
        child = Part("orphan", SLEEP)
        child.start()
        os.write(1, b"")
        os._exit(child.process.pid % 251)
    _, status = os.waitpid(parent, 0)

    time.sleep(0.3)

    left = [pid for pid in _sleepers() if pid % 251 == os.waitstatus_to_exitcode(status)]
    assert not left


def _sleepers() -> list[int]:
    pids = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                if file.read().split(b"\0")[1:3] == [b"-c", SLEEP[2].encode()]:
                    pids.append(int(pid))
        except OSError:
            continue
    return pids


def test_a_taken_port_is_noticed():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)

    assert port_is_free("127.0.0.1", port)
