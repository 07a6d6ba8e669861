"""A journal to tamper with, and followers that write into a table of their own."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection, transaction

from tests.conftest import AT
from yimen.journal.actions import write
from yimen.journal.ports import EntryView, Handle, follower, followers
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import new_id

DJANGOS_OWN = {"cursor_factory", "context", "pool"}
GUARDED = ("journal_entry", "journal_head")


def sql(statement: str, *values: object) -> list[tuple]:
    """Run a statement and give its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def database() -> dict[str, object]:
    """How to connect to the database past Django."""
    parameters = connection.get_connection_params()
    return {name: parameters[name] for name in parameters if name not in DJANGOS_OWN}


def enter(subject: UUID, *kinds: str, facts: dict | None = None) -> list[int]:
    """Write one entry of each kind about the subject, each in a transaction of its own."""
    ids = []
    for kind in kinds:
        with transaction.atomic():
            ids.append(write("test", subject, kind, by=SYSTEM, at=AT, facts=facts))
    return ids


@contextmanager
def unguarded() -> Iterator[None]:
    """Do what only the owner of the database could: take the guards of the journal away."""
    for table in GUARDED:
        sql(f"grant update, delete on {table} to current_user")
        sql(f"alter table {table} disable trigger user")
    yield
    for table in GUARDED:
        sql(f"alter table {table} enable trigger user")
    sql("revoke update, delete on journal_entry from current_user")


#: For tests that commit: only the journal is emptied afterwards, which is quicker than everything.
committing = pytest.mark.django_db(transaction=True, available_apps=["yimen.journal"])


@pytest.fixture
def journal(transactional_db) -> Iterator[None]:
    """An empty journal to commit to, emptied again: no ordinary clean-up gets past its guards."""
    empty_journal()
    yield
    empty_journal()


def empty_journal() -> None:
    """Take away what earlier tests committed: their cases are gone, their acts are not."""
    with transaction.atomic(), unguarded():
        for table in (*GUARDED, "journal_bookmark", "journal_set_aside"):
            sql(f"delete from {table}")


@pytest.fixture
def subject() -> UUID:
    """Something that acts are about."""
    return new_id()


Follow = Callable[..., str]


@pytest.fixture
def follow() -> Iterator[Follow]:
    """Register followers for one test."""
    names: list[str] = []

    def register(handle: Handle, *, name: str = "test.one", kinds: Sequence[str] = ("t.",)) -> str:
        follower(name, kinds=kinds, reset=lambda: None)(handle)
        names.append(name)
        return name

    yield register
    for name in names:
        del followers[name]


@pytest.fixture
def seen() -> list[EntryView]:
    """What a follower was given, in order."""
    return []
