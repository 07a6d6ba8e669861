"""Reading the journal, checking it, and seeing how far its followers are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count

from yimen.journal.messages import FINDING, FINDINGS
from yimen.journal.models import Bookmark, Entry, SetAside
from yimen.journal.ports import EntryView, followers
from yimen.kernel.statements import Statement


def view_of(entry: Entry) -> EntryView:
    """An entry as others read it."""
    return EntryView(
        id=entry.id,
        stream=entry.stream,
        subject=entry.subject,
        seq=entry.seq,
        kind=entry.kind,
        at=entry.at,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        facts=entry.facts,
        hash=bytes(entry.hash).hex(),
    )


def entries_of(subject: UUID) -> list[EntryView]:
    """All acts on one subject, oldest first."""
    return [view_of(entry) for (entry,) in _ENTRIES.all(subject=subject)]


_ENTRIES = Statement("select {entry} from journal_of(%(subject)s) entry", entry=Entry)


def entries_of_many(subjects: Iterable[UUID]) -> dict[UUID, list[EntryView]]:
    """All acts on each of some subjects, oldest first; one query."""
    found: dict[UUID, list[EntryView]] = {subject: [] for subject in subjects}
    for entry in Entry.objects.filter(subject__in=found).order_by("subject", "seq", "id"):
        found[entry.subject].append(view_of(entry))
    return found


def newest_among(entries: Sequence[EntryView]) -> list[EntryView]:
    """Those with nothing entered after them about their subject; one query.

    For a follower of all kinds of a stream that reads rows as they stand: whatever is left out here
    is read with a later entry, now or still to come. So a rebuild reads each subject once.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HEADS, [[entry.subject for entry in entries]])
        heads: dict[UUID, int] = dict(cursor.fetchall())
    return [entry for entry in entries if heads.get(entry.subject, 0) <= entry.seq]


_HEADS = "select subject, seq from journal_head where subject = any(%s)"


# ---- followers


@dataclass(frozen=True, slots=True)
class FollowerStatus:
    """How far one follower is."""

    name: str
    entry: int
    lag: int  #: entries it has yet to read
    seconds: float  #: age of the oldest of them
    set_aside: int


def follower_status() -> list[FollowerStatus]:
    """Every registered follower, and what it was not able to take."""
    counted = SetAside.objects.values_list("follower").annotate(Count("pk"))
    aside = dict(counted.order_by("follower"))
    with connection.cursor() as cursor:
        cursor.execute(_STATUS, [sorted(followers)])
        return [
            FollowerStatus(name, entry, lag, seconds, aside.get(name, 0))
            for name, entry, lag, seconds in cursor.fetchall()
        ]


_STATUS = """
    select name, coalesce(max(b.entry), 0), count(e.id),
           coalesce(extract(epoch from clock_timestamp() - min(e.recorded_at)), 0)::float
    from unnest(%s::text[]) name
    left join journal_bookmark b on b.follower = name
    left join journal_entry e on (e.xid, e.id) > (coalesce(b.xid, 0), coalesce(b.entry, 0))
    group by name order by name
"""


