"""Commitments: signed while applying, kept by handing in, chased, and what a breach brings."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.actions.drafting import DRAFT, lock_writable
from yimen.cases.actions.ending import terminate_case
from yimen.cases.errors import after
from yimen.cases.models import Case, CaseMaterial, Commitment, FalsePromise
from yimen.cases.queries.commitments import (
    commitment_offers,
    is_awaited,
    is_distrusted,
    material_of,
    to_chase,
)
from yimen.cases.rules.commitments import DUE, END, NEAR, OVER, RECORD, stage
from yimen.cases.states import DECIDED
from yimen.catalogue.rules.content import digest
from yimen.files.actions import store_upload
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM, Actor, Kind
from yimen.kernel.errors import NotAllowed
from yimen.orgs.queries import calendar_for
from yimen.process.queries import holders_of

#: What the journal calls a reminder; each is written once.
REMINDED = {NEAR: "case.owed_soon", DUE: "case.owed_today", OVER: "case.owed_late"}


@transaction.atomic
def sign_commitments(
    case_id: UUID,
    chosen: Sequence[str],
    *,
    name: str,
    read: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> list[Commitment]:
    """Sign that papers will follow, or that one's word stands for them; the text signed is kept.

    `chosen` are keys of `commitment_offers`; one commitment for each paper. Through a system `read`
    holds the fingerprint of each text as the applicant read it there.
    """
    case = lock_writable(case_id, by=by, states=DRAFT)
    signer = by.name if by.account_id else case.applicant.name
    if is_distrusted(case.applicant_id):
        raise after.WordNotTaken
    given = set(case.materials.values_list("material", flat=True))
    signed = set(case.commitments.values_list("material", flat=True))
    offers = {one.key: one for one in commitment_offers(case, given | signed)}
    keys = list(dict.fromkeys(chosen))
    materials = [key.partition(":")[2] for key in keys]
    if not keys or not offers.keys() >= set(keys) or len(set(materials)) < len(materials):
        raise after.NothingToCommit(field="chosen")
    if name.strip() != signer:
        raise after.SignatureWrong(field="name", name=signer)
    if by.account_id is None and any((read or {}).get(k) != offers[k].fingerprint for k in keys):
        raise after.OtherText(field="chosen")
    rows = []
    for key in keys:
        told = {"text": offers[key].text, "name": signer, "account": str(by.account_id)}
        rows.append(
            Commitment(
                case=case,
                kind=offers[key].kind,
                material=offers[key].material.key,
                text=offers[key].text,
                digest=digest({**told, "at": at.isoformat()}),
                signed_name=signer,
                signed_by_id=by.account_id,
                signed_at=at,
            )
        )
    return Commitment.objects.bulk_create(rows)


@transaction.atomic
def take_back_commitment(case_id: UUID, commitment_id: UUID, *, by: Actor, at: datetime) -> Case:
    """Take a commitment back before the application is handed in."""
    case = lock_writable(case_id, by=by, states=DRAFT)
    if not case.commitments.filter(pk=commitment_id).delete()[0]:
        raise after.NotOwed
    return case


@transaction.atomic
def hand_in_owed(
    case_id: UUID, material: str, upload: "UploadedFile[Any]", *, by: Actor, at: datetime
) -> CaseMaterial:
    """Hand in a paper that was promised; a word given in its place is taken back by that."""
    case = lock(case_id, by=by)
    if by.kind is not Kind.APPLICANT:
        raise NotAllowed
    row = case.commitments.exclude(state="kept").filter(material=material).first()
    if row is None or not is_awaited(row, case):
        raise after.NotOwed(field="file")
    blob = store_upload(upload, by=by, at=at)
    file = CaseMaterial.objects.create(case=case, material=material, blob=blob, added_at=at)
    if row.state == Commitment.State.OPEN:
        end_promise(row, Commitment.State.KEPT, at)
    _touch(case)
    paper = material_of(case, material).name
    facts = {"material": material, "paper": paper, "kind": row.kind, "sha256": blob.sha256}
    told = {**facts, "staff": holders_of(case.pk)}
    write(STREAM, case.pk, "case.owed_handed_in", by=by, at=at, facts=told)
    return file


@transaction.atomic
def remind_owed(commitment_id: UUID, *, at: datetime) -> str:
    """Tell, once each, that a paper is due soon, today, or late; then do what was announced."""
    found = Commitment.objects.get(pk=commitment_id)
    case = lock(found.case_id, by=SYSTEM)
    today = timezone.localdate(at)
    row = to_chase(today).filter(pk=commitment_id).first()
    if row is None or row.due_on is None:
        return ""
    now = stage(row.due_on, today, calendar_for(case.organisation.region_id))
    if now in ("", row.told):
        return ""
    row.told = now
    row.save(update_fields=["told"])
    paper = material_of(case, row.material)
    breach = paper.follow_breach
    facts = {"material": row.material, "paper": paper.name, "due": row.due_on.isoformat()}
    facts |= {"breach": breach}
    write(STREAM, case.pk, REMINDED[now], by=SYSTEM, at=at, facts=facts)
    if now == OVER:
        _breach(case, row, breach, at)
    return now


def end_promise(row: Commitment, state: Commitment.State, at: datetime) -> None:
    """A promise was kept, or broken."""
    row.state, row.ended_at = state, at
    row.save(update_fields=["state", "ended_at"])


def break_promise(row: Commitment, case: Case, at: datetime) -> FalsePromise:
    """Put a broken promise on the party's record."""
    end_promise(row, Commitment.State.BROKEN, at)
    return FalsePromise.objects.create(party_id=case.applicant_id, commitment=row, recorded_at=at)


def _breach(case: Case, row: Commitment, breach: str, at: datetime) -> None:
    if breach == RECORD:
        break_promise(row, case, at)
    elif breach == END and case.state not in DECIDED:
        end_promise(row, Commitment.State.BROKEN, at)
        with translation.override("zh-hans"):
            paper = material_of(case, row.material).name
            reason = _("“%(paper)s” was promised and did not come by its day.") % {"paper": paper}
        terminate_case(case.pk, reason=reason, by=SYSTEM, at=at)


def _touch(case: Case) -> None:
    """Pages drawn before this are stale."""
    case.revision += 1
    case.save(update_fields=["revision"])
