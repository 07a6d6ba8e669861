"""Prepares a database of the bench's own, then runs the measures in a process that uses it."""

import os

from bench.place import measure_in

NAME = "yimen_bench"
PORT = "8077"


def main() -> int:
    """Make the database afresh, measure, and leave it for a look."""
    port = os.environ.get("YIMEN_BENCH_PORT", PORT)
    return measure_in(NAME, "bench.run", YIMEN_PORT=port, YIMEN_SMTP_URL="")


if __name__ == "__main__":
    raise SystemExit(main())
