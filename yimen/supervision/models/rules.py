"""Supervision rules as data; a published version is never changed, only followed by another."""

from django.db import models
from django.db.models import Q

from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff
from yimen.supervision.states import Watched


class Rule(models.Model):
    """One version of one rule (监察规则): what is measured, and when which level is reached.

    A thing is measured by the version that was in force when it began, so that judging it again
    gives the same cards. Of several rules with one code the one for the nearest region, then for
    the type of item, is taken.
    """

    class Precision(models.TextChoices):
        """How days are counted: whole days as the law does, or to the second (domain.md §4.1)."""

        DAY = "day"
        SECOND = "second"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=20)  # 监察规则编号: T2, P1 …
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=100, blank=True)
    watched = models.CharField(max_length=20, choices=Watched)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    # [{"level": 1, "of": "promise", "unit": "days", "value": -2}, …]: reached when what was used
    # is at least the limit named by "of" and the value (days), that part of it (percent), or when
    # so many were counted (count).
    thresholds = models.JSONField(default=list)
    is_automatic = models.BooleanField(default=True)  # 自动发牌; else a supervisor issues it
    texts = models.JSONField(default=dict)  # by level: {"2": {"zh": "…", "en": "…"}}
    basis = models.CharField(max_length=300, blank=True)
    region = models.CharField(max_length=12, blank=True)  # prefix of region codes; "": everywhere
    item_type = models.CharField(max_length=10, blank=True)  # GB/T 39046 A.1; "": all
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)  # why this version followed the last

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "region", "item_type", "version"], name="rule_version"
            ),
            models.CheckConstraint(
                name="rule_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
