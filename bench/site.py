"""The site as `yimen up` runs it, and the processes that ask it."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from yimen.config.env import ENV
from yimen.config.supervisor import is_answering

Result = dict[str, Any]
READY_SECONDS = 60


@contextmanager
def running() -> Iterator[None]:
    """Web server and worker, until the end."""
    process = subprocess.Popen([sys.executable, "-m", "yimen.config.cli", "up"], stdout=sys.stderr)
    try:
        end = time.monotonic() + READY_SECONDS
        while not is_answering():
            if time.monotonic() > end or process.poll() is not None:
                raise RuntimeError("the site does not answer")
            time.sleep(0.2)
        yield
    finally:
        process.terminate()
        process.wait(60)


def ask(seconds: float, **plan: Any) -> Result:
    """Let a process of clients carry out a plan."""
    result = run("bench.client", {"port": ENV.port, "seconds": seconds, **plan})[0]
    if result["errors"]:
        raise RuntimeError(f"the site answered {result['errors']}")
    return result


def replay(seconds: float, clients: int, tapes: list[Any]) -> Result:
    """Let clients without our code play the tapes: two processes, for Python threads share one."""
    half = max(1, clients // 2)
    plan = {"address": ENV.database_url, "seconds": seconds, "clients": half, "tapes": tapes}
    plans = [{**plan, "first": n * half} for n in range(2 if clients > 1 else 1)]
    results = run("bench.replay", *plans)
    tape = [one for result in results for one in result["samples"]["tape"]]
    return {"seconds": max(r["seconds"] for r in results), "samples": {"tape": tape}}


def run(module: str, *plans: Any) -> list[Result]:
    """Processes of that module at the same time, each with its plan."""
    command = [sys.executable, "-m", module]
    pipe = subprocess.PIPE
    processes = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in plans]
    for process, plan in zip(processes, plans, strict=True):
        if process.stdin is None:
            raise RuntimeError("no pipe")
        process.stdin.write(json.dumps(plan))
        process.stdin.close()
    results = []
    for process in processes:
        text = process.stdout.read() if process.stdout else ""
        if process.wait():
            raise RuntimeError(f"{module} ended with {process.returncode}")
        results.append(json.loads(text))
    return results
