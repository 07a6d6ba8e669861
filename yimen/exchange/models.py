"""Other systems: who they are, what they asked for, and what they are told."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yimen.cases.models import Case
from yimen.exchange.querysets import ClientQuerySet, DeliveryQuerySet, SubscriptionQuerySet
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff


class Client(models.Model):
    """A system of an organisation that speaks to this one, within scopes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    secret_digest = models.CharField(max_length=64)
    old_secret_digest = models.CharField(max_length=64, blank=True)  # good for a while after
    old_until = models.DateTimeField(null=True)  # the secret was changed
    per_minute = models.PositiveIntegerField(default=120)
    is_active = models.BooleanField(default=True)
    registered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="client_revoked_iff_inactive",
                condition=Q(is_active=True, revoked_at__isnull=True)
                | Q(is_active=False, revoked_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """A case that a system wrote for a resident; no other case of his is the system's to see."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.case_id)


class Answered(models.Model):
    """A request that was done, by its key, with the answer it got: it is not done again."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    request = models.CharField(max_length=64)  # a fingerprint of what was asked
    answer = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="answered_once")]

    def __str__(self) -> str:
        return str(self.key)


class Use(models.Model):
    """How often a system asked within a minute."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "minute"], name="use_of_minute")]

    def __str__(self) -> str:
        return f"{self.client_id} {self.minute} {self.count}"


class Subscription(models.Model):
    """An address of a system that wants to hear of acts on cases within its scope."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="subscriptions")
    url = models.URLField(max_length=300)
    secret_sealed = models.TextField()
    kinds = ArrayField(models.CharField(max_length=60), default=list)  # empty: all
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    objects = SubscriptionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One act told to one address, at least once, under one id."""

    class State(models.TextChoices):
        """Waiting, taken by the receiver, given up."""

        WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
        SENT = "sent", pgettext_lazy("delivery", "Taken")
        FAILED = "failed", pgettext_lazy("delivery", "Given up")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.CASCADE, related_name="deliveries"
    )
    entry = models.BigIntegerField()  # of the journal
    kind = models.CharField(max_length=60)
    body = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)  # what the receiver answered last
    last_error = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["subscription", "entry"], name="delivered_once"),
            models.CheckConstraint(
                name="delivery_waits_for_a_moment",
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="delivery_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["subscription", "-id"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
