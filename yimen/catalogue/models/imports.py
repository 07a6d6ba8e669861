"""Files somebody brings in through the desk."""

from django.db import models
from django.utils.translation import pgettext_lazy

from yimen.catalogue.models.jobs import JobRow
from yimen.kernel.ids import new_id


class ImportRun(JobRow):
    """One file: looked through first, taken in whole when its owner says so."""

    class State(models.TextChoices):
        """How far it is."""

        CHECKING = "checking", pgettext_lazy("import", "Being checked")
        CHECKED = "checked", pgettext_lazy("import", "Checked, waits for you")
        REFUSED = "refused", pgettext_lazy("import", "To be put right")
        TAKING = "taking", pgettext_lazy("import", "Being taken in")
        DONE = "done", pgettext_lazy("import", "Taken in")

    class Format(models.TextChoices):
        """What the file is."""

        WORKBOOK = "xlsx", pgettext_lazy("import", "Workbook")
        LINES = "jsonl", pgettext_lazy("import", "JSON lines")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField(db_index=True)  # whose file it is: he alone sees it
    name = models.CharField(max_length=255)
    form = models.CharField(max_length=10, choices=Format)
    data = models.BinaryField()  # empty once it is done
    hand_in = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State, default=State.CHECKING)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # rules.records.Problem, as plain values
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        """Whether a job is at work on it."""
        return self.state in {self.State.CHECKING, self.State.TAKING}
