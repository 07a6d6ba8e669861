"""What must be in place before the site answers: tables, messages, static files, a first city."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from yimen.config.embedded import CannotStart
from yimen.config.styles import naming_files, node

Say = Callable[[str], None]


#: A migration rather fails than makes a running site wait.
TIMEOUTS = ["set lock_timeout = '5s';", "set statement_timeout = '10min';"]


def migrate_database(say: Say) -> None:
    """Run the migrations that are missing, never waiting long for a lock; ship the rules."""
    if pending_migrations():
        _migrate(say)
    ready_rules()


def _migrate(say: Say) -> None:
    say("Bringing the tables up to date")
    with connection.cursor() as cursor:
        for statement in TIMEOUTS:
            cursor.execute(statement)
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()  # and with it the time-outs


def ready_rules() -> None:
    """Have the rules and schemes this version brings; those that were changed stay so."""
    from yimen.figures.actions.schemes import ship_schemes
    from yimen.supervision.actions.rulesets import ship_conduct_rules, ship_time_rules

    ship_conduct_rules()
    ship_schemes()
    ship_time_rules()


def pending_migrations() -> list[str]:
    """The migrations this version brings that the database does not have yet.

    Raises CannotStart if it has only some of those that one of this version's stands for.
    """
    executor = MigrationExecutor(connection)
    done = executor.loader.applied_migrations
    for replacement in executor.loader.replacements.values():
        lacking = [".".join(name) for name in replacement.replaces if name not in done]
        if lacking and len(lacking) < len(replacement.replaces):
            raise CannotStart(
                "The tables are older than this version can bring up to date: they lack "
                f"{', '.join(lacking)}. Start the last version that has these once, then this one."
            )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def is_empty() -> bool:
    """Whether nobody has begun with this database: no organisation, no account."""
    from yimen.identity.models import Account
    from yimen.orgs.models import Organisation

    return not (Organisation.objects.exists() or Account.objects.exists())


def load_demo_city(say: Say) -> None:
    """Load the demo city whole or not at all."""
    from yimen.config.demo import load_demo

    say("Building the demo city (once, about half a minute)")
    load_demo(say)


def ready_search(say: Say) -> None:
    """Have the search know what is on offer, where a database is older than the search."""
    from django.utils import timezone

    from yimen.catalogue.actions import load_synonyms, reindex
    from yimen.catalogue.models import ItemSearch, ServiceItem, Synonym
    from yimen.kernel.actor import SYSTEM

    if not Synonym.objects.exists():
        load_synonyms(by=SYSTEM, at=timezone.now())
    if ServiceItem.objects.on_offer().exists() and not ItemSearch.objects.exists():
        say("Reading all items for the search (once)")
        reindex()


def collect_static(say: Say) -> None:
    """Gather the static files for serving, if any of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    say("Gathering styles and scripts")
    ignored = settings.STATIC_IGNORE
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=ignored)
    stamp.write_text(now)


def _fingerprint() -> str:
    """Of the files themselves, and of what decides which part of the style sheet is served."""
    naming = ((str(path), path.stat()) for path in naming_files())
    lines = sorted(
        f"{path} {status.st_size} {status.st_mtime_ns}"
        for path, status in (*_static_files(), *naming)
    )
    return hashlib.sha256(
        "\n".join([settings.SETTINGS_MODULE, node() or "", *lines]).encode()
    ).hexdigest()


def _static_files() -> Iterator[tuple[str, os.stat_result]]:
    for finder in get_finders():
        for path, storage in finder.list(settings.STATIC_IGNORE):
            yield path, os.stat(storage.path(path))
