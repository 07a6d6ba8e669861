"""Keeping the web server and the worker running as children, and stopping them in order.

Children are forked, not started afresh: all code is loaded once, so the site is up sooner.
"""

import ctypes
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from urllib.error import URLError
from urllib.request import urlopen

from yimen.config.env import ENV

FORK = multiprocessing.get_context("fork")
LOOK_SECONDS = 0.1
READY_SECONDS = 60
STOP_SECONDS = 15
STARTS, WITHIN_SECONDS = 3, 30
PR_SET_PDEATHSIG = 1
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Part:
    """One child process, what it runs, and when it was last started."""

    name: str
    run: Callable[[], None]
    process: BaseProcess | None = None
    started: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it."""
        self.started = [*self.started[1 - STARTS :], time.monotonic()]
        self.process = FORK.Process(target=_as_child, args=(self.run, os.getpid()), name=self.name)
        self.process.start()

    @property
    def is_running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.is_alive()

    @property
    def is_failing(self) -> bool:
        """Whether it was started again and again just now: wait before the next time."""
        return len(self.started) == STARTS and time.monotonic() - self.started[0] < WITHIN_SECONDS

    def stop(self) -> None:
        """Ask it to end; after a while, make it, with all it started."""
        if self.process is None or self.process.pid is None or not self.is_running:
            return
        self.process.terminate()
        self.process.join(STOP_SECONDS)
        if self.is_running:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()


class Supervisor:
    """Starts the parts one after the other, restarts one that dies, stops all in that order."""

    def __init__(
        self,
        parts: list[Part],
        say: Callable[[str], None],
        is_ready: Callable[[], bool],
    ) -> None:
        self.parts = parts
        self.say = say
        self.is_ready = is_ready
        self.must_stop = False

    def run(self, *, on_ready: Callable[[], None]) -> None:
        """Run until a signal asks to stop."""
        before = {number: signal.signal(number, self._stop_soon) for number in STOP_SIGNALS}
        try:
            if self._wait_until_ready(self.parts[0]):
                on_ready()
            while not self.must_stop:
                for part in self.parts:
                    self.look_after(part)
                time.sleep(LOOK_SECONDS)
        finally:
            self.say("Stopping …")
            for part in self.parts:
                part.stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _stop_soon(self, *_: object) -> None:
        self.must_stop = True

    def look_after(self, part: Part) -> None:
        """Start a part that does not run; one that keeps failing only after a while."""
        if part.is_running or self.must_stop or part.is_failing:
            return
        if part.process is not None:
            self.say(f"The {part.name} process ended ({part.process.exitcode}); starting it again.")
        part.start()

    def _wait_until_ready(self, web: Part) -> bool:
        end = time.monotonic() + READY_SECONDS
        while not self.must_stop and time.monotonic() < end:
            self.look_after(web)
            if self.is_ready():
                return True
            if web.is_failing and not web.is_running:
                raise SystemExit("The web server cannot start; see above.")
            time.sleep(LOOK_SECONDS)
        if not self.must_stop:
            raise SystemExit(f"The site does not answer on port {ENV.port}; see above.")
        return False


def _as_child(run: Callable[[], None], parent: int) -> None:
    os.setsid()  # a Ctrl-C reaches only the parent, which stops its children in order
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    die_with(parent)
    here = os.getpid()
    os.register_at_fork(after_in_child=lambda: die_with(here))
    run()


def die_with(parent: int) -> None:
    """On Linux: get SIGTERM when the parent is gone, so that nothing stays behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # gone before we asked
        os._exit(1)


def is_answering() -> bool:
    """Whether the site says it is well."""
    host = "127.0.0.1" if ENV.host in {"0.0.0.0", "::"} else ENV.host
    try:
        with urlopen(f"http://{host}:{ENV.port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


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
