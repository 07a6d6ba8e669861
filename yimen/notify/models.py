"""One outbox for in-app messages and mail. Knows nothing of cases."""

from django.db import models

from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.notify.querysets import MessageQuerySet


class Message(models.Model):
    """A message to one account over one channel; the key makes it exactly one."""

    class Channel(models.TextChoices):
        """How it travels."""

        IN_APP = "in_app"
        MAIL = "mail"

    class State(models.TextChoices):
        """Waiting, sent, given up, or (in-app) read."""

        WAITING = "waiting"
        SENT = "sent"
        FAILED = "failed"
        READ = "read"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)  # entry id, account, channel
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel)
    subject = models.UUIDField(null=True)  # what it is about
    title = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["account", "channel", "-id"], name="message_inbox")]

    def __str__(self) -> str:
        return self.title
