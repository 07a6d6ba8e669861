"""Acts are entered in order, chained, and as they were said."""

import hashlib
import json
import threading
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, connections, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import AT
from tests.journal.conftest import committing, enter, sql, unguarded
from yimen.journal.actions import write
from yimen.journal.actions.writing import LEAST_SECONDS_BETWEEN_BELLS
from yimen.journal.queries import entries_of, entries_of_many, verify
from yimen.kernel.actor import SYSTEM, Actor, Kind
from yimen.kernel.ids import new_id

OFFICER = Actor(
    kind=Kind.STAFF,
    name="王敏",
    account_id=UUID(int=1),
    staff_id=UUID(int=2),
    post_id=UUID(int=3),
    org_id=UUID(int=4),
    party_id=UUID(int=5),
    channel="counter",
    address="10.1.2.3",
)


@pytest.mark.django_db
def test_an_act_is_entered_with_who_when_and_what(subject):
    before = datetime.now(UTC)

    entry_id = write(
        "case",
        subject,
        "case.accepted",
        by=OFFICER,
        at=AT - timedelta(days=3),
        facts={"days": 5, "reason": "材料齐全", "subject": subject, "on": AT.date()},
    )

    (entry,) = entries_of(subject)
    assert (entry.id, entry.stream, entry.seq) == (entry_id, "case", 1)
    assert (entry.subject, entry.kind, entry.at) == (subject, "case.accepted", AT.replace(day=17))
    assert before <= entry.recorded_at <= datetime.now(UTC)
    assert entry.facts["reason"] == "材料齐全"
    assert entry.facts["subject"] == str(subject)
    assert entry.facts["on"] == "2026-05-20"
    assert entry.actor == {
        "kind": "staff",
        "name": "王敏",
        "account": str(UUID(int=1)),
        "staff": str(UUID(int=2)),
        "post": str(UUID(int=3)),
        "organisation": str(UUID(int=4)),
        "for": str(UUID(int=5)),
        "channel": "counter",
        "address": "10.1.2.3",
    }


@pytest.mark.django_db
def test_each_entry_is_chained_to_the_one_before_it(subject):
    enter(subject, "t.a", "t.b", "t.c")

    rows = sql("select seq, prev, hash from journal_entry where subject = %s order by seq", subject)

    assert [row[0] for row in rows] == [1, 2, 3]
    assert bytes(rows[0][1]) == b""
    assert [bytes(row[1]) for row in rows[1:]] == [bytes(row[2]) for row in rows[:-1]]
    assert sql("select seq, hash from journal_head where subject = %s", subject) == [
        (3, rows[-1][2])
    ]


@pytest.mark.django_db
def test_one_subject_is_read_from_the_months_it_lived_in(subject):
    for months in (30, 20, 10):
        sql("select journal_make_month((now() - make_interval(months => %s))::date)", months)
    enter(subject, "t.a", "t.b")

    assert [entry.kind for entry in entries_of(subject)] == ["t.a", "t.b"]
    (now,) = sql("select min(recorded_at) from journal_entry where subject = %s", subject)[0]
    assert sql("select first_at from journal_head where subject = %s", subject) == [(now,)]
    with unguarded():
        sql("update journal_head set first_at = last_at where subject = %s", subject)
    assert [entry.kind for entry in entries_of(subject)] == ["t.b"]  # it is the head that says


@pytest.mark.django_db
def test_where_the_head_does_not_say_when_every_month_is_asked(subject):
    enter(subject, "t.a")
    with unguarded():
        sql("update journal_head set first_at = null, last_at = null where subject = %s", subject)
    enter(subject, "t.b")

    assert [entry.kind for entry in entries_of(subject)] == ["t.a", "t.b"]


@committing
def test_an_entry_outside_a_transaction_is_a_bug(journal, subject):
    with pytest.raises(RuntimeError, match="transaction of its act"):
        write("test", subject, "t.a", by=SYSTEM, at=AT)


@committing
def test_an_act_undone_leaves_no_entry(journal, subject):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write("test", subject, "t.a", by=SYSTEM, at=AT)
        raise ZeroDivisionError

    enter(subject, "t.b")

    assert [(entry.seq, entry.kind) for entry in entries_of(subject)] == [(1, "t.b")]
    assert verify() == []


@pytest.mark.django_db
def test_the_acts_on_many_subjects_come_in_one_query(django_assert_num_queries):
    subjects = [new_id(), new_id()]
    for one in subjects:
        enter(one, "t.a", "t.b")

    with django_assert_num_queries(1):
        found = entries_of_many(subjects)

    assert [[entry.kind for entry in found[one]] for one in subjects] == [["t.a", "t.b"]] * 2


@pytest.mark.django_db
def test_one_act_costs_one_round_trip(subject, django_assert_num_queries):
    enter(subject, "t.a")

    with django_assert_num_queries(1):
        write("test", subject, "t.b", by=SYSTEM, at=AT)


@committing
def test_eight_writers_to_one_subject_make_one_chain(journal, subject):
    def work() -> None:
        try:
            for _ in range(25):
                enter(subject, "t.a")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [entry.seq for entry in entries_of(subject)] == list(range(1, 201))
    assert verify() == []


@committing
def test_writers_wake_the_followers_after_the_commit(journal, subject):
    with connection.cursor() as cursor:
        cursor.execute("listen journal")
    time.sleep(LEAST_SECONDS_BETWEEN_BELLS)  # another test may have rung just now

    enter(subject, "t.a")

    bells = list(connection.connection.notifies(timeout=5, stop_after=1))
    assert [bell.channel for bell in bells] == ["journal"]
    sql("unlisten journal")


# ---- anyone can recompute a hash: the second implementation, after docs/apps/journal.md


def recomputed(row: dict) -> bytes:
    """The hash of an entry, by what the page about the journal says."""
    microseconds = [
        (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
        for moment in (row["at"], row["recorded_at"])
    ]
    body = [row["id"], row["xid"], row["stream"], str(row["subject"]), row["seq"], row["kind"]]
    body += [*microseconds, ordered(row["actor"]), ordered(row["facts"])]
    text = json.dumps(body, ensure_ascii=False, separators=(", ", ": "))
    return hashlib.sha256(bytes(row["prev"]) + text.encode()).digest()


def ordered(value: object) -> object:
    """Keys in the order of their length in bytes, then of their bytes."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return {key: ordered(value[key]) for key in keys}
    return [ordered(one) for one in value] if isinstance(value, list) else value


TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
FACTS = st.dictionaries(
    TEXT,
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**80), 2**80) | TEXT,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=6,
)


@pytest.mark.django_db
@settings(max_examples=100, deadline=None)
@given(facts=FACTS)
def test_whatever_is_said_comes_back_and_anyone_can_recompute_its_hash(facts):
    subject = new_id()
    enter(subject, "t.a", "t.b", facts=facts)

    with connection.cursor() as cursor:
        cursor.execute("select * from journal_entry where subject = %s order by seq", [subject])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row["actor"], row["facts"] = json.loads(row["actor"]), json.loads(row["facts"])

    assert [row["facts"] for row in rows] == [facts, facts]
    assert [recomputed(row) for row in rows] == [bytes(row["hash"]) for row in rows]
    assert verify(subject) == []
