"""Installs a lock file with words of progress: `python -m yimen.config.install LOCK`.

Runs in a fresh environment, so it uses nothing that is not in Python itself.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

STEP = 10  # packages between two lines where the output is no terminal


def locked(lock: Path) -> int:
    """How many packages a lock file holds."""
    return len(re.findall(r"^[A-Za-z0-9].*==", lock.read_text(), re.MULTILINE))


def pip_command(lock: Path) -> list[str]:
    """Exactly these files, checked by hash; compiling to bytecode is left to the first use."""
    exactly = ["--require-hashes", "--no-deps", "--no-compile", "--disable-pip-version-check"]
    return [sys.executable, "-m", "pip", "install", *exactly, "-r", str(lock)]


def progress(lines: Iterator[str], total: int) -> Iterator[str]:
    """What to tell while pip works."""
    done = 0
    for line in lines:
        if match := re.match(r"(?:Collecting|Requirement already satisfied:) ([^=\s]+)", line):
            done += 1
            yield f"  {done} of {total}: {match[1]}"
        elif line.startswith("Installing collected packages"):
            yield f"  unpacking {line.count(',') + 1} packages"


def install(lock: Path) -> int:
    """Run pip, show progress, and show all it said if it fails."""
    began, total, kept = time.monotonic(), locked(lock), []
    pip = subprocess.Popen(
        pip_command(lock), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )

    def lines() -> Iterator[str]:
        for line in pip.stdout or ():
            kept.append(line)
            yield line

    for number, text in enumerate(progress(lines(), total), start=1):
        if sys.stdout.isatty():
            sys.stdout.write(f"\r\x1b[K{text}")
        elif number % STEP == 0 or "unpacking" in text:
            sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
    code = pip.wait()
    end = f"  {total} packages in {time.monotonic() - began:.0f} s\n" if not code else "".join(kept)
    sys.stdout.write(f"\r\x1b[K{end}" if sys.stdout.isatty() else end)
    return code


if __name__ == "__main__":
    raise SystemExit(install(Path(sys.argv[1])))
