"""Holding an officer to account for his acts in a case (责任追究), and his reply."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.errors import answering as errors
from yimen.cases.models import Reproach
from yimen.cases.permissions import may_supervise
from yimen.cases.queries.answering import officers_of
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import NotAllowed
from yimen.orgs.errors import NotOneself
from yimen.orgs.models import Staff


@dataclass(frozen=True, slots=True)
class Charge:
    """What is reproached: which kind, against which rule, in words."""

    kind: str
    rule: str
    text: str


@transaction.atomic
def call_to_account(
    case_id: UUID,
    officer: Staff,
    charge: Charge,
    *,
    by: Actor,
    at: datetime,
    key: UUID | None = None,
) -> Reproach:
    """Note what an officer did against which rule; he is told and may reply. Nobody notes himself.

    Only of officers who acted in the case, or answer for it. The same key is the same note.
    """
    case = lock(case_id, by=by)
    if not may_supervise(by, case):
        raise NotAllowed
    if officer.pk == by.staff_id:
        raise NotOneself
    if not charge.text.strip() or not charge.rule.strip():
        raise errors.WordsMissing(field="text" if charge.rule.strip() else "rule")
    if key and (found := Reproach.objects.filter(pk=key, case=case).first()):
        return found
    if officer.pk not in officers_of(case):
        raise errors.NotHisAct(name=officer.name, field="officer")
    reproach = Reproach.objects.create(
        **({"pk": key} if key else {}),
        case=case,
        officer=officer,
        kind=Reproach.Kind(charge.kind),
        rule=charge.rule.strip(),
        text=charge.text.strip(),
        by_id=by.staff_id,
        at=at,
    )
    facts = {"reproach": str(reproach.pk), "kind": charge.kind, "staff": [str(officer.pk)]}
    write(STREAM, case.pk, "case.called_to_account", by=by, at=at, facts=facts)
    return reproach


@transaction.atomic
def reply_to_reproach(reproach_id: UUID, text: str, *, by: Actor, at: datetime) -> Reproach:
    """The officer's own word on it, once."""
    rows = Reproach.objects.select_for_update(of=("self",), no_key=True)
    reproach: Reproach = rows.get(pk=reproach_id)
    if reproach.officer_id != by.staff_id:
        raise NotAllowed
    if reproach.replied_at is not None:
        raise errors.AlreadyAnswered
    if not text.strip():
        raise errors.WordsMissing(field="reply")
    case = lock(reproach.case_id, by=SYSTEM)  # he may have left the post by which he saw it
    reproach.reply, reproach.replied_at = text.strip(), at
    reproach.save(update_fields=["reply", "replied_at"])
    told = [str(reproach.by_id)] if reproach.by_id else []
    facts = {"reproach": str(reproach.pk), "staff": told}
    write(STREAM, case.pk, "case.account_given", by=by, at=at, facts=facts)
    return reproach
