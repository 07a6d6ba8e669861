"""Drawn processes and running ones. Knows nothing of cases: a subject is an id."""

from typing import Any

from django.db import models
from django.db.models import Q

from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff
from yimen.process.querysets import TaskQuerySet


class Definition(models.Model):
    """A published BPMN 2.0 process; never changes (the database refuses)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=100, unique=True)  # whose process: an item version's id
    name = models.CharField(max_length=200)
    bpmn = models.TextField()
    spec = models.JSONField()  # SpiffWorkflow's serialised specification
    links = models.JSONField()  # LinkSpecs in reading order
    digest = models.CharField(max_length=64, db_index=True)  # equal ones run alike
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Process(models.Model):
    """One running (or ended) process of one subject."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField(unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.JSONField()  # the engine's tasks, without the specification
    is_open = models.BooleanField(default=True)
    is_first = models.BooleanField(default=False, db_default=False)  # ahead of others everywhere

    def __str__(self) -> str:
        return str(self.subject)


#: What all tasks of one open link have in common.
OF_THE_LINK = (
    *("process_id", "subject", "token", "link", "kind", "name", "grant", "days"),
    *("organisation_id", "is_first", "due_on"),
)


class Task(models.Model):
    """A user task that waits, or waited, for a post. Work lists read only this table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="tasks")
    subject = models.UUIDField()
    token = models.UUIDField()  # the engine's task; a link can be passed more than once
    link = models.CharField(max_length=60)  # BPMN element id
    kind = models.CharField(max_length=20)  # accept, examine, decide, issue …
    name = models.CharField(max_length=100)
    seat = models.CharField(max_length=10, blank=True, db_default="")  # which of several opinions
    grant = models.CharField(max_length=40)  # which grant does it: case.examine
    days = models.PositiveSmallIntegerField(null=True)  # the link's own limit in working days
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    is_first = models.BooleanField(default=False, db_default=False)  # as its process says
    due_on = models.DateField(null=True)  # cache for sorting, set by the subject's owner
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, blank=True)
    closed_by = models.UUIDField(null=True)  # staff id
    undone_at = models.DateTimeField(null=True)  # a return made this row history

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "due_on", "id"],
                name="task_work_list",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["organisation", "-is_first", "due_on", "id"],
                name="task_work_order",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(  # for those who see many organisations
                fields=["-is_first", "due_on", "id"],
                name="task_work_everywhere",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["subject"], name="task_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["process", "token", "seat"],
                condition=Q(closed_at__isnull=True),
                name="task_open_once_a_seat",
            ),
            models.CheckConstraint(
                name="task_held_iff_claimed",
                condition=Q(holder__isnull=True, claimed_at__isnull=True)
                | Q(holder__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="task_closed_with_an_outcome",
                condition=Q(closed_at__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="task_undone_only_when_closed",
                condition=Q(undone_at__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.link}"

    def another(self, **facts: Any) -> "Task":
        """One more task of the same link, not saved; `facts` say what is different about it."""
        return Task(**{name: getattr(self, name) for name in OF_THE_LINK} | facts)
