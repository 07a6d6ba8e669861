"""Running followers: in order, exactly once in the database, past what they cannot take."""

import logging
from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from yimen.journal.models import Bookmark, Entry, SetAside
from yimen.journal.ports import Follower, followers
from yimen.journal.queries import HORIZON, view_of

logger = logging.getLogger(__name__)

BATCH = 500


def run_followers() -> int:
    """Let every follower catch up; return how many entries they read."""
    return sum(run_follower(name) for name in sorted(followers))


def run_follower(name: str, *, batch: int = BATCH) -> int:
    """Let one follower catch up; return how many entries it read. Two at once do not double."""
    total = 0
    while read := _step(followers[name], batch):
        total += read
    return total


def rebuild_follower(name: str) -> int:
    """Empty what the follower made and make it again from the first entry on."""
    one = followers[name]
    with transaction.atomic():
        _bookmark(name, wait=True)
        one.reset()
        SetAside.objects.filter(follower=name).delete()
        Bookmark.objects.filter(follower=name).update(xid=0, entry=0, moved_at=timezone.now())
    return run_follower(name)


def retry_set_aside(name: str) -> int:
    """Give a follower once more what it could not take; return how many it took now."""
    taken = 0
    with transaction.atomic():
        _bookmark(name, wait=True)
        for row in SetAside.objects.filter(follower=name).order_by("entry"):
            entry = Entry.objects.get(pk=row.entry)
            if _take_one(followers[name], entry):
                row.delete()
                taken += 1
    return taken


@transaction.atomic
def _step(one: Follower, batch: int) -> int:
    bookmark = _bookmark(one.name)
    if bookmark is None:  # another worker is at it
        return 0
    entries = list(
        Entry.objects.extra(  # a row comparison uses the index (xid, id) as it is
            where=[f"(xid, id) > (%s, %s) and xid < {HORIZON}"],
            params=[bookmark.xid, bookmark.entry],
        ).order_by("xid", "id")[:batch]
    )
    if not entries:
        return 0
    _take(one, [entry for entry in entries if one.cares_about(entry.kind)])
    last = entries[-1]
    Bookmark.objects.filter(follower=one.name).update(
        xid=last.xid, entry=last.id, moved_at=timezone.now()
    )
    return len(entries)


def _bookmark(name: str, *, wait: bool = False) -> Bookmark | None:
    """The follower's bookmark, locked; None where another worker holds it and we do not wait."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into journal_bookmark (follower) values (%s) on conflict do nothing", [name]
        )
    rows = Bookmark.objects.select_for_update(skip_locked=not wait)
    return rows.filter(follower=name).first()


def _take(one: Follower, entries: Sequence[Entry]) -> None:
    """The batch at once; if that fails, entry by entry, setting aside what fails alone."""
    if not entries:
        return
    try:
        with transaction.atomic():
            one.handle([view_of(entry) for entry in entries])
    except Exception:  # whatever a follower's code raises must not stop the others
        if connection.connection is None or connection.connection.closed:
            raise
        logger.warning("%s cannot take a batch at once; entry by entry now", one.name)
        for entry in entries:
            _take_one(one, entry)


def _take_one(one: Follower, entry: Entry) -> bool:
    try:
        with transaction.atomic():
            one.handle([view_of(entry)])
    except Exception as error:
        if connection.connection is None or connection.connection.closed:
            raise
        logger.exception("%s set entry %s aside", one.name, entry.id)
        SetAside.objects.update_or_create(
            follower=one.name,
            entry=entry.id,
            defaults={
                "subject": entry.subject,
                "kind": entry.kind,
                "error": f"{type(error).__name__}: {error}",
            },
        )
        return False
    return True
