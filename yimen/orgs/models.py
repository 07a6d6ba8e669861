"""Who answers, where and when: regions, organisations, posts, staff, deputies, calendars."""

import hashlib
import json

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yimen.kernel.ids import new_id
from yimen.orgs.querysets import (
    LetterQuerySet,
    OrganisationQuerySet,
    PeriodQuerySet,
    PostQuerySet,
    StaffQuerySet,
)

#: What of an organisation may change; the rest is its place in the tree.
CHANGEABLE = frozenset(
    {"name", "short_name", "name_en", "uscc", "kind"}
    | {"address", "hours", "phone", "complaint_phone"}
)


class Region(models.Model):
    """A place of the five levels (GB/T 2260 and the twelve-digit statistical code)."""

    class Level(models.IntegerChoices):
        """Province to village."""

        PROVINCE = 1, _("Province")
        CITY = 2, _("City")
        COUNTY = 3, _("County")
        TOWNSHIP = 4, _("Township")
        VILLAGE = 5, _("Village")

    code = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    level = models.PositiveSmallIntegerField(choices=Level)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A government, department, hall, station or service body."""

    class Kind(models.TextChoices):
        """What the organisation is."""

        GOVERNMENT = "government", _("Government")
        DEPARTMENT = "department", _("Department")
        HALL = "hall", _("Service hall")
        STATION = "station", _("Service station")
        SERVICE_BODY = "service_body", _("Public institution")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    path = models.CharField(max_length=255, unique=True)  # "xinyu/market/": labels, each with a /
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEPARTMENT)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    address = models.CharField(max_length=300, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    complaint_phone = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField(default=True)  # false once abolished or merged

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["path"], name="org_path_prefix", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(fields=["uscc"], name="org_uscc"),
        ]

    def __str__(self) -> str:
        return self.name

    def fingerprint(self) -> str:
        """A mark of everything a page may change, to notice that somebody else changed it."""
        said = [str(getattr(self, name)) for name in (*sorted(CHANGEABLE), "is_active")]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


#: Where people come to.
HALLS = (Organisation.Kind.HALL, Organisation.Kind.STATION)


class Staff(models.Model):
    """An officer; the account to sign in with is the identity app's business."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    number = models.CharField(max_length=30, unique=True)  # 工号
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="staff")
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField(default=True)

    objects = StaffQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post gives grants within an organisation subtree and a region prefix."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    grants = ArrayField(models.CharField(max_length=40), default=list)
    reach_path = models.CharField(max_length=255, blank=True)  # empty: everything
    reach_region = models.CharField(max_length=12, blank=True)  # prefix; empty: everywhere
    is_closed = models.BooleanField(default=False, db_default=False)  # nobody is appointed any more
    # What a letter of authorisation narrows it to: its number, and the items it lists (none: all).
    letter = models.CharField(max_length=60, blank=True, db_default="")
    only = ArrayField(models.UUIDField(), default=list, db_default=[])

    objects = PostQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    def fingerprint(self) -> str:
        """A mark of everything a page may change, to notice that somebody else changed it."""
        names = ("name", "name_en", "grants", "reach_path", "reach_region", "is_closed")
        said = [str(getattr(self, name)) for name in names]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


class Posting(models.Model):
    """A member of staff holds a post over [since, until)."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="postings")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="postings")
    since = models.DateField()
    until = models.DateField(null=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posting_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.post_id}"


class Deputyship(models.Model):
    """The deputy (B岗) has the holder's grants over [since, until) while the holder is away."""

    holder = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="deputyships")
    deputy = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="stands_in")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="deputyship_ends_after_it_starts", condition=Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="nobody_deputises_for_himself", condition=~Q(holder=F("deputy"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.holder_id}"


class Letter(models.Model):
    """An organisation authorises an officer at a hall to act for it on the spot (首席代表)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=60, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letters")
    hall = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="letters")
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="authorised_by")
    acts = ArrayField(models.CharField(max_length=40))  # grants, as on the post
    items = models.JSONField(default=list)  # [{"id", "name"}] as printed; none: every item
    since = models.DateField()
    until = models.DateField()
    text = models.TextField(blank=True)  # what it says besides
    issued_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_because = models.CharField(max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="letter_ends_after_it_starts", condition=Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="letter_revoked_with_a_reason",
                condition=Q(revoked_at__isnull=True, revoked_because="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Closure(models.Model):
    """A hall keeps its doors shut on some days; no law lets time limits stand still for that."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hall = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="closures")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=200)
    instead = models.CharField(max_length=200, blank=True)  # where people go meanwhile
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_starts", condition=Q(last__gte=F("first"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.first}"


class CalendarYear(models.Model):
    """A notice of days off for a region; loading a year anew makes a new row.

    A year without a notice for the whole country is provisional.
    """

    region = models.CharField(max_length=12, blank=True)  # empty: the whole country
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "year"], name="calendar_year_once_a_region")
        ]

    def __str__(self) -> str:
        return f"{self.region} {self.year}"


class CalendarDay(models.Model):
    """A day that differs from the plain week: a holiday, or a make-up working day.

    It belongs to the notice that names it, which may be that of the next year.
    """

    notice = models.ForeignKey(CalendarYear, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    is_workday = models.BooleanField()
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "day"], name="calendar_day_once_a_notice")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
