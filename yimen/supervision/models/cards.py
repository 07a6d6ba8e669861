"""Moments at which a level will be reached, and the cards made when it was."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yimen.cases.models import Case
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation, Staff
from yimen.supervision.models.rules import Rule
from yimen.supervision.querysets import CardQuerySet
from yimen.supervision.states import CardState, Level, Watched


class Deadline(models.Model):
    """A moment still to come at which a case reaches a level, if nothing happens before.

    Written by the follower of the journal whenever the case changes; the sweep reads only what is
    due. `revision` is the case's own when it was written: an older one is not fired.
    """

    id = models.BigAutoField(primary_key=True)
    # Looked for by its constraint below, which begins with the case.
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_index=False)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60, blank=True)  # which link, pause, consultation
    level = models.PositiveSmallIntegerField(choices=Level)
    at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    # What the card will say: limit, due, used; and `office`, where another one than the case's
    # is to act, because it was asked for its opinion.
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "rule", "key", "level"], name="deadline_of_a_case"
            )
        ]
        indexes = [models.Index(fields=["at"], name="deadline_at")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.level} {self.at}"


class Card(models.Model):
    """A warning, yellow or red card (监察卡). Its id follows from what it is about."""

    id = models.UUIDField(primary_key=True, editable=False)  # rules.cards.card_id
    number = models.CharField(
        max_length=20, unique=True, null=True, blank=True
    )  # 监察编号, taken when issued
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(choices=Level)
    watched = models.CharField(max_length=20, choices=Watched)
    key = models.CharField(max_length=60, blank=True)
    # Both have an index of their own below.
    case = models.ForeignKey(
        Case, null=True, on_delete=models.PROTECT, related_name="cards", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    officer = models.UUIDField(null=True)  # staff id: who had it in hand
    state = models.CharField(max_length=20, choices=CardState, default=CardState.TO_ISSUE)
    reached_at = models.DateTimeField()  # when the level was reached, whenever that was noticed
    made_at = models.DateTimeField()  # when it was noticed
    issued_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # nothing is to be done any more
    due_on = models.DateField(null=True)  # by when the next step is to be taken
    appeal_by = models.DateField(null=True)  # the last day to appeal, once it is upheld
    reviewed_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    is_unwarranted = models.BooleanField(default=False)  # withdrawn, because it was not true
    facts = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)

    objects = CardQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-reached_at"], name="card_of_organisation"),
            models.Index(fields=["case"], name="card_of_case"),
            models.Index(
                fields=["due_on", "id"],
                name="card_to_act_on",
                condition=~Q(state__in=["withdrawn", "rectified", "accounted"]),
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)


class CardStep(models.Model):
    """One act on a card, with the words and papers that belong to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=20)
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    files = ArrayField(models.UUIDField(), default=list)
    ground = models.CharField(max_length=20, blank=True, db_default="")  # why it is taken back
    officer = models.UUIDField(null=True)  # staff id: who is held to account, and how
    measure = models.CharField(max_length=20, blank=True, db_default="")

    def __str__(self) -> str:
        return f"{self.card_id} {self.act}"