def bookmark_of(name: str) -> tuple[int, int]:
    """How far a follower has come (transaction, entry); as long as it stays, so do its tables."""
    found = Bookmark.objects.filter(follower=name).values_list("xid", "entry").first()
    return found or (0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the journal some followers stand, who have something to read there."""

    names: list[str]
    xid: int
    entry: int


def places_behind(names: Collection[str]) -> list[Place]:
    """Where those of some followers stand that have something to read; one query for all."""
    with connection.cursor() as cursor:
        cursor.execute(_BEHIND, [sorted(names)])
        return [Place(*row) for row in cursor.fetchall()]


_BEHIND = """
    with place as (
        select array_agg(name order by name), coalesce(b.xid, 0) as xid,
               coalesce(b.entry, 0) as entry
        from unnest(%s::text[]) name left join journal_bookmark b on b.follower = name
        group by 2, 3
    )
    select * from place where exists (select from journal_stretch(xid, entry, 1))
    order by xid, entry
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the journal after a place: where it ends, and what is wanted of it."""

    read: int
    xid: int
    entry: int
    wanted: list[EntryView]


def next_stretch(kinds: Collection[str], xid: int, entry: int, length: int) -> Stretch:
    """The next settled entries in the order (transaction, id), at most so many.

    A kind ending in `.` stands for every kind that begins with it.
    """
    values = {
        "xid": xid,
        "entry": entry,
        "length": length,
        "kinds": sorted(kinds),
        "prefixes": sorted(kind for kind in kinds if kind.endswith(".")),
    }
    rows = _STRETCH.all(**values)
    if not rows:
        return Stretch(0, xid, entry, [])
    last, read, _is_wanted = rows[-1]
    wanted = [view_of(one) for one, _read, is_wanted in rows if is_wanted]
    return Stretch(read, last.xid, last.id, wanted)


_STRETCH = Statement(
    """
    with judged as (
        select *, row_number() over (order by xid, id) as read, count(*) over () as all_read,
               kind = any(%(kinds)s::text[]) or exists (
                   select from unnest(%(prefixes)s::text[]) p where starts_with(kind, p)
               ) as is_wanted
        from journal_stretch(%(xid)s, %(entry)s, %(length)s)
    )
    select {e}, read, is_wanted from judged e where is_wanted or read = all_read order by read
    """,
    e=Entry,
)


@dataclass(frozen=True, slots=True)
class Since:
    """What was acted on after a bookmark, and where the journal ended when this was asked."""

    subjects: dict[str, list[UUID]]  #: by stream, each once, in the order of their first act
    xid: int
    entry: int


def acted_on_since(xid: int, entry: int, kinds: Collection[str], *, batch: int = 5000) -> Since:
    """The subjects of settled entries of some kinds after a bookmark somebody else keeps."""
    found: dict[str, dict[UUID, None]] = {}
    while (stretch := next_stretch(kinds, xid, entry, batch)).read:
        for one in stretch.wanted:
            found.setdefault(one.stream, {})[one.subject] = None
        xid, entry = stretch.xid, stretch.entry
    return Since({stream: list(ids) for stream, ids in found.items()}, xid, entry)


# ---- checking


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the journal is not what was written."""

    subject: UUID
    seq: int
    entry: int | None  #: None where it is gone
    what: str  #: altered, replaced, removed, inserted, headless

    def __str__(self) -> str:
        facts = {"subject": self.subject, "seq": self.seq, "what": FINDINGS[self.what]}
        return str(FINDING) % facts


Progress = Callable[[int, int], None]

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)
SUBJECTS_AT_ONCE = 1000


def verify(
    subject: UUID | None = None,
    progress: Progress | None = None,
    *,
    piece: int = SUBJECTS_AT_ONCE,
) -> list[Finding]:
    """Recompute every hash and every link from what is stored; name what does not hold.

    Goes through the journal a piece of subjects at a time; `progress` hears how many of how many.
    """
    if subject:
        return _findings(subject, subject)
    found: list[Finding] = []
    total = _count_of_heads() if progress else 0
    for number, (first, last) in enumerate(_ranges(piece), start=1):
        found += _findings(first, last)
        if progress:
            progress(min(number * piece, total), total)
    return found


def _findings(first: UUID, last: UUID) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("select * from journal_findings(%s, %s)", [first, last])
        return [Finding(*row) for row in cursor.fetchall()]


def _ranges(piece: int) -> Iterator[tuple[UUID, UUID]]:
    """The whole space of subjects, cut at the known ones so that each piece is small."""
    first = LOWEST
    while following := _head_after(first, piece):
        yield first, UUID(int=following.int - 1)
        first = following
    yield first, HIGHEST


def _head_after(first: UUID, piece: int) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select subject from journal_head where subject > %s order by subject"
            " offset %s limit 1",
            [first, piece - 1],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _count_of_heads() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_head")
        return int(cursor.fetchone()[0])
