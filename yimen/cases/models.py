"""The case and what belongs to it. Facts are stored; deadlines are computed (rules.clock)."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from yimen.cases.querysets import CaseQuerySet
from yimen.cases.states import DECIDED, ENDED, OPEN, State
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.models.kept import VersionKey
from yimen.files.models import Blob
from yimen.identity.models import Account, Party
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff


def _values(states: Iterable[State]) -> list[str]:
    return sorted(state.value for state in states)


class Case(models.Model):
    """One application on its legal way (办件)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=50, unique=True, null=True, blank=True)  # taken late
    query_code = models.CharField(max_length=6, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="+")
    version = VersionKey(related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    applicant = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    filed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, default="online")
    form = models.JSONField(default=dict)  # answers by field key
    situation = models.JSONField(default=dict, db_default={})  # answers by question (情形)
    revision = models.PositiveIntegerField(default=0)  # grows with every act: finds stale pages

    created_at = models.DateTimeField()
    acted_at = models.DateTimeField()  # the last act: no later act lies before it
    filed_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)  # materials complete: filed, or supplemented
    accepted_at = models.DateTimeField(null=True)  # in law; for deemed acceptance the receipt
    is_deemed = models.BooleanField(default=False)
    # How many there are: of most cases none, so that nobody need look for them.
    supplement_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    pause_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    extension_days = models.PositiveSmallIntegerField(default=0)
    extended_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    # Caches for sorting, rewritten by the act that changes a fact (never read by rules).
    acceptance_due_on = models.DateField(null=True)
    promised_due_on = models.DateField(null=True)
    legal_due_on = models.DateField(null=True)
    delivery_due_on = models.DateField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["applicant", "-id"], name="case_of_applicant"),
            models.Index(fields=["organisation", "-id"], name="case_of_organisation"),
            models.Index(
                fields=["acceptance_due_on"],
                name="case_acceptance_due",
                condition=Q(state__in=["submitted", "supplemented"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_numbered_iff_filed",
                condition=Q(state="draft", number__isnull=True, filed_at__isnull=True)
                | (~Q(state="draft") & Q(number__isnull=False, filed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_decided_at_iff_decided",
                condition=Q(state__in=_values(DECIDED), decided_at__isnull=False)
                | (~Q(state__in=_values(DECIDED)) & Q(decided_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_ended_at_iff_ended",
                condition=Q(state__in=_values(ENDED), ended_at__isnull=False)
                | (~Q(state__in=_values(ENDED)) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_extended_at_iff_extended",
                condition=Q(extension_days=0, extended_at__isnull=True)
                | Q(extension_days__gt=0, extended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def is_open(self) -> bool:
        """Whether it is filed and not ended."""
        return self.state in OPEN


class CaseKey(models.Model):
    """An idempotency key that was used: the act it stood for is done and not done again."""

    key = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    move = models.CharField(max_length=20)

    def __str__(self) -> str:
        return str(self.key)


class CaseNumber(models.Model):
    """The last daily sequence taken for an item's code."""

    code = models.CharField(max_length=50)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "day"], name="case_number_day")]

    def __str__(self) -> str:
        return f"{self.code} {self.day} {self.last}"


class Supplement(models.Model):
    """A one-time notice of everything that is missing (补正, art. 32), and its answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supplements")
    gaps = models.JSONField()  # [{"material": key or "", "what": text}]
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(answered_at__isnull=True), name="one_open_supplement"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at}"


class CaseMaterial(models.Model):
    """A file the applicant gave for one material of the item version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="materials")
    material = models.CharField(max_length=60)  # key in version.materials
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    supplement = models.ForeignKey(
        Supplement, null=True, on_delete=models.CASCADE, related_name="materials"
    )  # the notice it answers; none: it came with the application
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)  # a later file took its place

    def __str__(self) -> str:
        return self.material


class Pause(models.Model):
    """A special procedure that stops the clock (特别程序, art. 45)."""

    class Kind(models.TextChoices):
        """The kinds art. 45 knows; no other stops the clock."""

        HEARING = "hearing"
        TENDER = "tender"
        AUCTION = "auction"
        INSPECTION = "inspection"
        TESTING = "testing"
        QUARANTINE = "quarantine"
        APPRAISAL = "appraisal"
        EXPERT_REVIEW = "expert_review"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pauses")
    kind = models.CharField(max_length=20, choices=Kind)
    reason = models.TextField()
    planned_days = models.PositiveSmallIntegerField()  # working days told to the applicant
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on__isnull=True), name="one_open_pause"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Opinion(models.Model):
    """What an officer found at a link: examination or decision, with reasons and remedies."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="opinions")
    link = models.CharField(max_length=60)
    conclusion = models.CharField(max_length=20)  # passed, failed, granted, refused, declined
    text = models.TextField()  # reasons
    remedies = models.TextField(blank=True)  # how to object (art. 38)
    facts = models.JSONField(default=dict, db_default={})  # what its kind of link records besides
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.conclusion}"


class Delivery(models.Model):
    """How and to whom the result was handed over (art. 44)."""

    class Way(models.TextChoices):
        """Electronic, at the window, by post."""

        ELECTRONIC = "electronic"
        WINDOW = "window"
        POST = "post"

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="delivery")
    way = models.CharField(max_length=20, choices=Way)
    receiver = models.CharField(max_length=100, blank=True)
    tracking_number = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case_id} {self.way}"
