"""Children are kept running, and stopped in order."""

import os
import signal
import socket
import sys
import time

import pytest

from yimen.config.supervisor import FORK, Part, Supervisor, port_is_free

MARK = "a child of test_supervisor"


def sleep() -> None:
    """Sleep, findable by its command line."""
    os.execv(sys.executable, [sys.executable, "-c", f"import time; time.sleep(60)  # {MARK}"])


def ignore_signals() -> None:
    """Do not listen."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)


def fail() -> None:
    """End at once."""
    raise SystemExit(3)


@pytest.fixture
def part():
    """A child that sleeps."""
    part = Part("sleeper", sleep)
    part.start()
    yield part
    part.stop()


def test_a_child_that_dies_is_started_again(part):
    said = []
    first = part.process.pid
    os.kill(first, signal.SIGKILL)
    part.process.join()

    Supervisor([part], said.append, lambda: False).look_after(part)

    assert part.is_running
    assert part.process.pid != first
    assert said == ["The sleeper process ended (-9); starting it again."]


def test_a_child_that_dies_again_and_again_is_not_started_all_the_time():
    part = Part("broken", fail)
    supervisor = Supervisor([part], lambda text: None, lambda: False)

    for _ in range(10):
        supervisor.look_after(part)
        part.process.join()

    assert len(part.started) == 3
    part.started = [moment - 60 for moment in part.started]
    supervisor.look_after(part)
    assert time.monotonic() - part.started[-1] < 5
    part.process.join()


def test_all_is_stopped_in_order_when_a_signal_asks(part):
    other = Part("other", sleep)
    said = []
    supervisor = Supervisor([part, other], said.append, lambda: True)

    supervisor.run(on_ready=lambda: os.kill(os.getpid(), signal.SIGTERM))

    assert said == ["Stopping …"]
    assert not part.is_running
    assert not other.is_running


def test_a_web_server_that_cannot_start_ends_the_whole():
    with pytest.raises(SystemExit, match="cannot start"):
        Supervisor([Part("web", fail)], lambda text: None, lambda: False).run(on_ready=lambda: None)


def test_a_child_is_asked_to_end(part):
    part.stop()

    assert part.process.exitcode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_made_to_end(monkeypatch):
    monkeypatch.setattr("yimen.config.supervisor.STOP_SECONDS", 0.2)
    part = Part("deaf", ignore_signals)
    part.start()
    time.sleep(0.5)

    part.stop()

    assert part.process.exitcode == -signal.SIGKILL


def test_a_child_does_not_outlive_us():
    parent = FORK.Process(target=_start_a_child_and_die)
    parent.start()
    parent.join()

    wait_until = time.monotonic() + 5
    while _sleepers() and time.monotonic() < wait_until:
        time.sleep(0.1)

    assert not _sleepers()


def _start_a_child_and_die() -> None:
    Part("orphan", sleep).start()
    while not _sleepers():
        time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGKILL)


def _sleepers() -> list[int]:
    pids = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline") as file:
                if MARK in file.read():
                    pids.append(int(pid))
        except OSError:
            continue
    return pids


def test_a_taken_port_is_noticed():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert not port_is_free("127.0.0.1", port)

    assert port_is_free("127.0.0.1", port)
