"""A process that plays tapes over bare psycopg: what the database alone can do.

{"address": …, "seconds": …, "clients": 4, "tapes": […]}
"""

import json
import sys
import threading
import time
from typing import Any
from uuid import UUID

import psycopg

from yimen.kernel.ids import new_id


def play(address: str, tapes: list[Any], first: int, until: float, samples: list[float]) -> None:
    """One tape after the other; each client from another one on."""
    with psycopg.connect(address, autocommit=True, prepare_threshold=None) as connection:
        n = first
        while time.perf_counter() < until:
            groups = _anew(tapes[n % len(tapes)])
            started = time.perf_counter()
            for group in groups:
                if len(group) == 1:
                    connection.execute(group[0])
                    continue
                with connection.transaction():
                    for text in group:
                        connection.execute(text)
            samples.append(time.perf_counter() - started)
            n += 1 if len(tapes[0]["ids"]) == 0 else 0


def _anew(tape: Any) -> list[list[str]]:
    """The statements with fresh ids and a fresh number, so that they can be done again."""
    fresh: dict[str, str] = {}
    for old in tape["ids"]:
        new = new_id()
        fresh |= {old: new.hex, str(UUID(old)): str(new)}
    if number := tape["number"]:
        fresh[number] = number[:31] + new_id().hex[-19:].upper()
    groups = tape["groups"]
    for old, new in fresh.items():
        groups = [[text.replace(old, new) for text in group] for group in groups]
    return groups


def main() -> None:
    """Run the plan on standard input."""
    plan = json.load(sys.stdin)
    for tape in plan["tapes"]:  # % is no placeholder here: nothing is bound
        tape["groups"] = [[text for text in group if text] for group in tape["groups"]]
    samples: list[list[float]] = [[] for _ in range(plan["clients"])]
    started = time.perf_counter()
    until = started + plan["seconds"]
    threads = [
        threading.Thread(
            target=play,
            args=(plan["address"], plan["tapes"], plan["first"] + n, until, samples[n]),
        )
        for n in range(plan["clients"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    flat = [one for taken in samples for one in taken]
    json.dump({"seconds": time.perf_counter() - started, "samples": {"tape": flat}}, sys.stdout)


if __name__ == "__main__":
    main()
