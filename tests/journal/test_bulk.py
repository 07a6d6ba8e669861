"""Many entries at once, by the statement that docs/apps/journal.md gives."""

import re

import pytest
from django.db import connection

from tests.conftest import AT, ROOT
from tests.journal.conftest import enter, sql
from yimen.journal.queries import entries_of, verify
from yimen.kernel.ids import new_id

BULK = re.search(r"```sql\n(.*?)```", (ROOT / "docs/apps/journal.md").read_text(), re.S)[1]


@pytest.mark.django_db
def test_entries_taken_over_in_bulk_are_chained_to_what_is_there(subject):
    enter(subject, "t.a")
    subjects = [subject, *(new_id() for _ in range(200))]
    sql(
        """create temporary table incoming on commit drop as
           select 'case' as stream, subject, n, 't.' || n as kind, %s + n * interval '1 day' as at,
                  now() as recorded_at, '{"kind": "system"}'::jsonb as actor,
                  jsonb_build_object('n', n, 'reason', '接收') as facts
           from unnest(%s::uuid[]) subject, generate_series(1, 4) n""",
        *(AT, subjects),
    )

    with connection.cursor() as cursor:
        for number in range(1, 5):
            cursor.execute(BULK, {"n": number})

    assert [entry.kind for entry in entries_of(subject)] == ["t.a", "t.1", "t.2", "t.3", "t.4"]
    assert [entry.seq for entry in entries_of(subjects[7])] == [1, 2, 3, 4]
    assert sql("select count(*) from journal_entry where stream = 'case'") == [(804,)]
    assert verify() == []
