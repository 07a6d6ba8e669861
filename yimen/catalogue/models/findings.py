"""What the checks found, and which laws items cite: written by a follower, made again at will."""

from typing import Any

from django.db import models

from yimen.catalogue.models.items import ItemVersion, ServiceItem
from yimen.catalogue.querysets import FindingQuerySet
from yimen.catalogue.rules.numerals import article_label


class ItemFinding(models.Model):
    """One thing to put right in a version, as the checks last saw it."""

    item = models.ForeignKey(ServiceItem, on_delete=models.CASCADE, related_name="findings")
    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField()
    is_current = models.BooleanField()  # of what is published; else of what is being prepared
    code = models.CharField(max_length=60)
    level = models.CharField(max_length=20)
    field = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)

    objects = FindingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["is_current", "code"], name="finding_by_rule")]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="finding_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.code}"


class Citation(models.Model):
    """One article (or whole law, number 0) that a version cites."""

    item = models.ForeignKey(ServiceItem, on_delete=models.CASCADE, related_name="citations")
    version = models.ForeignKey(ItemVersion, on_delete=models.CASCADE, related_name="citations")
    is_current = models.BooleanField()
    field = models.CharField(max_length=60)
    name = models.CharField(max_length=300, db_index=True)  # as Law.name, or an alias
    number = models.PositiveIntegerField(default=0)
    suffix = models.PositiveSmallIntegerField(default=0)

    objects: "models.Manager[Any]" = models.Manager()

    def __str__(self) -> str:
        return f"{self.version_id} {self.name} {self.number}"

    @property
    def label(self) -> str:
        """The article as it is called; nothing where the whole law is cited."""
        return article_label(self.number, self.suffix)
