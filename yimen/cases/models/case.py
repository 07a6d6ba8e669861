"""The case itself. Facts are stored; deadlines are computed (rules.clock)."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.postgres.indexes import BrinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Reverse

from yimen.cases.querysets import CaseQuerySet
from yimen.cases.states import BEFORE_RECEIPT, DECIDED, ENDED, OPEN, WAITS_FOR_APPLICANT, State
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.models.kept import VersionKey
from yimen.identity.models import Account, Party
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation


def _values(states: Iterable[State]) -> list[str]:
    return sorted(state.value for state in states)


#: When the last of the steps was taken that the public may know of: no inner act moves it.
LAST_STEP = Greatest(
    *("filed_at", "originals_at", "accepted_at", "decided_at", "delivered_at", "ended_at")
)


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
    prereviewed_at = models.DateTimeField(null=True)  # 预审 passed: the originals are awaited
    originals_by = models.DateField(null=True)  # until when they are
    originals_at = models.DateTimeField(null=True)  # brought: received in law only now
    accepted_at = models.DateTimeField(null=True)  # in law; for deemed acceptance the receipt
    is_deemed = models.BooleanField(default=False)
    # How many there are: of most cases none, so that nobody need look for them.
    supplement_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    pause_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    note_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    consultation_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    hearing_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    # The officer whose act was the last one, as long as he may still take it back.
    recallable_by = models.UUIDField(null=True)
    extension_days = models.PositiveSmallIntegerField(default=0)
    extended_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    urged_at = models.DateTimeField(null=True)  # by an officer; whoever acts has answered it

    commitment_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    # False promises of the applicant that stood when this was handed in.
    distrust_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    # What the applicant chose for the result, and the code he shows to fetch it.
    delivery_way = models.CharField(max_length=20, blank=True, db_default="")
    delivery_address = models.CharField(max_length=300, blank=True, db_default="")
    pickup_code = models.CharField(max_length=6, blank=True, db_default="")
    pickup_tries = models.PositiveSmallIntegerField(default=0, db_default=0)  # wrong ones
    # "", or what it asks for an earlier result (FollowUp): renewal, change
    purpose = models.CharField(max_length=10, blank=True, db_default="")

    # Who received it first, and answers for it until he hands that on (首问负责).
    first_asked = models.UUIDField(null=True)  # staff id
    is_green = models.BooleanField(default=False, db_default=False)  # 绿色通道
    green_days = models.PositiveSmallIntegerField(null=True)  # its aim, counted as its promise is

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
            # The end of a number is its beginning read backwards.
            models.Index(OpClass(Reverse("number"), "text_pattern_ops"), name="case_number_end"),
            models.Index(
                fields=["first_asked", "-id"],
                name="case_first_asked",
                condition=Q(first_asked__isnull=False, ended_at__isnull=True),
            ),
            models.Index(
                fields=["urged_at"], name="case_urged", condition=Q(urged_at__isnull=False)
            ),
            models.Index(
                fields=["acceptance_due_on"],
                name="case_acceptance_due",
                condition=Q(state__in=["submitted", "supplemented"]),
            ),
            # What is looked at online, or waits for the applicant: few, and gone through each hour.
            models.Index(
                fields=["state"],
                name="case_waiting",
                condition=Q(state__in=_values(BEFORE_RECEIPT | WAITS_FOR_APPLICANT)),
            ),
            # The newest of each organisation, for the screens in halls.
            models.Index(
                F("organisation"),
                LAST_STEP.desc(),
                F("id").desc(),
                name="case_last_steps",
                condition=Q(completed_at__isnull=False),
            ),
            # What was accepted or ended on a day, for the public page: grows as the table does.
            *(
                BrinIndex(fields=[moment], name=name, autosummarize=True, pages_per_range=32)
                for name, moment in (
                    ("case_accepted_days", "accepted_at"),
                    ("case_ended_days", "ended_at"),
                )
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_green_days_iff_green",
                condition=Q(is_green=True) | Q(green_days__isnull=True),
            ),
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
    def received_at(self) -> datetime | None:
        """When it came in, in law: filed, or after a pre-review the originals brought."""
        return (self.originals_at or self.filed_at) if self.completed_at else None

    @property
    def is_open(self) -> bool:
        """Whether it is filed and not ended."""
        return self.state in OPEN

    @property
    def tells_state(self) -> bool:
        """Whether a list of work says its state: in pre-review, or the applicant's turn."""
        return self.state in BEFORE_RECEIPT | WAITS_FOR_APPLICANT

    @property
    def is_urged(self) -> bool:
        """Whether somebody asked for it to be hurried, and nothing was done since."""
        return self.is_open and self.urged_at is not None and self.urged_at >= self.acted_at
