"""Acts on an item as a whole: cancelled, handed to another organisation, merged."""

from django.db import models
from django.db.models import F, Q

from yimen.catalogue.models.items import ServiceItem
from yimen.catalogue.querysets import ActQuerySet
from yimen.catalogue.states import ActKind, ActState
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation


class ItemAct(models.Model):
    """One act: proposed by one person, confirmed by another, done on its day."""

    Kind = ActKind
    State = ActState

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(ServiceItem, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(max_length=20, choices=State, default=State.PROPOSED)
    effective_on = models.DateField()
    reason = models.TextField()
    receiver = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="+"
    )  # who carries on; None: nobody
    code = models.CharField(max_length=50, blank=True)  # under which code it is carried on
    successor = models.ForeignKey(
        ServiceItem, null=True, on_delete=models.PROTECT, related_name="predecessor_acts"
    )
    moves_cases = models.BooleanField(default=False)  # running cases go to the receiver
    keeps = models.BooleanField(default=False)  # the present organisation goes on beside it
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)  # why it was refused or called off
    done_at = models.DateTimeField(null=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(state__in=["proposed", "confirmed"]),
                name="one_open_act_an_item",
            ),
            models.CheckConstraint(
                name="item_act_decided_by_a_second_person",
                condition=Q(state="withdrawn")
                | Q(decided_by__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="item_act_done_iff_dated",
                condition=Q(state="done", done_at__isnull=False)
                | (~Q(state="done") & Q(done_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still happen."""
        return self.state in {ActState.PROPOSED, ActState.CONFIRMED}
