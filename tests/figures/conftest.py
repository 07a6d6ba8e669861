"""Reading the journal as the follower does, within the transaction of a test."""

from django.utils import timezone

from yimen.figures.actions import count, forget
from yimen.figures.queries import FOLLOWER
from yimen.figures.rules import OF_CARD, OF_CASE
from yimen.journal.models import Bookmark, Entry
from yimen.journal.queries import bookmark_of, view_of

UNREAD = "select * from journal_entry where (xid, id) > (%s, %s) order by xid, id"


def catch_up() -> None:
    """Count what was written and move the bookmark; the real follower waits for a commit."""
    entries = list(Entry.objects.raw(UNREAD, bookmark_of(FOLLOWER)))
    if entries:
        count([view_of(e) for e in entries if e.kind in OF_CASE | OF_CARD])
        place = {"xid": entries[-1].xid, "entry": entries[-1].id, "moved_at": timezone.now()}
        Bookmark.objects.update_or_create(follower=FOLLOWER, defaults=place)


def make_anew() -> None:
    """Forget all figures and read the journal from its first entry on."""
    forget()
    Bookmark.objects.filter(follower=FOLLOWER).update(xid=0, entry=0)
    catch_up()
