"""Scores: the schemes, what was entered by hand, and the months that are closed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yimen.figures.querysets import AppealQuerySet, PublicationQuerySet, ScoreQuerySet
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff


class ScoreKind(models.TextChoices):
    """Who is scored."""

    DEPARTMENT = "department", pgettext_lazy("scored", "Departments")
    WINDOW = "window", pgettext_lazy("scored", "Windows")
    STAFF = "staff", pgettext_lazy("scored", "Officers")


def _organisation() -> "models.ForeignKey[Organisation]":
    return models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")


def _by(*, null: bool = False) -> "models.ForeignKey[Staff]":
    return models.ForeignKey(Staff, null=null, on_delete=models.PROTECT, related_name="+")


#: A score is of an office, or of an officer of that office.
OF_WHOM = Q(kind="staff", staff__isnull=False) | (~Q(kind="staff") & Q(staff__isnull=True))


class Scheme(models.Model):
    """One version of a scheme; a month is reckoned by the one in force on its first day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=ScoreKind)
    region = models.CharField(max_length=12, blank=True)  # prefix of region codes; "": everywhere
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField()  # rules.scoring.Terms, as its file has it
    valid_from = models.DateField()
    made_by = _by(null=True)
    made_at = models.DateTimeField(null=True)  # shipped with the platform: none

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "region", "valid_from"], name="scheme_from_a_month_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class Mark(models.Model):
    """Points a supervisor gave or took by hand in a month, with his reason and papers."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12, choices=ScoreKind)
    organisation = _organisation()
    staff = _by(null=True)
    month = models.DateField()  # its first day
    line = models.CharField(max_length=40)  # key of the line in the scheme
    points = models.SmallIntegerField()  # as they count: taken off is below nought
    reason = models.TextField()
    files = ArrayField(models.UUIDField(), default=list)
    made_by = _by()
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = _by(null=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["month", "organisation"], name="mark_of_month")]
        constraints = [models.CheckConstraint(name="mark_of_office_or_officer", condition=OF_WHOM)]

    def __str__(self) -> str:
        return f"{self.line} {self.points}"


class Publication(models.Model):
    """A month of a house that was closed and published with its bulletin."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    month = models.DateField()  # its first day
    organisation = _organisation()  # with all offices below it
    appeal_by = models.DateField()  # the last day to speak against a line
    made_by = _by()
    made_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "organisation"], name="published_once")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.organisation_id}"


class Score(models.Model):
    """The score of a closed month."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="scores")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ScoreKind)
    organisation = _organisation()
    staff = _by(null=True)
    month = models.DateField()
    total = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=40, blank=True)  # 红旗窗口, 服务标兵: once confirmed
    title_by = _by(null=True)
    title_at = models.DateTimeField(null=True)

    objects = ScoreQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["month", "kind", "-total"], name="score_rank")]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "kind", "organisation", "staff"],
                name="scored_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="score_of_office_or_officer", condition=OF_WHOM),
            models.CheckConstraint(
                name="title_confirmed_by_somebody",
                condition=Q(title="", title_by__isnull=True, title_at__isnull=True)
                | (~Q(title="") & Q(title_by__isnull=False, title_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.kind} {self.total}"


class ScoreLine(models.Model):
    """What one rule took off or added in a closed month, and from which cards and cases."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="lines")
    seq = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=40)
    dimension = models.CharField(max_length=40, blank=True)
    value = models.IntegerField()
    points = models.SmallIntegerField()  # now: an appeal that was upheld changes it
    published = models.SmallIntegerField()  # as it was published
    is_correction = models.BooleanField(default=False)  # of a month that was closed before
    refs = models.JSONField(default=list)  # [["card", id], …]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["score", "seq"], name="score_line_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.points}"


class ScoreAppeal(models.Model):
    """What was said against a line, and what somebody else decided."""

    class State(models.TextChoices):
        """Where an appeal stands."""

        OPEN = "open", pgettext_lazy("appeal", "To be decided")
        UPHELD = "upheld", pgettext_lazy("appeal", "Upheld, the line is corrected")
        DISMISSED = "dismissed", pgettext_lazy("appeal", "Dismissed")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    line = models.ForeignKey(ScoreLine, on_delete=models.PROTECT, related_name="appeals")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    text = models.TextField()
    files = ArrayField(models.UUIDField(), default=list)
    made_by = _by()
    made_at = models.DateTimeField()
    decision = models.TextField(blank=True)
    points = models.SmallIntegerField(null=True)  # what the line came to
    decided_by = _by(null=True)
    decided_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], name="appealed_once"),
            models.CheckConstraint(
                name="appeal_decided_by_somebody",
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.state}"
