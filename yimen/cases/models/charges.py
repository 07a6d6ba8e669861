"""What was charged for a case (收费登记)."""

from django.db import models

from yimen.cases.models.case import Case
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff


class Charge(models.Model):
    """A charge somebody took and gave a receipt for, as an officer entered it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="charges")
    fee = models.CharField(max_length=60, blank=True)  # key in version.fees; empty: none of them
    name = models.CharField(max_length=100)  # as the guide, or else the receipt, calls it
    fen = models.PositiveBigIntegerField()
    receipt = models.CharField(max_length=40)  # number of the non-tax receipt (票据号)
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)  # entered by mistake, or paid back
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "receipt"],
                name="charge_once_a_receipt",
                condition=models.Q(voided_at=None),
            ),
            models.CheckConstraint(name="charge_of_something", condition=models.Q(fen__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.receipt}"
