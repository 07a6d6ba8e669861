"""Rows that a job works on."""

from django.db import models


class JobRow(models.Model):
    """How far the job is that works on the row; written while its transaction is still open."""

    done_count = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    @property
    def percent(self) -> int:
        """How far the job is."""
        return min(100, 100 * self.done_count // self.total) if self.total else 0
