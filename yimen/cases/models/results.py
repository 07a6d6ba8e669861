"""What the authority gave, and what becomes of it after the case (arts. 8, 49, 50, 69, 70)."""

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.cases.querysets import ResultQuerySet
from yimen.cases.states import ResultState
from yimen.catalogue.models import ServiceItem
from yimen.identity.models import Party
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation


class Result(models.Model):
    """A licence or document a granted case ended with (审批结果), with a small life of its own."""

    State = ResultState

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="result")
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=1000)
    state = models.CharField(max_length=12, choices=ResultState, default=ResultState.VALID)
    made_at = models.DateTimeField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)  # the last day; none: without end
    ended_on = models.DateField(null=True)  # the day it lost its force
    replaced_by = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaces"
    )
    corrections = models.JSONField(default=list, db_default=[])  # [{"on", "wrong", "right"}]

    objects = ResultQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["valid_until", "id"],
                name="result_expiring",
                condition=Q(state__in=["valid", "corrected"]),
            ),
            models.Index(fields=["holder", "-id"], name="result_of_holder"),
        ]
        constraints = [
            models.CheckConstraint(
                name="result_ended_on_iff_ended",
                condition=Q(state__in=["valid", "corrected"], ended_on__isnull=True)
                | (~Q(state__in=["valid", "corrected"]) & Q(ended_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.name


class FollowUp(models.Model):
    """An application that renews or changes an earlier result (arts. 49 and 50)."""

    class Purpose(models.TextChoices):
        """延续 and 变更."""

        RENEWAL = "renewal"
        CHANGE = "change"

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="follow_up")
    earlier = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="followed_by")
    purpose = models.CharField(max_length=10, choices=Purpose)

    def __str__(self) -> str:
        return f"{self.case_id} {self.purpose}"
