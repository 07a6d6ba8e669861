"""Catalogues of other levels: whom we report to, who reports to us, and what went over."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import pgettext_lazy

from yimen.catalogue.models.jobs import JobRow
from yimen.kernel.ids import new_id

BEGINNING = "0.0"


class Partner(models.Model):
    """Another level's catalogue (上级事项库, 下级事项库) with which this one exchanges packages."""

    class Side(models.TextChoices):
        """Where it stands, seen from here."""

        ABOVE = "above", pgettext_lazy("partner", "Upper level")
        BELOW = "below", pgettext_lazy("partner", "Lower level")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(
        max_length=30, unique=True, validators=[RegexValidator(r"^[a-z0-9-]+$")]
    )
    name = models.CharField(max_length=200)
    known_as = models.CharField(max_length=30)  # our own code, as both sides write it
    side = models.CharField(max_length=10, choices=Side)
    region = models.CharField(max_length=12)  # digits its items' regions begin with
    sent_mark = models.CharField(max_length=40, default=BEGINNING)  # up to here it has answered
    taken_mark = models.CharField(max_length=40, default=BEGINNING)  # up to here we took its
    owed = models.JSONField(default=list)  # codes it refused: they are reported again

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """Where items say they come from that this partner reported."""
        return f"exchange:{self.code}"


class Package(JobRow):
    """One package that went over, with what became of it."""

    class State(models.TextChoices):
        """How far it is."""

        SENT = "sent", pgettext_lazy("package", "Made, not answered yet")
        ANSWERED = "answered", pgettext_lazy("package", "Answered")
        WAITING = "waiting", pgettext_lazy("package", "Being taken in")
        TAKEN = "taken", pgettext_lazy("package", "Taken in")
        REFUSED = "refused", pgettext_lazy("package", "Refused as a whole")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="packages")
    is_ours = models.BooleanField()  # we made it; else we received it
    state = models.CharField(max_length=20, choices=State)
    since = models.CharField(max_length=40, blank=True)
    mark = models.CharField(max_length=40, blank=True)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # the lines refused: line, item, field, why
    refusal = models.TextField(blank=True)  # why the whole package was refused
    data = models.BinaryField(default=b"")  # packed: ours to hand over, or received and waiting
    answer = models.TextField(blank=True)  # the receipt we gave
    by_name = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["partner", "-created_at"], name="package_of_partner")]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.mark}"

    @property
    def is_running(self) -> bool:
        """Whether a job is at work on it."""
        return self.state == self.State.WAITING
