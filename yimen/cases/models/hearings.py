"""The course of a hearing (听证, Licensing Law, arts. 46 to 48), beside the life of the case."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.db.models import Q

from yimen.cases.models.case import Case
from yimen.cases.models.handling import Pause
from yimen.cases.states import CONSULTS, HEARING_OPEN, HearingState
from yimen.files.models import Blob
from yimen.identity.models import Account
from yimen.kernel.ids import new_id
from yimen.orgs.models import Staff

_OPEN = sorted(state.value for state in HEARING_OPEN)


class HearingQuerySet(models.QuerySet[Any]):
    """Hearings under way, and those of them that everybody may come to."""

    def under_way(self) -> Self:
        """Those something is still to be done about."""
        return self.filter(state__in=_OPEN, case__state__in=CONSULTS)

    def ends(self, pause: Pause) -> Self:
        """The hearing whose record ends a special procedure."""
        return self.filter(pause=pause, state=HearingState.ARRANGED)

    def public(self) -> Self:
        """Those announced to everybody, and held in public."""
        return self.under_way().filter(state=HearingState.ARRANGED, is_announced=True, is_open=True)


class Hearing(models.Model):
    """One hearing: why, how far it has come, its day and place, and the record it left."""

    class Basis(models.TextChoices):
        """Of the authority's own accord (art. 46), or as a right of those concerned (art. 47)."""

        PUBLIC = "public"
        INTERESTS = "interests"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="hearings")
    basis = models.CharField(max_length=10, choices=Basis)
    state = models.CharField(max_length=10, choices=HearingState)
    reason = models.TextField()  # which interests are touched, or of what concern it is
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    starts_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    chair = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    notified_on = models.DateField(null=True)  # those concerned, of day and place
    is_announced = models.BooleanField(default=False)  # to everybody, on the public page
    is_open = models.BooleanField(default=True)
    closed_reason = models.CharField(max_length=500, blank=True)
    late_reason = models.CharField(max_length=500, blank=True)  # why not within twenty days
    pause = models.ForeignKey(Pause, null=True, on_delete=models.PROTECT, related_name="+")

    record = models.TextField(blank=True)  # 笔录
    signers = models.TextField(blank=True)  # who confirmed it, or would not and why
    paper = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)

    objects = HearingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["starts_at", "id"],
                name="hearing_to_come",
                condition=Q(state="arranged"),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=_OPEN), name="one_open_hearing"
            ),
            models.CheckConstraint(
                name="hearing_arranged_whole",
                condition=~Q(state__in=["arranged", "held"])
                | Q(starts_at__isnull=False, chair__isnull=False, notified_on__isnull=False),
            ),
            models.CheckConstraint(
                name="hearing_held_iff_recorded",
                condition=Q(state="held", held_on__isnull=False, ended_at__isnull=False)
                | (~Q(state="held") & Q(held_on__isnull=True, record="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"

    def accounts_told(self, kind: str, facts: Mapping[str, Any]) -> "models.QuerySet[Any]":
        """Ids of the accounts of interested persons whom an act on it concerns.

        Their right: those told with that act. A request withdrawn: all, where thereby no hearing
        is held any more whose day they were told.
        """
        told = self.parties.filter(account__isnull=False)
        if kind in ("case.hearing_right_told", "case.hearing_person_told"):
            told = told.filter(pk__in=facts.get("told", ()))
        is_off = self.state == HearingState.WITHDRAWN and self.notified_on is not None
        if kind == "case.hearing_withdrawn" and not is_off:
            told = told.none()
        return told.values_list("account", flat=True)


class HearingParty(models.Model):
    """Somebody concerned: told of the right to a hearing, and what he answered."""

    class Answer(models.TextChoices):
        """What he wants; an application can be withdrawn until the hearing."""

        APPLIED = "applied"
        WAIVED = "waived"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="parties")
    is_applicant = models.BooleanField(default=False)  # whose name the case has
    name = models.CharField(max_length=100, blank=True)  # an interested person (利害关系人)
    contact = models.CharField(max_length=100, blank=True)
    account = models.ForeignKey(
        Account,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    told_on = models.DateField()
    apply_by = models.DateField()  # the fifth working day after it
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True)
    words = models.TextField(blank=True)  # what he says for it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hearing"], condition=Q(is_applicant=True), name="one_applicant_a_hearing"
            ),
            models.CheckConstraint(
                name="hearing_party_named",
                condition=Q(is_applicant=True, name="") | (Q(is_applicant=False) & ~Q(name="")),
            ),
            models.CheckConstraint(
                name="hearing_party_answered_iff_on_a_day",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.name}"


class ChairObjection(models.Model):
    """Somebody concerned asks that another preside (申请回避, art. 48(3)), and the answer."""

    class Outcome(models.TextChoices):
        """Another presides, or the same does."""

        UPHELD = "upheld"
        REJECTED = "rejected"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="objections")
    party = models.ForeignKey(HearingParty, on_delete=models.CASCADE, related_name="objections")
    chair = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="chair_objection_answered_whole",
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.chair_id}"
