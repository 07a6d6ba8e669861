"""A province's catalogue: 300,000 implementations, cloned by SQL or brought in as a file."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bench.report import Report
from yimen.catalogue.actions import import_guangdong, load_code_tables, load_synonyms
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.queries import exported, published_items
from yimen.catalogue.rules.exchange import to_line
from yimen.catalogue.rules.shape import Exported
from yimen.config.env import ENV
from yimen.journal.queries import verify
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Organisation, Region

LIST = Path(__file__).resolve().parents[2] / "shared/data/guangdong-items/policy.jsonl"
CITIES, COUNTIES = 21, 6  # of each city
VERIFIED = 2000
WATCHED = 1.0  #: seconds between two looks at what the database does

_ITEMS = """
    create unlogged table bench_clone as
    select i.id as pattern, i.current_id as version, gen_random_uuid() as id,
           gen_random_uuid() as new_version, o.id as organisation, o.region_id as region,
           overlay(i.code placing 'B' || lpad(p.n::text, 3, '0') from 9 for 4) as code
    from catalogue_serviceitem i
    join orgs_organisation h on h.id = i.organisation_id
    cross join bench_place p
    join orgs_organisation o on o.path = p.path || h.id || '/'
"""
_CLONES = (
    """
    insert into catalogue_serviceitem ({items}) select {items_from}
    from bench_clone c join catalogue_serviceitem i on i.id = c.pattern
    """,
    """
    insert into catalogue_itemversion ({versions}) select {versions_from}
    from bench_clone c join catalogue_itemversion i on i.id = c.version
    """,
    """
    insert into catalogue_itemsearch ({search}) select {search_from}
    from bench_clone c join catalogue_itemsearch i on i.item_id = c.pattern
    """,
)


def base(now: datetime) -> int:
    """The list Guangdong published, as every import takes it."""
    load_code_tables()
    load_synonyms(by=SYSTEM, at=now)
    return import_guangdong(LIST, by=SYSTEM, at=now).added_count


def places() -> list[tuple[str, str]]:
    """Cities and counties with an office for each of the list's: (path, region)."""
    made: list[tuple[str, str]] = []
    offices = list(Organisation.objects.filter(items__isnull=False).distinct())
    for city in range(1, CITIES + 1):
        for county in range(COUNTIES + 1):
            code = f"44{city:02d}{county:02d}".ljust(12, "0")
            Region.objects.get_or_create(
                pk=code, defaults={"name": code, "level": 3 if county else 2}
            )
            made.append((f"bench{code}/", code))
    Organisation.objects.bulk_create(
        (
            Organisation(path=f"{path}{one.pk}/", name=one.name, uscc="", region_id=code)
            for path, code in made
            for one in offices
        ),
        batch_size=2000,
    )
    return made


def clone(count: int) -> int:
    """Clones of every item in cities and counties, by SQL; returns how many items there are."""
    rounds = max(1, round(count / ServiceItem.objects.count()) - 1)
    chosen = places()[:rounds]
    fields = {
        "items": _columns(
            "serviceitem",
            id="c.id",
            code="c.code",
            current_id="c.new_version",
            organisation_id="c.organisation",
        ),
        "versions": _columns("itemversion", id="c.new_version", item_id="c.id"),
        "search": _columns(
            "itemsearch",
            item_id="c.id",
            code="c.code",
            region="c.region",
            organisation_id="c.organisation",
        ),
    }
    names = {name: ", ".join(columns) for name, columns in fields.items()}
    names |= {f"{name}_from": ", ".join(columns.values()) for name, columns in fields.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create unlogged table bench_place (n int, path text)")
        cursor.executemany(
            "insert into bench_place values (%s, %s)",
            [(n, path) for n, (path, _) in enumerate(chosen, 1)],
        )
        cursor.execute(_ITEMS)
        for statement in _CLONES:
            cursor.execute(statement.format(**names))
    _settle()
    return ServiceItem.objects.count()


def _settle() -> None:
    """What the database does by itself a minute after so many new rows."""
    with connection.cursor() as cursor:
        for table in ("serviceitem", "itemversion", "itemsearch", "searchtext"):
            cursor.execute(f"vacuum analyze catalogue_{table}")


def _columns(table: str, **changed: str) -> dict[str, str]:
    """Every column of a table, taken over from the pattern unless it is said how."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns where table_name = %s",
            [f"catalogue_{table}"],
        )
        return {name: changed.get(name, f"i.{name}") for (name,) in cursor.fetchall()}


def bring_in(count: int, report: Report) -> None:
    """A file of so many items, brought in by the command, in a process of its own."""
    path = ENV.var / "bench-items.jsonl"
    lines = _write(path, count)
    size = path.stat().st_size / 2**20
    started = time.monotonic()
    command = [sys.executable, "-m", "yimen.config.cli", "catalogue", "import", str(path)]
    command += ["--format", "jsonl", "--publish"]
    with tempfile.TemporaryFile() as said:
        job = subprocess.Popen(command, stdout=said, stderr=subprocess.DEVNULL)
        used, in_database = _watch(job)
        seconds = time.monotonic() - started
        said.seek(0)
        path.unlink()
        if job.returncode:
            raise RuntimeError(said.read().decode()[-2000:])
    in_python = used.ru_utime + used.ru_stime
    report.add(
        f"items brought in and published, a file of {size:,.0f} MiB",
        lines,
        f"{seconds:.0f} s = {lines / seconds:.0f} items/s; of processor time"
        f" Python took {in_python:.0f} s and the database {in_database:.0f} s;"
        f" Python took at most {_memory(used)} MiB",
    )
    _settle()
    newest = ServiceItem.objects.order_by("-pk").values_list("pk", flat=True)[:VERIFIED]
    found = [one for pk in newest for one in verify(pk)]
    report.add("journals of them verified", VERIFIED, f"{len(found) or 'no'} finding")


def _watch(job: subprocess.Popen[bytes]) -> tuple[Any, float]:
    """What the job used, and the processor time of the backends that worked for it.

    The time on the clock says little where others are at work on the same machine.
    """
    spent: dict[int, float] = {}
    pid = 0
    while not pid:
        time.sleep(WATCHED)
        spent |= _backends()
        pid, status, used = os.wait4(job.pid, os.WNOHANG)
    job.returncode = os.waitstatus_to_exitcode(status)
    return used, sum(spent.values())


def _backends() -> dict[int, float]:
    """Processor time so far of the other backends of this database, where the system tells."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
        found = {}
        for (pid,) in cursor.fetchall():
            stat = Path(f"/proc/{pid}/stat")
            if stat.exists():
                ticks = stat.read_text().rsplit(")", 1)[1].split()[11:13]
                found[pid] = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        return found


def _memory(used: Any) -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return int(used.ru_maxrss * unit / 2**20)


def _write(path: Path, count: int) -> int:
    patterns = list(exported(published_items()))
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for one in _moved(patterns, count):
            file.write(to_line(one) + "\n")
            written += 1
    return written


def _moved(patterns: list[Exported], count: int) -> Iterator[Exported]:
    """The patterns again and again, each time in another place."""
    homes = dict(Organisation.objects.values_list("path", "pk"))
    for n, (path, _code) in enumerate(places(), 1):
        for one in patterns:
            if count <= 0:
                return
            count -= 1
            code = one.head["code"]
            office = f"{path}{homes[one.head['organisation']]}/"
            head = {"code": f"{code[:8]}B{n:03d}{code[12:]}", "organisation": office}
            yield replace(
                one, head={**head, "local_code": "", "office_name": "", "office_code": ""}
            )
