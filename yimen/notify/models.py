"""One outbox for in-app messages and mail. Knows nothing of cases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.notify.querysets import MessageQuerySet


class Message(models.Model):
    """A message to one account over one channel; the key makes it exactly one."""

    class Channel(models.TextChoices):
        """How it travels."""

        IN_APP = "in_app", pgettext_lazy("channel", "On the site")
        MAIL = "mail", pgettext_lazy("channel", "E-mail")

    class State(models.TextChoices):
        """Waiting, sent, given up, or (on the site) read."""

        WAITING = "waiting", pgettext_lazy("message state", "Waiting")
        SENT = "sent", pgettext_lazy("message state", "Sent")
        FAILED = "failed", pgettext_lazy("message state", "Given up")
        READ = "read", pgettext_lazy("message state", "Read")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100)  # what it tells: entry id …
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel)
    subject = models.UUIDField(null=True)  # what it is about
    title = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # nobody else sends it before
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "channel", "key"], name="message_told_once_a_channel"
            ),
            models.CheckConstraint(
                name="message_waits_for_a_moment",
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_read_at_iff_read",
                condition=Q(state="read", read_at__isnull=False)
                | (~Q(state="read") & Q(read_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "channel", "-id"], name="message_inbox"),
            models.Index(
                fields=["next_try_at"], name="message_waiting", condition=Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return self.title
