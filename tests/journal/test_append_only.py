"""The database refuses to change or remove what was entered."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tests.journal.conftest import enter, sql
from yimen.journal.actions import make_months
from yimen.journal.tasks import make_partitions

pytestmark = pytest.mark.django_db

REFUSED = [
    "update journal_entry set facts = '{{}}'",
    "delete from journal_entry",
    "truncate journal_entry",
    "update {partition} set facts = '{{}}'",
    "delete from {partition}",
    "truncate {partition}",
    "truncate journal_entry_other",
    "delete from journal_head",
    "truncate journal_head",
]


def partitions() -> list[str]:
    """The names of the journal's partitions."""
    rows = sql(
        "select inhrelid::regclass::text from pg_inherits"
        " where inhparent = 'journal_entry'::regclass"
    )
    return sorted(name for (name,) in rows)


def partition_of(subject) -> str:
    """Where the subject's entries lie."""
    return sql("select tableoid::regclass::text from journal_entry where subject = %s", subject)[0][
        0
    ]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_was_entered_stays(subject, statement):
    enter(subject, "t.a")
    partition = partition_of(subject)

    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        sql(statement.format(partition=partition))

    assert sql("select seq from journal_entry where subject = %s", subject) == [(1,)]


def test_nobody_is_granted_to_change_an_entry():
    make_months(date(2031, 1, 1))

    granted = sql(
        """select c.relname, a.privilege_type from pg_class c, aclexplode(c.relacl) a
           where c.relname = any(%s)""",
        ["journal_entry", *partitions()],
    )

    assert {name for name, _ in granted} == {"journal_entry", *partitions()}
    assert not {"UPDATE", "DELETE", "TRUNCATE"} & {privilege for _, privilege in granted}


def test_months_are_made_ahead_and_making_them_again_changes_nothing():
    make_months(date(2031, 11, 30))
    made = partitions()

    make_months(date(2031, 11, 30))

    months = ["journal_entry_203111", "journal_entry_203112", "journal_entry_203201"]
    assert {*months, "journal_entry_203202"} <= set(made)
    assert partitions() == made


def test_entries_of_a_month_nobody_made_are_kept_apart_and_the_month_is_left_to_them(subject):
    enter(subject, "t.a")
    (original,) = sql("select id from journal_entry where subject = %s", subject)
    sql(
        """insert into journal_entry
           select id + 1000000, xid, stream, gen_random_uuid(), seq, kind, at,
                  '2035-05-20', actor, facts, prev, hash
           from journal_entry where id = %s""",
        *original,
    )

    make_months(date(2035, 4, 1))

    assert "journal_entry_203504" in partitions()
    assert "journal_entry_203505" not in partitions()
    assert sql("select recorded_at::date from journal_entry_other") == [(date(2035, 5, 20),)]


def test_the_job_makes_the_months():
    make_partitions(timestamp=0, something_new=True)

    assert len(partitions()) >= 5
