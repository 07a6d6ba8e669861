"""What an applicant promised in writing, and whether it held (容缺受理, 告知承诺)."""

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.cases.states import OPEN, State
from yimen.identity.models import Account, Party
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff

#: States of a case in which a promised paper may still come.
COMES_OF = (OPEN - {State.REFUSED}) | {State.CONCLUDED}


class Commitment(models.Model):
    """A paper that follows by a day, or a word given in its place; signed, with the text kept."""

    class Kind(models.TextChoices):
        """容缺受理: the paper comes later. 告知承诺: the word stands for the proof."""

        FOLLOWS = "follows"
        REPLACES = "replaces"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        KEPT = "kept"  # the paper came, or what was declared is true
        BROKEN = "broken"  # the day passed without the paper, or what was declared is untrue

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=10, choices=Kind)
    material = models.CharField(max_length=60)  # key in version.materials
    text = models.TextField()
    digest = models.CharField(max_length=64)  # of the text and of who signed
    signed_name = models.CharField(max_length=100)
    # None: through a system, which vouches that the applicant read the text (see the journal).
    signed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # counted from the acceptance
    told = models.CharField(max_length=10, blank=True)  # the last reminder: near, due, over
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on"],
                name="commitment_to_chase",
                condition=Q(kind="follows", state="open"),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "material"], name="one_commitment_a_material"),
            models.CheckConstraint(
                name="commitment_ended_at_iff_ended",
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.material}"


class LaterCheck(models.Model):
    """Something an officer looks at after the decision: a commitment, or what a table decided."""

    class Kind(models.TextChoices):
        """Why it is looked at."""

        COMMITMENT = "commitment"
        INSTANT = "instant"

    class Result(models.TextChoices):
        """What was found."""

        RIGHT = "right"
        WRONG = "wrong"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="later_checks")
    kind = models.CharField(max_length=20, choices=Kind)
    commitment = models.OneToOneField(
        Commitment, null=True, on_delete=models.CASCADE, related_name="later_check"
    )
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    result = models.CharField(max_length=10, choices=Result, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="later_check_open",
                condition=Q(done_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="later_check_done_iff_found",
                condition=Q(done_at__isnull=True, result="")
                | (Q(done_at__isnull=False) & ~Q(result="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class FalsePromise(models.Model):
    """That a party broke its word; while it stands, its word takes no paper's place."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="breach")
    recorded_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    lift_reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["party"],
                name="false_promise_standing",
                condition=Q(lifted_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return str(self.party_id)
