"""Read-only history: event logs of older systems, their cases and what was done in them."""

from django.db import models

from yimen.figures.querysets import LogQuerySet
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff


class Log(models.Model):
    """An event log that was taken over whole; nothing changes it afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)  # of the file and its mapping
    mapping = models.JSONField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    case_count = models.PositiveIntegerField(default=0)
    event_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)  # queries.logs.measured: it never changes, so kept

    objects = LogQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-imported_at"], name="log_imported")]

    def __str__(self) -> str:
        return self.name


class LogCase(models.Model):
    """A case of an older system, as its log tells it."""

    id = models.BigAutoField(primary_key=True)
    log = models.ForeignKey(Log, on_delete=models.CASCADE, related_name="cases", db_index=False)
    key = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)  # of the promise
    legal_deadline = models.DateTimeField(null=True)
    channel = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "key"], name="log_case_once")]

    def __str__(self) -> str:
        return self.key


class LogEvent(models.Model):
    """Something that was done in a case of an older system."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(
        LogCase, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    line = models.PositiveBigIntegerField()  # of the file
    activity = models.CharField(max_length=200)
    at = models.DateTimeField()
    resource = models.CharField(max_length=100, blank=True)
    lifecycle = models.CharField(max_length=40, blank=True)  # start, complete; empty: done

    class Meta:
        indexes = [models.Index(fields=["case", "at", "line"], name="log_event_of_case")]

    def __str__(self) -> str:
        return f"{self.activity} {self.at}"
