"""One act on each of many subjects: one statement, and the same entries as one by one."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction

from tests.conftest import AT
from tests.journal.conftest import committing, enter, sql
from yimen.journal.actions import write_many
from yimen.journal.queries import entries_of, verify
from yimen.kernel.actor import SYSTEM
from yimen.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def write_about(*subjects, kind="t.many"):
    acts = [(subject, {"n": n, "reason": "日历"}) for n, subject in enumerate(subjects)]
    write_many("test", kind, acts, by=SYSTEM, at=AT - timedelta(days=3))


def test_the_acts_are_chained_to_what_is_there_and_keep_their_order(subject):
    enter(subject, "t.a", "t.b")
    others = [new_id() for _ in range(4)]

    write_about(others[3], subject, others[0])

    entry = entries_of(subject)[-1]
    assert (entry.seq, entry.kind, entry.stream) == (3, "t.many", "test")
    assert (entry.at, entry.facts) == (AT - timedelta(days=3), {"n": 1, "reason": "日历"})
    assert [entries_of(one)[0].seq for one in (others[3], others[0])] == [1, 1]
    order = sql("select subject from journal_entry where kind = 't.many' order by xid, id")
    assert order == [(others[3],), (subject,), (others[0],)]
    spans = sql("select first_at <= last_at from journal_head")
    assert spans == [(True,)] * 3
    assert verify() == []


def test_a_subject_that_comes_twice_gets_both_acts_in_order(subject):
    other = new_id()

    write_about(subject, other, subject)

    assert [(one.seq, one.facts["n"]) for one in entries_of(subject)] == [(1, 0), (2, 2)]
    assert [one.facts["n"] for one in entries_of(other)] == [1]
    assert verify() == []


def test_many_acts_take_one_statement_and_none_take_none(django_assert_num_queries):
    with django_assert_num_queries(1):
        write_about(*(new_id() for _ in range(600)))
    with django_assert_num_queries(0):
        write_about()

    assert sql("select count(*), count(distinct subject) from journal_entry") == [(600, 600)]
    assert verify() == []


@committing
def test_two_that_write_about_the_same_subjects_in_any_order_take_turns(journal):
    subjects = [new_id() for _ in range(40)]
    orders = (subjects, subjects[::-1], subjects[20:] + subjects[:20])

    def work(order) -> None:
        try:
            for _ in range(8):
                with transaction.atomic():
                    write_about(*order)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=[order]) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one.seq for one in entries_of(subjects[0])] == list(range(1, 25))
    assert sql("select count(*) from journal_entry") == [(24 * 40,)]
    assert verify() == []
