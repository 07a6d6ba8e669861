"""Who answers for what: enquiries, notes of accountability, what each officer did, favours."""

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.cases.querysets import EnquiryQuerySet
from yimen.identity.models import Party
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff


class Enquiry(models.Model):
    """A question somebody asked an officer, who answers for it until he hands it on (首问负责)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=60, blank=True)  # as he called himself
    phone_sealed = models.CharField(max_length=255, blank=True)
    question = models.TextField()
    first = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")  # who was asked
    answering = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="enquiries")
    asked_at = models.DateTimeField()
    handed = models.JSONField(default=list)  # [{"from", "to", "note", "at"}]: ids and words
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["answering", "id"],
                name="enquiry_open",
                condition=Q(answered_at__isnull=True),
            ),
            models.Index(fields=["organisation", "-id"], name="enquiry_of_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                name="enquiry_answered_with_words",
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.asked_at}"


class Reproach(models.Model):
    """An officer is held to account for what he did or left undone in a case (责任追究)."""

    class Kind(models.TextChoices):
        """What arts. 72 to 75 of the Licensing Law, and the rules of the house, reproach."""

        LATE = "late"
        NOT_ACCEPTED = "not_accepted"
        NOT_TOLD_AT_ONCE = "not_told_at_once"
        NO_REASONS = "no_reasons"
        BEYOND_LIST = "beyond_list"
        WRONG_DECISION = "wrong_decision"
        CONDUCT = "conduct"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reproaches")
    officer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="reproaches")
    kind = models.CharField(max_length=20, choices=Kind)
    rule = models.CharField(max_length=200)  # the article
    text = models.TextField()
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reproach_replied_with_words",
                condition=Q(replied_at__isnull=True, reply="")
                | (Q(replied_at__isnull=False) & ~Q(reply="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class ActTally(models.Model):
    """How often an officer did an act on a day, and how often late; kept by a follower."""

    staff = models.UUIDField()
    day = models.DateField()
    kind = models.CharField(max_length=60)  # as in the journal: case.accepted
    done = models.PositiveIntegerField(default=0)
    timed = models.PositiveIntegerField(default=0)  # of these, how many had a limit
    late = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "day", "kind"], name="act_tally_once"),
            models.CheckConstraint(
                name="act_tally_adds_up",
                condition=Q(late__lte=models.F("timed"), timed__lte=models.F("done")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.day} {self.kind}"


class GreenMark(models.Model):
    """A case, or all an applicant files, goes first (绿色通道), on a ground that is named."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="green_marks")
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200)  # the document it rests on
    days = models.PositiveSmallIntegerField(null=True)  # working days aimed at
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="green_mark_of_a_case_or_a_party",
                condition=Q(case__isnull=False, party__isnull=True)
                | Q(case__isnull=True, party__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="green_mark_once_a_case"
            ),
            models.UniqueConstraint(
                fields=["party", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="green_mark_once_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.basis


class DueMove(models.Model):
    """A due day that a change of the calendar moved: of which case, from which day to which."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    cause = models.BigIntegerField()  # the journal entry of the change
    figure = models.CharField(max_length=20)  # acceptance, promised, legal, delivery
    before = models.DateField()
    after = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cause", "case", "figure"], name="due_move_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.before} {self.after}"
