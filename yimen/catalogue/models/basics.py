"""The basic directory (基本目录): what an item is wherever it is offered."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yimen.catalogue.models.items import ItemVersion
from yimen.catalogue.rules.basics import SHARED
from yimen.catalogue.rules.elements import Basis, Duty, Material
from yimen.kernel.ids import new_id


class BasicItem(models.Model):
    """What all who implement the item share (四级四同); they may only narrow it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=12, unique=True)
    number = models.PositiveIntegerField(default=1)  # grows with every change
    name = models.CharField(max_length=1000)
    item_type = models.CharField(max_length=10)
    levels = ArrayField(models.CharField(max_length=2), default=list)  # who may implement it
    bases = models.JSONField(default=list)
    conditions = models.TextField(blank=True)
    materials = models.JSONField(default=list)
    legal_days = models.PositiveSmallIntegerField(null=True)
    legal_unit = models.CharField(
        max_length=20, choices=ItemVersion.Unit, default=ItemVersion.Unit.WORKING_DAYS
    )
    promised_days = models.PositiveSmallIntegerField(null=True)
    promised_unit = models.CharField(
        max_length=20, choices=ItemVersion.Unit, default=ItemVersion.Unit.WORKING_DAYS
    )
    duties = models.JSONField(default=list)  # 责任事项: what the organ owes at each step
    accountability = models.TextField(blank=True)  # 追责情形与依据
    is_listed = models.BooleanField(default=True)  # false once it is taken off the directory

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def scheme(self) -> str:
        """Whose code tables its codes are of."""
        return self.code[:2]

    def content(self) -> dict[str, Any]:
        """Everything it says, as it is stored."""
        return {name: getattr(self, name) for name in SHARED}

    @property
    def basis_list(self) -> list[Basis]:
        """The legal bases, in order."""
        return [Basis.from_json(row) for row in self.bases]

    @property
    def material_list(self) -> list[Material]:
        """The materials that may be asked for, in order."""
        return [Material.from_json(row) for row in self.materials]

    @property
    def duty_list(self) -> list[Duty]:
        """What the organ owes, in order."""
        return [Duty.from_json(row) for row in self.duties]


class BasicVersion(models.Model):
    """What a basic item said from a moment on, and why it was changed."""

    basic = models.ForeignKey(BasicItem, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    reason = models.TextField(blank=True)
    by_name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["basic", "number"], name="basic_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.basic_id} v{self.number}"
