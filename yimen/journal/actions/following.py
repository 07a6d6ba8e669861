"""Running followers: in order, exactly once in the database, past what they cannot take."""

import logging
from collections.abc import Sequence

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from yimen.journal.models import Bookmark, Entry, SetAside
from yimen.journal.ports import Follower, followers
from yimen.journal.queries import names_behind, next_stretch, view_of

logger = logging.getLogger(__name__)

BATCH = 500
#: The database's trouble, not the entry's: nothing is set aside, the whole step is done again.
PASSING = (OperationalError, InterfaceError)


def run_followers() -> int:
    """Let every follower catch up; return how many entries they read. None waits for another."""
    total, trouble = 0, None
    for name in names_behind():
        try:
            total += run_follower(name)
        except PASSING as error:
            trouble = error
    if trouble:
        raise trouble
    return total


def run_follower(name: str, *, batch: int = BATCH) -> int:
    """Let one follower catch up; return how many entries it read. Two at once do not double."""
    _introduce(name)
    total = 0
    while read := _step(followers[name], batch):
        total += read
    return total


def rebuild_follower(name: str) -> int:
    """Empty what the follower made and make it again from the first entry on."""
    one = followers[name]
    _introduce(name)
    with transaction.atomic():
        _bookmarks(name).get()
        one.reset()
        SetAside.objects.filter(follower=name).delete()
        _move(name, 0, 0)
    return run_follower(name)


def retry_set_aside(name: str) -> int:
    """Give a follower once more what it could not take; return how many it took now."""
    taken = 0
    _introduce(name)
    with transaction.atomic():
        _bookmarks(name).get()
        for row in SetAside.objects.filter(follower=name).order_by("entry"):
            if _take_one(followers[name], Entry.objects.get(pk=row.entry)):
                row.delete()
                taken += 1
    return taken


@transaction.atomic
def _step(one: Follower, batch: int) -> int:
    bookmark = _bookmarks(one.name, skip_locked=True).first()
    if bookmark is None:  # another worker is at it
        return 0
    stretch = next_stretch(one.kinds, bookmark, batch)
    if stretch.read:
        _take(one, stretch.wanted)
        _move(one.name, stretch.xid, stretch.entry)
    return stretch.read


def _introduce(name: str) -> None:
    """A follower never heard of gets a bookmark, in a transaction of its own: none waits for it."""
    Bookmark.objects.bulk_create([Bookmark(follower=name, moved_at=Now())], ignore_conflicts=True)


def _bookmarks(name: str, *, skip_locked: bool = False) -> QuerySet[Bookmark]:
    """The follower's bookmark, held until the transaction ends: two workers take turns."""
    return Bookmark.objects.select_for_update(skip_locked=skip_locked).filter(follower=name)


def _move(name: str, xid: int, entry: int) -> None:
    Bookmark.objects.filter(follower=name).update(xid=xid, entry=entry, moved_at=Now())


def _take(one: Follower, entries: Sequence[Entry]) -> None:
    """The batch at once; if that fails, entry by entry, setting aside what fails alone."""
    try:
        _hand_over(one, entries)
    except PASSING:
        raise
    except Exception:  # whatever a follower's code raises must not stop the others
        logger.warning("%s cannot take a batch at once; entry by entry now", one.name)
        for entry in entries:
            _take_one(one, entry)


def _take_one(one: Follower, entry: Entry) -> bool:
    try:
        _hand_over(one, [entry])
    except PASSING:
        raise
    except Exception as error:
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


def _hand_over(one: Follower, entries: Sequence[Entry]) -> None:
    if entries:
        with transaction.atomic():
            one.handle([view_of(entry) for entry in entries])
            connection.check_constraints()  # foreign keys would complain only at the commit
