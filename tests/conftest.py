"""What every test may use: a database, a fixed moment, and the real data beside the project."""

import json
import os
import shutil
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import translation

from yimen.config.database import database_running
from yimen.config.messages import compile_messages

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

#: The fixed moment of the suite: Wednesday 20 May 2026, 10:00 in Shanghai.
AT = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)

RUNNING = pytest.StashKey[ExitStack]()
NO_BROWSER = "no Chromium found: install chromium, or name it with YIMEN_CHROMIUM"


def pytest_configure(config: pytest.Config) -> None:
    """Have the database run while the suite does; the processes of xdist share it."""
    if hasattr(config, "workerinput"):
        return
    compile_messages()
    config.stash[RUNNING] = ExitStack()
    config.stash[RUNNING].enter_context(database_running())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let the database sleep again."""
    if RUNNING in config.stash:
        config.stash[RUNNING].close()


def chromium_path() -> str | None:
    """The Chromium on this machine, if there is one."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    found = (shutil.which(name) for name in (os.environ.get("YIMEN_CHROMIUM", ""), *names) if name)
    return next((path for path in found if path), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that drive a browser are skipped where there is none; the end of the run says so."""
    if chromium_path() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(NO_BROWSER in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line("")
        terminalreporter.write_line(
            f"!!! {count} BROWSER TESTS DID NOT RUN: {NO_BROWSER} !!!", red=True, bold=True
        )


@pytest.fixture(autouse=True)
def _in_the_sites_own_language() -> None:
    """A page that another test read in English leaves its language behind in the thread."""
    translation.deactivate()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data (../shared/data); tests that need it skip where it is absent."""
    path = SHARED / "data"
    if not path.exists():
        pytest.skip(f"real data not found at {path}")
    return path


@pytest.fixture
def vectors() -> dict:
    """The domain test vectors (../shared/spec/vectors.json)."""
    path = SHARED / "spec" / "vectors.json"
    if not path.exists():
        pytest.skip(f"test vectors not found at {path}")
    return json.loads(path.read_text())
