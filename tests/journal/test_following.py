"""Followers read every entry once, in order, whatever commits late, fails or runs twice."""

import threading
import time
from uuid import UUID

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from tests.conftest import AT
from tests.journal.conftest import committing, database, enter, sql
from yimen.identity.models import Account
from yimen.journal.actions import (
    rebuild_follower,
    retry_set_aside,
    run_followers,
    write,
)
from yimen.journal.models import SetAside
from yimen.journal.ports import followers
from yimen.journal.queries import follower_status, verify
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import new_id
from yimen.notify.models import Message

pytestmark = [committing, pytest.mark.usefixtures("journal")]


#: Seconds a writer holds back before it commits unasked: longer than any machine stands still.
PATIENCE = 120


class Writer(threading.Thread):
    """A transaction of its own that writes at once and commits when told."""

    def __init__(self, subject: UUID, kind: str) -> None:
        super().__init__()
        self.subject, self.kind = subject, kind
        self.has_written, self.may_commit = threading.Event(), threading.Event()
        self.start()
        assert self.has_written.wait(10)

    def run(self) -> None:
        with transaction.atomic():
            write("test", self.subject, self.kind, by=SYSTEM, at=AT)
            self.has_written.set()
            self.may_commit.wait(PATIENCE)
        connections.close_all()

    def commit(self) -> None:
        self.may_commit.set()
        self.join()


def run_follower(name: str, **facts: int) -> int:
    """Catch up as a worker does, which looks again: a transaction of somebody else on this server
    that ends just then (a clean-up, another test) may hold back what was entered after it began."""
    read, until = 0, time.monotonic() + 0.1
    while time.monotonic() < until:
        read += run_followers([name], **facts)
        time.sleep(0.02)
    return read


def kinds(entries) -> list[str]:
    """Their kinds, in order."""
    return [entry.kind for entry in entries]


def said(asked: CaptureQueriesContext, what: str) -> int:
    """How many of the statements name something."""
    return sum(what in one["sql"] for one in asked)


def status(name: str):
    """How far one follower is."""
    return next(one for one in follower_status() if one.name == name)


# ---- nothing is skipped


def test_an_entry_that_commits_late_is_not_skipped(subject, follow, seen):
    name = follow(seen.extend)
    late = Writer(new_id(), "t.late")
    enter(subject, "t.early")

    assert run_follower(name) == 0
    late.commit()

    assert run_follower(name) == 2
    assert kinds(seen) == ["t.late", "t.early"]


def test_transactions_that_commit_out_of_order_are_read_in_order(follow, seen):
    name = follow(seen.extend)
    writers = [Writer(new_id(), f"t.{number}") for number in range(4)]

    for number in (2, 0, 3):
        writers[number].commit()
        run_follower(name)
    assert kinds(seen) == ["t.0"]
    writers[1].commit()
    run_follower(name)

    assert kinds(seen) == ["t.0", "t.1", "t.2", "t.3"]


def test_entries_of_one_transaction_are_not_torn_from_the_order(subject, follow, seen):
    name = follow(seen.extend)
    first = Writer(new_id(), "t.0")
    enter(subject, "t.1")
    first.commit()
    enter(subject, "t.2")

    run_follower(name, batch=1)

    assert kinds(seen) == ["t.0", "t.1", "t.2"]


def test_writers_and_a_follower_at_once_lose_and_double_nothing(follow, seen):
    name = follow(seen.extend)
    subjects = [new_id() for _ in range(6)]

    def work(subject: UUID) -> None:
        try:
            for number in range(20):
                with transaction.atomic():
                    write("test", subject, "t.a", by=SYSTEM, at=AT, facts={"n": number})
                    if number % 3 == 0:
                        sql("select pg_sleep(0.003)")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[one]) for one in subjects]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        run_follower(name, batch=7)
    run_follower(name)

    assert len(seen) == len({entry.id for entry in seen}) == 120
    for one in subjects:
        assert [e.facts["n"] for e in seen if e.subject == one] == list(range(20))


