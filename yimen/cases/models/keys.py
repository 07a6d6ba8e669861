"""What keeps acts from being done twice and numbers from being given twice."""

from django.db import models

from yimen.cases.models.case import Case
from yimen.orgs.models import Organisation


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


class NoticeNumber(models.Model):
    """The last running number an office gave to a written notice in a year."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="notice_number_year")
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year} {self.last}"
