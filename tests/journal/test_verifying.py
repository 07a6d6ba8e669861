"""What was altered, removed or inserted behind the journal's back is found and named."""

from uuid import UUID

import pytest

from tests.journal.conftest import enter, sql, unguarded
from yimen.journal.queries import verify
from yimen.kernel.ids import new_id

pytestmark = pytest.mark.django_db

COLUMNS = "id, xid, stream, subject, seq, kind, at, recorded_at, actor, facts, prev, hash"


@pytest.fixture
def chain(subject: UUID) -> UUID:
    """A subject with five entries, beside another one that is whole."""
    enter(new_id(), "t.a", "t.b")
    enter(subject, *(f"t.{n}" for n in range(1, 6)), facts={"reason": "材料齐全", "days": 5})
    return subject


def named(*, subject: UUID | None = None) -> list[tuple[UUID, int, str]]:
    """The findings, short."""
    return [(found.subject, found.seq, found.what) for found in verify(subject)]


def test_a_journal_nobody_touched_is_whole(chain):
    assert verify() == []
    assert verify(chain) == []


ALTERATIONS = {
    "id": "id + 1000000",
    "xid": "xid + 1",
    "stream": "'other'",
    "kind": "'t.other'",
    "at": "at - interval '1 microsecond'",
    "recorded_at": "recorded_at + interval '1 microsecond'",
    "actor": """actor || '{"name": "somebody"}'""",
    "facts": """facts || '{"days": 6}'""",
    "prev": "decode(repeat('00', 32), 'hex')",
    "hash": "decode(repeat('00', 32), 'hex')",
}


@pytest.mark.parametrize("column", ALTERATIONS)
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_an_altered_column_is_found_and_named(chain, column, seq):
    with unguarded():
        sql(
            f"update journal_entry set {column} = {ALTERATIONS[column]}"
            " where subject = %s and seq = %s",
            *(chain, seq),
        )

    assert named() == [(chain, seq, "altered")]
    assert named(subject=chain) == [(chain, seq, "altered")]


def test_every_column_has_its_alteration():
    columns = sql(
        "select column_name from information_schema.columns where table_name = 'journal_entry'"
    )

    assert {name for (name,) in columns} == ALTERATIONS.keys() | {"subject", "seq"}


def test_an_entry_moved_to_another_number_is_found(chain):
    with unguarded():
        sql("update journal_entry set seq = 9 where subject = %s and seq = 3", chain)

    assert named() == [(chain, 3, "removed"), (chain, 9, "inserted")]


def test_an_entry_moved_to_another_subject_is_found(chain):
    other = UUID(int=chain.int + 1)
    with unguarded():
        sql("update journal_entry set subject = %s where subject = %s and seq = 3", other, chain)

    assert set(named()) == {(chain, 3, "removed"), (other, 3, "altered"), (other, 3, "headless")}


@pytest.mark.parametrize("gone", [[1], [3], [5], [2, 3], [4, 5], [1, 2, 3, 4, 5]], ids=str)
def test_removed_entries_are_found_and_named(chain, gone):
    with unguarded():
        sql("delete from journal_entry where subject = %s and seq = any(%s)", chain, gone)

    assert named() == [(chain, seq, "removed") for seq in gone]


def insert_copy(original: int, **changes: str) -> None:
    """Insert a copy of an entry, changed, under an id of its own, with a hash that fits."""
    changes = {"id": "nextval('journal_entry_id_seq')"} | changes
    row = ", ".join(changes.get(name, f"e.{name}") for name in COLUMNS.split(", "))
    sql(
        f"""with copy as (select (row({row})::journal_entry).* from journal_entry e where id = %s)
            insert into journal_entry
            select {COLUMNS.removesuffix("hash")} journal_hash(c::journal_entry) from copy c""",
        original,
    )


def id_of(subject: UUID, seq: int) -> int:
    """The id of one entry."""
    return sql("select id from journal_entry where subject = %s and seq = %s", subject, seq)[0][0]


def test_an_entry_inserted_between_two_is_found(chain):
    insert_copy(id_of(chain, 3), facts="'{}'::jsonb")

    assert named() == [(chain, 3, "inserted")]


def test_an_entry_added_at_the_end_is_found(chain):
    insert_copy(id_of(chain, 5), seq="e.seq + 1", prev="e.hash")

    assert named() == [(chain, 6, "inserted")]


def test_an_entry_of_a_subject_nobody_wrote_about_is_found(chain):
    other = new_id()
    insert_copy(id_of(chain, 1), subject=f"'{other}'::uuid")

    assert named() == [(other, 1, "headless")]


@pytest.mark.parametrize("seq", [1, 3, 5])
def test_an_entry_rewritten_with_a_fitting_hash_is_found(chain, seq):
    with unguarded():
        sql("update journal_entry set facts = '{}' where subject = %s and seq = %s", chain, seq)
        sql(
            "update journal_entry e set hash = journal_hash(e) where subject = %s and seq = %s",
            *(chain, seq),
        )

    assert named() == [(chain, seq, "replaced")]


def test_a_removed_head_is_found(chain):
    with unguarded():
        sql("delete from journal_head where subject = %s", chain)

    assert named() == [(chain, 5, "headless")]


def test_findings_read_as_sentences(chain):
    with unguarded():
        sql("delete from journal_entry where subject = %s and seq = 2", chain)

    (found,) = verify()

    assert str(found) == f"{chain} 第 2 条：已被删除"


def test_checking_goes_piece_by_piece_and_tells_how_far_it_is():
    subjects = [new_id() for _ in range(10)]
    for one in subjects:
        enter(one, "t.a", "t.b")
    with unguarded():
        sql("delete from journal_entry where subject = any(%s) and seq = 2", subjects[3:5])
    heard: list[tuple[int, int]] = []

    found = verify(progress=lambda done, total: heard.append((done, total)), piece=4)

    assert {one.subject for one in found} == set(subjects[3:5])
    total = heard[-1][1]
    assert total >= 10
    assert [done for done, _ in heard] == [*range(4, total, 4), total]