def test_a_journal_restored_on_a_younger_server_goes_on_in_order(subject, follow, seen):
    name = follow(seen.extend)
    enter(subject, "t.old")
    run_follower(name)
    # as after a restore: numbers of another server, far above those of this one
    sql("update journal_era set server = 1, shift = 10 ^ 12")
    sql("select set_config('journal.shift', '1000000000000', false)")
    enter(subject, "t.elsewhere")
    sql("select set_config('journal.shift', '', false)")

    enter(subject, "t.new")
    run_follower(name)

    assert kinds(seen) == ["t.old", "t.elsewhere", "t.new"]
    assert status(name).lag == 0
    assert verify() == []


def test_a_long_transaction_in_another_database_holds_nobody_up(subject, follow, seen):
    name = follow(seen.extend)
    with psycopg.connect(**database() | {"dbname": "postgres"}) as other:
        other.execute("create temporary table busy (n int)")
        enter(subject, "t.a")

        assert run_follower(name) == 1


# ---- once


def test_a_follower_gets_the_kinds_it_cares_about(subject, follow, seen):
    name = follow(seen.extend, kinds=["a.b", "c.", "e.f_g"])
    enter(subject, "a.b", "a.bc", "a.b.c", "c.x", "c.y.z", "c", "d.c.x", "e.f_g", "e.fxg")

    assert run_follower(name) == 9

    assert kinds(seen) == ["a.b", "c.x", "c.y.z", "e.f_g"]
    assert status(name).lag == 0


def test_a_follower_reads_on_where_it_stopped(subject, follow, seen):
    name = follow(seen.extend)
    enter(subject, "t.a", "t.b")
    run_follower(name)
    enter(subject, "t.c")

    run_followers()

    assert kinds(seen) == ["t.a", "t.b", "t.c"]


def test_two_workers_do_not_double(subject, follow, seen):
    in_hand, go_on = threading.Event(), threading.Event()

    def handle(entries):
        in_hand.set()
        go_on.wait(10)
        seen.extend(entries)

    name = follow(handle)
    enter(subject, "t.a", "t.b")

    def work() -> None:
        run_follower(name)
        connections.close_all()

    other = threading.Thread(target=work)
    other.start()
    assert in_hand.wait(10)
    assert run_follower(name) == 0
    go_on.set()
    other.join()

    assert run_follower(name) == 0
    assert kinds(seen) == ["t.a", "t.b"]


def test_an_idle_worker_asks_once_for_all_followers(follow, seen, django_assert_num_queries):
    for number in range(5):
        follow(seen.extend, name=f"test.{number}")
    run_followers()

    with django_assert_num_queries(1):
        assert run_followers() == 0


def test_one_reading_serves_all_who_stand_at_one_place(subject, follow, seen):
    for number in range(5):
        follow(seen.extend, name=f"test.{number}")
    run_followers()
    enter(subject, "t.a", "t.b")

    with CaptureQueriesContext(connection) as asked:
        run_followers()

    assert kinds(seen) == ["t.a", "t.b"] * 5
    assert said(asked, "journal_stretch") == 3  # who is behind, what there is, who is behind now


def test_those_who_want_nothing_of_it_go_on_together(
    subject, follow, seen, django_assert_num_queries
):
    idle = [follow(seen.extend, name=f"test.{number}") for number in range(5)]
    enter(subject, "u.a")
    run_followers()
    enter(subject, "u.b", "u.c")

    with django_assert_num_queries(4):  # behind? · read · move · behind?
        assert run_followers() == 2 * len(followers)

    assert seen == []
    assert [status(name).lag for name in idle] == [0] * 5


def test_what_a_batch_costs_does_not_grow_with_its_entries(subject, follow, seen):
    name = follow(seen.extend)

    def cost(count: int) -> int:
        enter(subject, *["t.a"] * count)
        with CaptureQueriesContext(connection) as asked:
            run_follower(name)
        return len(asked)

    cost(1)
    assert cost(2) == cost(40)


def test_who_has_much_to_read_keeps_nobody_waiting(subject, follow):
    turns = []
    enter(subject, *["t.old"] * 6)
    follow(lambda entries: turns.append("new"), name="test.new")
    run_followers()
    follow(lambda entries: turns.append("far"), name="test.far")
    enter(subject, "t.a", "t.b")
    turns.clear()

    run_followers(batch=2)

    assert turns == ["far", "new", "far", "far", "far"]


