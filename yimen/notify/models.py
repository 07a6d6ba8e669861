"""One outbox for messages on the site, mail and text messages. Knows nothing of cases."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.notify.querysets import MessageQuerySet, WordingQuerySet
from yimen.orgs.models import Staff


class Channel(models.TextChoices):
    """How a message travels."""

    IN_APP = "in_app", pgettext_lazy("channel", "On the site")
    MAIL = "mail", pgettext_lazy("channel", "E-mail")
    SMS = "sms", pgettext_lazy("channel", "Text message")


class Wording(models.Model):
    """A version of what a kind of message says over a channel; the newest is in force.

    Where there is none, the sentence of the program holds: version 0.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)  # text messages have none
    body = models.TextField(blank=True)  # both empty: back to version 0
    provider_code = models.CharField(max_length=40, blank=True)  # of a text registered with it
    reason = models.CharField(max_length=200)
    written_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = WordingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "channel", "language", "number"], name="wording_numbered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.language} {self.number}"


class OptOut(models.Model):
    """An account does not want a group of messages over a channel; on the site all stand."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, choices=Channel)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "group", "channel"], name="opted_out_once"),
            models.CheckConstraint(
                name="nobody_opts_out_of_the_site", condition=~Q(channel="in_app")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.group} {self.channel}"


class Message(models.Model):
    """A message to one account over one channel; the key makes it exactly one."""

    class State(models.TextChoices):
        """Waiting, sent, delivered, given up, or (on the site) read."""

        WAITING = "waiting", pgettext_lazy("message state", "Waiting")
        SENT = "sent", pgettext_lazy("message state", "Sent")
        DELIVERED = "delivered", pgettext_lazy("message state", "Delivered")
        FAILED = "failed", pgettext_lazy("message state", "Given up")
        READ = "read", pgettext_lazy("message state", "Read")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100)  # what it tells: entry id …
    kind = models.CharField(max_length=60, blank=True, db_default="")  # of what it tells
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="messages")
    channel = models.CharField(max_length=10, choices=Channel)
    subject = models.UUIDField(null=True)  # what it is about
    title = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    # No version is ever removed, nor looked up by: neither a constraint nor an index is paid for.
    wording = models.ForeignKey(
        Wording,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    values = models.JSONField(default=dict, db_default={})  # for a text the provider fills itself
    is_urgent = models.BooleanField(default=False, db_default=False)  # quiet hours do not hold it
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # nobody else sends it before
    last_error = models.TextField(blank=True)
    reference = models.CharField(max_length=100, blank=True, db_default="")  # the provider's
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)  # the provider said what became of it
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
