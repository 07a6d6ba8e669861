"""Running followers: in order, exactly once in the database, past what they cannot take."""

import logging
from collections.abc import Collection, Sequence
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from yimen.journal.models import Bookmark, Entry, SetAside
from yimen.journal.ports import EntryView, Follower, followers
from yimen.journal.queries import Place, Stretch, next_stretch, places_behind, view_of

logger = logging.getLogger(__name__)

BATCH = 500
#: The database's trouble, not the entry's: nothing is set aside, the whole step is done again.
PASSING = (OperationalError, InterfaceError)


def run_followers(names: Collection[str] | None = None, *, batch: int = BATCH) -> int:
    """Let followers catch up, all if none are named; return how many entries they read.

    None waits for another: each takes a batch, then all are looked at again.
    """
    left, total, troubles = set(followers if names is None else names), 0, dict[str, Exception]()
    while read := sum(_read_on(place, batch, troubles) for place in places_behind(left)):
        total += read
        left -= troubles.keys()
    for trouble in troubles.values():
        raise trouble
    return total


def run_follower(name: str, *, batch: int = BATCH) -> int:
    """Let one follower catch up; return how many entries it read. Two at once do not double."""
    return run_followers([name], batch=batch)


def rebuild_follower(name: str) -> int:
    """Empty what the follower made and make it again from the first entry on."""
    _introduce([name])
    with transaction.atomic():
        bookmark = _bookmark(name)
        bookmark.get()
        followers[name].reset()
        SetAside.objects.filter(follower=name).delete()
        bookmark.update(xid=0, entry=0, moved_at=Now())
    return run_follower(name)


def retry_set_aside(name: str) -> int:
    """Give a follower once more what it could not take; return how many it took now."""
    taken = 0
    _introduce([name])
    with transaction.atomic():
        _bookmark(name).get()
        for row in SetAside.objects.filter(follower=name).order_by("entry"):
            if _take_one(followers[name], view_of(Entry.objects.get(pk=row.entry))):
                row.delete()
                taken += 1
    return taken


def _read_on(place: Place, batch: int, troubles: dict[str, Exception]) -> int:
    """One reading for all who stand at a place; return how many entries they read together."""
    if not place.entry:
        _introduce(place.names)
    ones = [followers[name] for name in place.names]
    kinds = {kind for one in ones for kind in one.kinds}
    stretch = next_stretch(kinds, place.xid, place.entry, batch)
    wanted = {one.name: _wanted(one, stretch) for one in ones}
    moved = _move([name for name, entries in wanted.items() if not entries], place, stretch)
    for name, entries in wanted.items():
        if entries:
            try:
                moved += _step(followers[name], entries, place, stretch)
            except PASSING as error:
                troubles[name] = error
    return moved * stretch.read


def _wanted(one: Follower, stretch: Stretch) -> list[EntryView]:
    kinds = {kind for kind in {entry.kind for entry in stretch.wanted} if one.wants(kind)}
    return [entry for entry in stretch.wanted if entry.kind in kinds]


def _step(one: Follower, entries: Sequence[EntryView], place: Place, stretch: Stretch) -> int:
    """The batch at once; if that fails, entry by entry, setting aside what fails alone."""
    try:
        with transaction.atomic():
            if moved := _move([one.name], place, stretch):
                one.handle(entries)
        return moved
    except PASSING:
        raise
    except Exception:  # whatever a follower's code raises must not stop the others
        logger.warning("%s cannot take a batch at once; entry by entry now", one.name)
    with transaction.atomic():
        if moved := _move([one.name], place, stretch):
            for entry in entries:
                _take_one(one, entry)
    return moved


def _introduce(names: Collection[str]) -> None:
    """Followers never heard of get bookmarks, in a transaction of its own: none waits for it."""
    marks = [Bookmark(follower=name, moved_at=Now()) for name in names]
    Bookmark.objects.bulk_create(marks, ignore_conflicts=True)


def _bookmark(name: str) -> QuerySet[Bookmark]:
    """The follower's bookmark, held until the transaction ends: two workers take turns."""
    return Bookmark.objects.select_for_update().filter(follower=name)


def _move(names: Sequence[str], place: Place, stretch: Stretch) -> int:
    """Put the bookmarks of followers from a place to the end of what is read there; how many went.

    One that another worker holds, or has moved, stays. Until the transaction ends they are held.
    """
    if not names:
        return 0
    values: list[Any] = [stretch.xid, stretch.entry, list(names), place.xid, place.entry]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, values)
        return int(cursor.rowcount)


_MOVE = """
    update journal_bookmark set xid = %s, entry = %s, moved_at = now()
    where follower = any(array(
        select follower from journal_bookmark
        where follower = any(%s) and xid = %s and entry = %s for update skip locked
    ))
"""


def _take_one(one: Follower, entry: EntryView) -> bool:
    try:
        with transaction.atomic():
            one.handle([entry])
            connection.check_constraints()  # foreign keys would complain only at the commit
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
