"""What keeps acts from being done twice and numbers from being given twice."""

from django.db import models

from yimen.cases.models.case import Case


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
