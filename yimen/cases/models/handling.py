"""What the office did: special procedures, opinions, the handing over."""

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff


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
    recalled_at = models.DateTimeField(null=True)  # taken back by who gave it

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
