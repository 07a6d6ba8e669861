"""Instant approval (秒批): where it is stopped."""

from django.db import models
from django.db.models import Q

from yimen.catalogue.models import ServiceItem
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff


class InstantStop(models.Model):
    """From when to when tables decide nothing: for one item, or for the whole site."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(ServiceItem, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    stopped_at = models.DateTimeField()
    stopped_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_instant_stop",
            )
        ]

    def __str__(self) -> str:
        return str(self.item_id or "all")
