"""Keeping the proof list."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yimen.catalogue.errors import ProofTaken, ProofWithdrawn
from yimen.catalogue.models import Proof
from yimen.catalogue.permissions import may_edit
from yimen.catalogue.states import ProofState
from yimen.journal.actions import write
from yimen.kernel.actor import Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.models import Organisation

#: What an entry says; the key and who keeps it stay for good.
FIELDS = (
    *("name", "purpose", "basis", "demanded_by", "issued_by", "how_to_get"),
    *("may_commit", "commitment_note", "why_no_commitment", "check_method"),
)


@transaction.atomic
def add_proof(
    organisation: Organisation, key: str, facts: Mapping[str, Any], *, by: Actor, at: datetime
) -> Proof:
    """Put a proof on the list; from then on materials may name it."""
    if not may_edit(by, organisation):
        raise NotAllowed
    if Proof.objects.filter(key=key).exists():
        raise ProofTaken(field="key", key=key)
    said = {name: facts[name] for name in FIELDS if name in facts}
    proof = Proof.objects.create(organisation=organisation, key=key, **said)
    _record(proof, "added", by=by, at=at, **said)
    return proof


@transaction.atomic
def change_proof(proof_id: UUID, facts: Mapping[str, Any], *, by: Actor, at: datetime) -> Proof:
    """Say something else of a proof on the list; what it said before stays in the journal."""
    proof = _locked(proof_id, by=by)
    before = {name: getattr(proof, name) for name in FIELDS}
    said = {name: facts[name] for name in FIELDS if facts.get(name, before[name]) != before[name]}
    if not said:
        return proof
    for name, value in said.items():
        setattr(proof, name, value)
    proof.save(update_fields=list(said))
    was = {name: before[name] for name in said}
    _record(proof, "changed", by=by, at=at, before=was, after=said)
    return proof


@transaction.atomic
def withdraw_proof(proof_id: UUID, *, reason: str, by: Actor, at: datetime) -> Proof:
    """Take a proof off the list: no item may ask for it any more."""
    proof = _locked(proof_id, by=by)
    proof.state = ProofState.WITHDRAWN
    proof.save(update_fields=["state"])
    _record(proof, "withdrawn", by=by, at=at, reason=reason)
    return proof


def _locked(proof_id: UUID, *, by: Actor) -> Proof:
    proofs = Proof.objects.select_for_update(of=("self",)).select_related("organisation")
    proof: Proof = proofs.get(pk=proof_id)
    if not may_edit(by, proof.organisation):
        raise NotAllowed
    if proof.state != ProofState.LISTED:
        raise ProofWithdrawn(name=proof.name)
    return proof


def _record(proof: Proof, act: str, *, by: Actor, at: datetime, **facts: object) -> None:
    told = {"key": proof.key, **facts}
    write("proof", proof.pk, f"proof.{act}", by=by, at=at, facts=told)
