"""Figures as a table: printed, and kept in bench/results.md."""

import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import click
from django.db import connection
from django.utils import timezone

RESULTS = Path(__file__).with_name("results.md")
MARK = "<!-- figures: written by the bench, everything below is replaced -->"


@dataclass
class Report:
    """Lines as they are measured."""

    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, what: str, cases: int, figure: str, floor: str = "", ratio: str = "") -> None:
        """One line: what was measured, at how many cases, beside its floor."""
        row = (what, f"{cases:,}", figure, floor, ratio)
        click.echo("  ".join(cell for cell in row if cell))
        self.rows.append(row)

    def write(self, part: str = "", counted: str = "cases") -> None:
        """Keep the figures below their mark of the results page; what stands above is by hand.

        The figures of a part of the bench stand between marks of their own, above the others.
        """
        page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
        mark, end = (f"<!-- figures: {part} -->", f"<!-- end of {part} -->") if part else (MARK, "")
        above, _, rest = page.partition(mark)
        below = rest.partition(end)[2] if part else ""
        lines = [mark, "", *machine(), "", f"| measured | {counted} | figure | floor | ratio |"]
        lines += ["|---|--:|---|---|--:|", *(f"| {' | '.join(row)} |" for row in self.rows), end]
        RESULTS.write_text(above + "\n".join(lines) + below, encoding="utf-8")


def machine() -> list[str]:
    """Where and when; a figure says nothing without."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('server_version'), current_setting('shared_buffers'),"
            " current_setting('synchronous_commit'), pg_size_pretty(pg_database_size("
            "current_database()))"
        )
        version, buffers, commit, size = cursor.fetchone()
    pages, page = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return [
        f"- {timezone.localdate()}, commit {_commit()}",
        f"- {os.cpu_count()} cores, {pages * page / 2**30:.0f} GiB; load when it ended "
        f"{os.getloadavg()[0]:.1f}; {platform.system()} {platform.machine()}",
        f"- Python {platform.python_version()}; PostgreSQL {version}, shared_buffers {buffers}, "
        f"synchronous_commit {commit}; database {size}",
    ]


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def share(values: Iterable[float], part: float) -> float:
    """The value below which that part of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def times(values: Iterable[float]) -> str:
    """Median and 95th of a hundred, in milliseconds."""
    taken = list(values)
    return f"p50 {share(taken, 0.5) * 1000:.1f}, p95 {share(taken, 0.95) * 1000:.1f} ms"
