"""What somebody was told."""

from uuid import UUID

from django.db.models import QuerySet

from yimen.identity.models import Account
from yimen.kernel.actor import Actor
from yimen.notify.models import Message


def inbox(actor: Actor) -> QuerySet[Message]:
    """Messages on the site to whoever looks, newest first."""
    return Message.objects.visible_to(actor).in_app().order_by("-id")


def unread_count(account: Account) -> int:
    """How many of them were not read yet."""
    return Message.objects.unread().filter(account=account).count()


def mails_waiting(limit: int = 500) -> list[UUID]:
    """Mails nobody has sent or given up, oldest first."""
    waiting = Message.objects.filter(channel="mail", state="waiting").order_by("id")
    return list(waiting.values_list("pk", flat=True)[:limit])
