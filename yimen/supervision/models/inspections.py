"""Inspections of concluded cases: plans, and the cases that were drawn (案卷抽查)."""

from django.db import models
from django.db.models import Q

from yimen.cases.models import Case
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff
from yimen.supervision.querysets import InspectionPlanQuerySet, InspectionQuerySet
from yimen.supervision.states import InspectionState


class InspectionPlan(models.Model):
    """Which concluded cases of which offices are looked at, sealed before the seed is known."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()  # cases concluded from this day
    until = models.DateField()  # to this day, both counted
    each = models.PositiveSmallIntegerField()  # cases of each office
    counts = models.JSONField(default=dict, db_default={})  # by path, where it is another number
    seed_source = models.CharField(max_length=200)  # where the seed will come from
    sheet = models.JSONField()  # Criterion rows (rules.marks)
    population = models.PositiveIntegerField()  # how many cases there were to draw from
    digest = models.CharField(max_length=64)  # of offices and numbers (rules.drawing)
    seed = models.CharField(max_length=100, blank=True)
    made_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)

    objects = InspectionPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="inspection_plan_seeded_iff_drawn",
                condition=Q(seed="", drawn_at__isnull=True)
                | (~Q(seed="") & Q(drawn_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="inspection_plan_ends_after_it_begins",
                condition=Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Inspection(models.Model):
    """One drawn case, the marks it got, and what was put right."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="inspections")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    lot = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=InspectionState, default=InspectionState.DRAWN)
    marks = models.JSONField(default=dict)  # points by key of the criterion
    total = models.PositiveSmallIntegerField(null=True)
    findings = models.TextField(blank=True)
    marked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField(null=True)
    mend_by = models.DateField(null=True)  # the unit puts it right until then
    mended = models.TextField(blank=True)  # what the unit did
    mended_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    mended_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)  # why it was sent back, or taken
    settled_at = models.DateTimeField(null=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "case"], name="inspected_once")]
        indexes = [models.Index(fields=["organisation", "-id"], name="inspection_of_organisation")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.case_id}"
