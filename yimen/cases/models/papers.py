"""What the applicant handed in, and what he was asked for besides."""

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.files.models import Blob
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff


class Supplement(models.Model):
    """A one-time notice of everything that is missing (补正, art. 32), and its answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="supplements")
    gaps = models.JSONField()  # [{"material": key or "", "question": key or "", "what": text}]
    # Where questions about the situation are asked again: all answers as they stood and stand.
    situation_before = models.JSONField(default=dict, db_default={})  # set when it is answered
    situation = models.JSONField(default=dict, db_default={})  # until then what he has said so far
    # A second request for the same is an exception that is owed a reason (art. 32).
    repeated = models.JSONField(default=list, db_default=[])  # the gaps asked for before
    repeat_reason = models.TextField(blank=True, db_default="")
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

    @property
    def questions(self) -> list[str]:
        """The questions about the situation that are asked again."""
        return [gap["question"] for gap in self.gaps if gap.get("question")]


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