# ---- bad entries


@pytest.fixture
def effects(journal):
    """A table that a follower fills."""
    sql("create table test_effect (entry bigint primary key, kind text not null)")
    yield "test_effect"
    sql("drop table test_effect")


def add_effects(entries) -> None:
    """What the followers below do; a second time for one entry it fails."""
    for entry in entries:
        sql("insert into test_effect values (%s, %s)", entry.id, entry.kind)
        if entry.kind == "t.bad":
            raise LookupError("no such thing")


def test_a_bad_entry_is_set_aside_and_the_others_go_on(subject, follow, effects):
    name = follow(add_effects)
    ids = enter(subject, "t.a", "t.bad", "t.c")

    run_follower(name)

    assert sql("select kind from test_effect order by entry") == [("t.a",), ("t.c",)]
    row = SetAside.objects.get()
    assert (row.follower, row.entry, row.subject, row.kind) == (name, ids[1], subject, "t.bad")
    assert row.error == "LookupError: no such thing"
    assert (status(name).set_aside, status(name).lag) == (1, 0)


def test_what_was_set_aside_is_taken_once_the_cause_is_mended(subject, follow, effects):
    is_mended = False

    def handle(entries):
        if not is_mended:
            add_effects(entries)
        else:
            sql("insert into test_effect values (%s, 'mended')", entries[0].id)

    name = follow(handle)
    enter(subject, "t.bad", "t.b")
    run_follower(name)
    assert retry_set_aside(name) == 0
    assert status(name).set_aside == 1

    is_mended = True

    assert retry_set_aside(name) == 1
    assert status(name).set_aside == 0
    assert sql("select kind from test_effect order by entry") == [("mended",), ("t.b",)]


def test_a_row_that_points_nowhere_is_found_before_the_commit(subject, follow):
    def handle(entries):
        nobody = new_id()
        Message.objects.create(account_id=nobody, key="1", body="", created_at=AT, state="sent")

    name = follow(handle)
    enter(subject, "t.a")

    run_follower(name)

    assert SetAside.objects.get().error.startswith("IntegrityError")
    assert not Account.objects.exists()


def test_trouble_of_the_database_sets_nothing_aside_and_stops_no_other(subject, follow, seen):
    def handle(entries):
        sql("set local statement_timeout = '1ms'")
        sql("select pg_sleep(1)")

    follow(handle, name="test.a")
    follow(seen.extend, name="test.b")
    enter(subject, "t.a")

    with pytest.raises(OperationalError):
        run_followers()

    assert kinds(seen) == ["t.a"]
    assert (status("test.a").lag, status("test.a").set_aside) == (1, 0)


# ---- rebuilding


def test_a_rebuilt_follower_has_the_same_tables(subject, effects):
    from yimen.journal.ports import follower

    @follower("test.one", kinds=["t."], reset=lambda: sql("delete from test_effect"))
    def handle(entries):
        add_effects(entries)

    try:
        enter(subject, "t.a", "t.bad", "t.c", "u.d")
        enter(new_id(), *["t.x"] * 30)
        run_follower("test.one", batch=7)
        before = sql("select * from test_effect order by entry")
        aside = sql("select entry, error from journal_set_aside")
        enter(subject, "t.z")

        assert rebuild_follower("test.one") == 35

        after = sql("select * from test_effect order by entry")
        assert after[:-1] == before
        assert after[-1][1] == "t.z"
        assert sql("select entry, error from journal_set_aside") == aside
    finally:
        del followers["test.one"]


def test_two_followers_of_one_name_are_refused(follow, seen):
    follow(seen.extend, name="test.one")

    with pytest.raises(ValueError, match=r"test\.one"):
        follow(seen.extend, name="test.one")


def test_lag_is_told_in_entries_and_seconds(subject, follow, seen):
    name = follow(seen.extend)
    enter(subject, "t.a", "t.b")

    far = status(name)
    run_follower(name)
    near = status(name)

    assert (far.lag, near.lag) == (2, 0)
    assert 0 < far.seconds < 60
    assert near.seconds == 0
    assert connection.in_atomic_block is False
