"""The proof list (证明事项清单)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from yimen.catalogue.querysets import ProofQuerySet
from yimen.catalogue.states import ProofState
from yimen.kernel.ids import new_id
from yimen.orgs.models import Organisation


class Proof(models.Model):
    """A proof applicants may be asked for (证明事项): why, by whom, how to get it, what instead.

    Regulation on Optimising the Business Environment, art. 44; 国办发〔2020〕42号.
    """

    State = ProofState

    class Check(models.TextChoices):
        """How a commitment is verified afterwards (核查方式)."""

        ONLINE = "online", pgettext_lazy("check of a commitment", "Online, from shared data")
        ON_SITE = "on_site", pgettext_lazy("check of a commitment", "On site")
        ASSISTANCE = "assistance", pgettext_lazy("check of a commitment", "By asking the issuer")
        NONE = "none", pgettext_lazy("check of a commitment", "No commitment, nothing to check")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=40, unique=True)  # materials name the proof by it
    name = models.CharField(max_length=200)
    purpose = models.TextField()  # 用途
    basis = models.TextField()  # 设定依据: laws with articles
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    demanded_by = models.CharField(max_length=200)  # 索要单位
    issued_by = models.CharField(max_length=200)  # 开具单位
    how_to_get = models.TextField()  # 办理指南
    may_commit = models.BooleanField(default=False)  # 告知承诺 instead of the proof
    commitment_note = models.TextField(blank=True)  # what is declared, and what follows if untrue
    why_no_commitment = models.TextField(blank=True)
    check_method = models.CharField(max_length=20, choices=Check, default=Check.NONE)
    state = models.CharField(max_length=20, choices=State, default=State.LISTED)

    objects = ProofQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="proof_says_how_a_commitment_is_checked_or_why_there_is_none",
                condition=(Q(may_commit=True) & ~Q(commitment_note="") & ~Q(check_method="none"))
                | (Q(may_commit=False, check_method="none") & ~Q(why_no_commitment="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
