"""Cameras at windows, where each was when, who looked at a recording, and what was found on it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yimen.cases.models import Case
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Post, Staff
from yimen.supervision.models.cards import Card
from yimen.supervision.querysets import AtWindowQuerySet, CameraQuerySet, ObservationQuerySet
from yimen.supervision.states import Level, ObservationState


class Camera(models.Model):
    """A camera (窗口摄像机) and how its recording is played; no password is ever kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40, unique=True)  # 设备编码, as on the device
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorder = models.CharField(max_length=120)  # host:port
    channel = models.CharField(max_length=40)
    link = models.CharField(max_length=500)  # rules.footage: places in braces
    is_active = models.BooleanField(default=True)  # false once it was taken down

    objects = CameraQuerySet.as_manager()

    def __str__(self) -> str:
        return self.code


class CameraPlace(models.Model):
    """A camera looks at a window over [since, until), whose posts serve there in its hours."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    camera = models.ForeignKey(Camera, on_delete=models.PROTECT, related_name="places")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    window = models.CharField(max_length=60)  # as the sign says: 3号综合窗口
    posts = models.ManyToManyField(Post, related_name="+")
    opens = models.TimeField()
    closes = models.TimeField()
    since = models.DateField()
    until = models.DateField(null=True)

    objects = AtWindowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["camera"], condition=Q(until=None), name="camera_at_one_window"
            ),
            models.CheckConstraint(
                name="camera_leaves_after_it_came",
                condition=Q(until__isnull=True) | Q(until__gt=models.F("since")),
            ),
            models.CheckConstraint(
                name="window_closes_after_it_opens",
                condition=Q(closes__gt=models.F("opens")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window} {self.since}"


class FootageLook(models.Model):
    """Somebody was given the link to a span of a recording, and said why."""

    id = models.UUIDField(primary_key=True, editable=False)  # the key of the form
    place = models.ForeignKey(CameraPlace, on_delete=models.PROTECT, related_name="looks")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.place_id} {self.since}"


class Presence(models.Model):
    """A detection system's report that somebody was, or nobody was, at a window."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.UUIDField()  # the system
    key = models.CharField(max_length=60)  # its own number of the span
    place = models.ForeignKey(CameraPlace, on_delete=models.PROTECT, related_name="presences")
    is_present = models.BooleanField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="presence_reported_once"),
            models.CheckConstraint(
                name="presence_ends_after_it_begins", condition=Q(until__gt=models.F("since"))
            ),
        ]
        indexes = [models.Index(fields=["place", "since"], name="presence_at_a_window")]

    def __str__(self) -> str:
        return f"{self.client} {self.key}"


class Observation(models.Model):
    """What was found at a window (视频巡查发现), by a supervisor or, as a proposal, a system."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(CameraPlace, on_delete=models.PROTECT, related_name="observations")
    kind = models.CharField(max_length=20)  # rules.shipped.finding_kinds
    level = models.PositiveSmallIntegerField(choices=Level, null=True)
    since = models.DateTimeField()
    until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ObservationState)
    organisation = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )  # the office it stands against, once somebody said so
    officer = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)  # what was seen, or why it is not a finding
    files = ArrayField(models.UUIDField(), default=list)
    presence = models.OneToOneField(Presence, null=True, on_delete=models.PROTECT)
    made_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    card = models.ForeignKey(Card, null=True, on_delete=models.PROTECT, related_name="+")

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="observation_carded_iff_confirmed",
                condition=(Q(state="confirmed") & Q(card__isnull=False))
                | (~Q(state="confirmed") & Q(card__isnull=True)),
            ),
            models.CheckConstraint(
                name="observation_ends_after_it_begins", condition=Q(until__gt=models.F("since"))
            ),
        ]
        indexes = [
            models.Index(fields=["-since", "-id"], name="observation_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.kind} {self.since}"
