"""What somebody was told, and what is still to be sent."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yimen.identity.models import Account
from yimen.kernel.actor import Actor
from yimen.kernel.statements import Statement
from yimen.notify.models import Message


def inbox(actor: Actor) -> QuerySet[Message]:
    """Messages on the site to whoever looks, newest first."""
    return Message.objects.visible_to(actor).in_app().order_by("-id")


def unread_count(account: Account) -> int:
    """How many of them were not read yet."""
    row = _UNREAD.first(account=account.pk)
    return int(row[0]) if row else 0


#: On every page of somebody signed in.
_UNREAD = Statement("""
    select count(*) from notify_message
    where account_id = %(account)s and channel = 'in_app' and state <> 'read'
""")


def mails_due(at: datetime, limit: int = 500) -> list[UUID]:
    """Mails to be tried now, those that wait longest first."""
    due = Message.objects.due(at).order_by("next_try_at", "pk")
    return list(due.values_list("pk", flat=True)[:limit])
