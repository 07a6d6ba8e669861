"""Figures by day, kept by a follower; and what the public may see of an item's cases."""

from django.db import models

from yimen.catalogue.models import ServiceItem
from yimen.figures.querysets import TallyQuerySet
from yimen.figures.rules import OF_CARDS, OF_CASES
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation
from yimen.supervision.states import Level


def _count() -> models.IntegerField:
    return models.IntegerField(default=0, db_default=0)


class CaseTally(models.Model):
    """What happened to cases on a day (of Shanghai), by organisation and type of item.

    The organisation is the one that had the case when it happened: what is handed on later does
    not change what was.
    """

    MEASURES = OF_CASES
    KEYS = ("day", "organisation_id", "item_type")

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    item_type = models.CharField(max_length=10)

    filed = _count()
    filed_online = _count()
    accepted = _count()
    deemed = _count()  # of these, by silence
    declined = _count()
    withdrawn = _count()
    terminated = _count()
    decided = _count()
    refused = _count()  # of these
    with_promise = _count()  # of the decided, those for which days were promised
    late_promise = _count()
    early = _count()
    with_law = _count()
    late_law = _count()
    delivered = _count()
    with_delivery = _count()
    late_delivery = _count()
    concluded = _count()

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "organisation", "item_type"], name="case_tally_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "day"], name="case_tally_of_organisation")]

    def __str__(self) -> str:
        return f"{self.day} {self.organisation_id} {self.item_type}"


class CardTally(models.Model):
    """What happened to supervision cards on a day, by organisation, rule and level."""

    MEASURES = OF_CARDS
    KEYS = ("day", "organisation_id", "code", "level")

    id = models.BigAutoField(primary_key=True)
    day = models.DateField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(choices=Level)

    made = _count()
    issued = _count()
    withdrawn = _count()  # after they were issued
    dropped = _count()  # before

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "organisation", "code", "level"], name="card_tally_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "day"], name="card_tally_of_organisation")]

    def __str__(self) -> str:
        return f"{self.day} {self.organisation_id} {self.code} {self.level}"


class Disclosure(models.Model):
    """What the public page (办件公示) shows of an item's cases, where it is not the usual."""

    class Person(models.TextChoices):
        """How a person's name is shown."""

        FIRST = "first"  # 张**
        HIDDEN = "hidden"  # ***

    class Body(models.TextChoices):
        """How an organisation's name is shown."""

        ENDS = "ends"  # 新余***公司
        WHOLE = "whole"
        HIDDEN = "hidden"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.OneToOneField(ServiceItem, on_delete=models.CASCADE, related_name="+")
    is_public = models.BooleanField(default=True)  # else its cases are left out altogether
    person = models.CharField(max_length=10, choices=Person, default=Person.FIRST)
    body = models.CharField(max_length=10, choices=Body, default=Body.ENDS)

    def __str__(self) -> str:
        return str(self.item_id)
