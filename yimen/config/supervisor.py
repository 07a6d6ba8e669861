"""Keeping the web server and the worker running as children, and stopping them in order."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import urlopen

from yimen.config.env import ENV

LOOK_SECONDS = 0.2
READY_SECONDS = 60
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1


@dataclass
class Part:
    """One child process, and how often it had to be started."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it in a group of its own, so that Ctrl-C reaches only us and we stop in order."""
        self.started = [*self.started[-4:], time.monotonic()]
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,
        )

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.poll() is None

    @property
    def is_failing(self) -> bool:
        """Whether it ended five times within half a minute: starting again will not help."""
        return len(self.started) == 5 and self.started[-1] - self.started[0] < 30

    def stop(self) -> None:
        """Ask it to end; after a while, make it."""
        if self.process is None or not self.is_running:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Supervisor:
    """Starts the parts, restarts one that dies, stops all in the order given."""

    def __init__(self, parts: list[Part], say: Callable[[str], None]) -> None:
        self.parts = parts
        self.say = say
        self.must_stop = False

    def run(self, *, on_ready: Callable[[], None]) -> None:
        """Run until a signal asks to stop, or a part fails again and again."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        try:
            for part in self.parts:
                part.start()
            if self._wait_until_ready():
                on_ready()
            while not self.must_stop:
                self._look_after()
                time.sleep(LOOK_SECONDS)
        finally:
            self.say("Stopping …")
            for part in self.parts:
                part.stop()

    def _stop_soon(self, *_: object) -> None:
        self.must_stop = True

    def _look_after(self) -> None:
        for part in self.parts:
            if part.is_running or self.must_stop:
                continue
            if part.is_failing:
                raise SystemExit(f"The {part.name} process fails again and again; see above.")
            if part.process is not None:
                self.say(f"The {part.name} process ended ({part.process.returncode}); starting it.")
            part.start()

    def _wait_until_ready(self) -> bool:
        end = time.monotonic() + READY_SECONDS
        while not self.must_stop and time.monotonic() < end:
            self._look_after()
            if is_answering():
                return True
            time.sleep(LOOK_SECONDS)
        if not self.must_stop:
            raise SystemExit(f"The site does not answer on port {ENV.port}; see above.")
        return False


def is_answering() -> bool:
    """Whether the site says it is well."""
    host = "127.0.0.1" if ENV.host in {"0.0.0.0", "::"} else ENV.host
    try:
        with urlopen(f"http://{host}:{ENV.port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def web_command() -> list[str]:
    """The command that runs the web server."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", ENV.host, "--port", str(ENV.port), "--http", "1", "--no-ws"),
        *("--workers", str(ENV.web_workers), "--blocking-threads", str(ENV.web_threads)),
        *("--blocking-threads-idle-timeout", "600", "--backlog", "2048"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-level", "error", "yimen.config.wsgi:application"),
    ]


def port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def _die_with_parent() -> None:
    # Linux: should we be killed outright, the children get SIGTERM and do not stay behind.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
