"""What an applicant may promise, what he promised, and what is on record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.cases.messages.commitments import COMMITMENT_STATES, PROMISED, commitment_text
from yimen.cases.models import Case, Commitment, FalsePromise, LaterCheck, Opinion
from yimen.cases.models.commitments import COMES_OF
from yimen.cases.permissions import may_check, may_lift
from yimen.cases.queries.situation import narrowed
from yimen.cases.rules.commitments import FOLLOWS, REPLACES
from yimen.cases.states import DECIDED
from yimen.catalogue.models import Proof
from yimen.catalogue.queries import proofs_by_key
from yimen.catalogue.rules.elements import Material
from yimen.kernel.actor import Actor

LOOK_AHEAD = timedelta(days=14)  # the days a paper is due "soon" on lie no further ahead


@dataclass(frozen=True, slots=True)
class CommitmentOffer:
    """A paper the applicant may promise, with the text he would sign."""

    material: Material
    kind: str  #: follows | replaces
    text: str
    proof: Proof | None = None

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.kind}:{self.material.key}"

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the text, by which a system says which text was read."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A commitment with its paper's name, its state in words, and what may be done."""

    commitment: Commitment
    name: str
    word: str
    tone: str
    is_late: bool
    may_hand_in: bool
    breach: FalsePromise | None = None


@dataclass(frozen=True, slots=True)
class AfterView:
    """What the case sheet says of promises: of this case, and of the applicant's earlier ones."""

    commitments: Sequence[CommitmentView] = ()
    checks: Sequence[LaterCheck] = ()
    records: Sequence[FalsePromise] = ()
    may_check: bool = False
    may_lift: bool = False


def is_distrusted(party_id: UUID) -> bool:
    """Whether a broken promise of the party stands on record."""
    return distrusts(party_id).exists()


def distrusts(party_id: UUID) -> QuerySet[FalsePromise]:
    """The broken promises of a party that stand on record, newest first."""
    standing = FalsePromise.objects.filter(party=party_id, lifted_at=None)
    return standing.select_related("commitment__case").order_by("-recorded_at", "pk")


def commitment_offers(case: Case, given: Collection[str]) -> list[CommitmentOffer]:
    """What may be promised for the papers not given yet; nothing to whom a record stands against.

    One paper may be offered both ways.
    """
    open_ones = [m for m in narrowed(case).materials if m.is_required and m.key not in given]
    proofs = proofs_by_key(m.proof for m in open_ones)
    pairs: list[tuple[Material, str, Proof | None]] = []
    for material in open_ones:
        proof = proofs.get(material.proof)
        if proof and proof.may_commit and proof.state == Proof.State.LISTED:
            pairs.append((material, REPLACES, proof))
        if material.can_follow:
            pairs.append((material, FOLLOWS, proof))
    if not pairs or is_distrusted(case.applicant_id):
        return []
    return [
        CommitmentOffer(m, kind, commitment_text(case, m, kind, proof), proof)
        for m, kind, proof in pairs
    ]


def promised(case: Case, materials: Sequence[Material]) -> dict[str, str]:
    """What of these papers was promised, by key: how. Asked only where the guide allows it."""
    if not any(m.proof or m.can_follow for m in materials):
        return {}
    return dict(case.commitments.values_list("material", "kind"))


def promised_words(case: Case) -> dict[str, str]:
    """What to say of the papers promised with a filed case, by key; most have none."""
    if not case.commitment_count:
        return {}
    kinds = case.commitments.values_list("material", "kind")
    return {key: str(PROMISED[kind]) for key, kind in kinds}


def owed(case: Case) -> list[Commitment]:
    """The papers that are still to come."""
    if not case.commitment_count:
        return []
    return list(case.commitments.filter(kind=FOLLOWS, state="open").order_by("due_on", "pk"))


def material_of(case: Case, key: str) -> Material:
    """The material of that key in the guide the case follows."""
    return next((m for m in case.version.material_list if m.key == key), Material(key, key))


def owed_names(case: Case, open_ones: Sequence[Commitment]) -> str:
    """The names of papers still to come, in one line."""
    return "、".join(material_of(case, one.material).name for one in open_ones)


def commitments_of(case: Case, today: date) -> list[CommitmentView]:
    """What was promised with the case, in the order of the signatures."""
    rows = case.commitments.select_related("breach").order_by("pk")
    return [_view(case, row, today) for row in rows]


def is_awaited(row: Commitment, case: Case) -> bool:
    """Whether the paper may still come: late ones too, a word's proof until the decision."""
    if case.state not in COMES_OF:
        return False
    return row.due_on is not None if case.state in DECIDED else True


def _view(case: Case, row: Commitment, today: date) -> CommitmentView:
    word, tone = COMMITMENT_STATES[row.kind, row.state]
    is_owed = row.kind == FOLLOWS and row.state != "kept"
    return CommitmentView(
        commitment=row,
        name=material_of(case, row.material).name,
        word=str(word),
        tone=tone,
        is_late=is_owed and row.due_on is not None and row.due_on < today,
        may_hand_in=row.state != "kept" and is_awaited(row, case),
        breach=getattr(row, "breach", None),
    )


def after_view(
    case: Case, actor: Actor, today: date, opinions: Sequence[Opinion]
) -> AfterView | None:
    """What the sheet says of promises; nothing is asked for a case that has none."""
    is_sampled = any(opinion.facts.get("sampled") for opinion in opinions)
    if not (case.commitment_count or case.distrust_count or is_sampled):
        return None
    checks = case.later_checks.select_related("commitment", "done_by").order_by("pk")
    return AfterView(
        commitments=commitments_of(case, today) if case.commitment_count else (),
        checks=list(checks),
        records=list(distrusts(case.applicant_id)),
        may_check=may_check(actor, case),
        may_lift=may_lift(actor, case),
    )


def later_checks(actor: Actor) -> QuerySet[Any]:
    """The later checks of the offices the actor reaches."""
    checks = LaterCheck.objects.filter(case__in=Case.objects.visible_to(actor).filed())
    return checks.select_related("case__organisation", "case__applicant", "commitment")


def check_list(actor: Actor, *, is_done: bool = False) -> QuerySet[Any]:
    """Those that are to be done, by due day; or those that were, newest first."""
    checks = later_checks(actor).filter(done_at__isnull=not is_done)
    return checks.order_by("-done_at" if is_done else "due_on", "pk")


def to_chase(today: date) -> QuerySet[Commitment]:
    """Papers due soon that are still to come, of cases that go on or were granted."""
    until = today + LOOK_AHEAD
    waiting = Commitment.objects.filter(kind=FOLLOWS, state="open", due_on__lte=until)
    living = Q(case__state__in=sorted(COMES_OF))
    return waiting.filter(living).exclude(told="over").order_by("due_on", "pk")


def paper_of(check: LaterCheck) -> str:
    """The name of the paper whose place a word took; empty for an instant decision."""
    if check.commitment is None:
        return ""
    return material_of(check.case, check.commitment.material).name
