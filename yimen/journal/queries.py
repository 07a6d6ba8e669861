"""Reading the journal, checking it, and seeing how far its followers are."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from yimen.journal.models import Entry, SetAside
from yimen.journal.ports import EntryView, followers

#: Below this transaction number nothing can still commit: followers read only below it.
HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


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
    return [view_of(entry) for entry in Entry.objects.filter(subject=subject).order_by("seq", "id")]


def entries_of_many(subjects: Iterable[UUID]) -> dict[UUID, list[EntryView]]:
    """All acts on each of some subjects, oldest first; one query."""
    found: dict[UUID, list[EntryView]] = {subject: [] for subject in subjects}
    for entry in Entry.objects.filter(subject__in=found).order_by("subject", "seq", "id"):
        found[entry.subject].append(view_of(entry))
    return found


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the journal is not what was written."""

    subject: UUID
    seq: int
    entry: int | None
    what: str  #: altered, removed_before, removed_newest, inserted, inserted_newest …

    def __str__(self) -> str:
        return _("%(subject)s, entry %(seq)s: %(what)s") % {
            "subject": self.subject,
            "seq": self.seq,
            "what": self.what,
        }


def verify(subject: UUID | None = None) -> list[Finding]:
    """Recompute every hash and every link from what is stored; name what does not hold."""
    with connection.cursor() as cursor:
        cursor.execute("select subject, seq, entry, what from journal_findings(%s)", [subject])
        return [Finding(*row) for row in cursor.fetchall()]


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
    aside: dict[str, int] = {}
    for name in SetAside.objects.values_list("follower", flat=True):
        aside[name] = aside.get(name, 0) + 1
    status = []
    with connection.cursor() as cursor:
        for name in sorted(followers):
            cursor.execute(_STATUS, [name])
            entry, lag, seconds = cursor.fetchone()
            status.append(FollowerStatus(name, entry, lag, seconds, aside.get(name, 0)))
    return status


_STATUS = """
    select coalesce(max(b.entry), 0), count(e.id),
           coalesce(extract(epoch from clock_timestamp() - min(e.recorded_at)), 0)::float
    from (select 1) one
    left join journal_bookmark b on b.follower = %s
    left join journal_entry e on (e.xid, e.id) > (coalesce(b.xid, 0), coalesce(b.entry, 0))
"""
