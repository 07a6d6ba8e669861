"""Asking another department for its opinion (征求意见): a question beside the life of the case."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.cases.states import CONSULTS
from yimen.files.models import Blob
from yimen.kernel.actor import Actor, Kind
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff
from yimen.orgs.querysets import reach

#: Those who examine or decide in an office answer for it, and nobody else there reads the question.
ANSWERS_FOR = ("case.examine", "case.decide")


class ConsultationQuerySet(models.QuerySet[Any]):
    """Questions to other offices, always begun with `visible_to`: what one's own office is asked.

    This is the adviser's only door. It opens on the question and what goes with it; the case
    itself stays as invisible to him as any other case of that office.
    """

    def visible_to(self, actor: Actor) -> Self:
        """The questions to the offices the actor answers for."""
        if actor.kind is Kind.SYSTEM:
            return self.all()
        if actor.kind is not Kind.STAFF:
            return self.none()
        grants = [grant for grant in actor.grants if grant.name in ANSWERS_FOR]
        return self.filter(
            reach(grants, path="organisation__path", region="organisation__region__code")
        )

    def waiting(self) -> Self:
        """Those an answer to is still of use."""
        return self.filter(answered_at=None, case__state__in=CONSULTS)

    def answered(self) -> Self:
        """Those that were answered."""
        return self.filter(answered_at__isnull=False)


class Consultation(models.Model):
    """A question to another office about a case, and what closed it: one answer, or a recall."""

    class Opinion(models.TextChoices):
        """What an office can say; or that it need not say anything any more."""

        AGREED = "agreed"
        CONDITIONAL = "conditional"
        AGAINST = "against"
        NO_REMARKS = "no_remarks"
        RECALLED = "recalled"  # closed by who asked: `text` says why, `answered_by` who

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consultations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    question = models.TextField()
    is_confidential = models.BooleanField(default=False)
    shares_materials = models.BooleanField(default=False)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    reminded_on = models.DateField(null=True)  # the last day the office was reminded on
    opinion = models.CharField(max_length=20, choices=Opinion, blank=True)
    text = models.TextField(blank=True)
    paper = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "answer_by", "id"],
                name="consultation_waiting",
                condition=Q(answered_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"],
                condition=Q(answered_at__isnull=True),
                name="one_open_question_an_office",
            ),
            models.CheckConstraint(
                name="consultation_answered_whole",
                condition=Q(answered_at__isnull=True, opinion="", answered_by__isnull=True)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(opinion="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.organisation_id}"

    def is_late(self, today: date) -> bool:
        """Whether it waits although the day to answer is over."""
        return self.answered_at is None and self.answer_by < today

    @property
    def is_recalled(self) -> bool:
        """Whether who asked took it back."""
        return self.opinion == self.Opinion.RECALLED

    @property
    def shows_materials(self) -> bool:
        """Whether the asked office may read the materials."""
        return self.shares_materials and not self.is_recalled
