"""The code tables of the field."""

from django.db import models


class Code(models.Model):
    """One line of a code table; `scheme` is "gb" or a province's two digits."""

    table = models.CharField(max_length=40)  # item_type, level, audience, department …
    scheme = models.CharField(max_length=10, default="gb")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "scheme", "code"], name="code_once_a_table")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.code}"
