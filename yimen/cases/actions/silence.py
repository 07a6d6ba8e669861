"""Silence about a renewal is renewal (Administrative Licensing Law, art. 50)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from yimen.cases import errors
from yimen.cases.actions._moves import STREAM, begin, lock, record
from yimen.cases.actions._numbers import new_code
from yimen.cases.actions.clockwork import resume_clock
from yimen.cases.actions.delivery import make_result
from yimen.cases.errors import answering
from yimen.cases.models import Case, FollowUp, Opinion
from yimen.cases.queries.silence import is_renewed_by_silence
from yimen.cases.states import State
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM
from yimen.process import actions as process
from yimen.process.queries import SKIPPED, holders_of, open_tasks

MOST_LINKS = 50  #: no process has more between acceptance and decision


@transaction.atomic
def deem_renewed(case_id: UUID, *, at: datetime) -> Case:
    """Renew by law what was asked for in time and not decided before the earlier one ended.

    The links in between are passed over, not answered: nobody found anything. Interrupted, nothing
    has happened.
    """
    case = lock(case_id, by=SYSTEM)
    follow_up = FollowUp.objects.select_related("earlier").filter(case=case).first()
    if follow_up is None or not is_renewed_by_silence(case, follow_up, timezone.localdate(at)):
        raise answering.NotSilent
    until = follow_up.earlier.valid_until
    assert until is not None  # what never ends is not renewed
    if case.state == State.PAUSED:
        resume_clock(case_id, by=SYSTEM, at=at)
    facts = {"until": until.isoformat(), "earlier": str(follow_up.earlier_id)}
    told = {**facts, "staff": holders_of(case_id)}
    write(STREAM, case.pk, "case.renewed_by_silence", by=SYSTEM, at=at, facts=told)
    _pass_over(case_id, at=at)
    act = begin(case_id, "grant", by=SYSTEM, at=at)
    with translation.override("zh-hans"):  # a decision is a Chinese document
        reasons = _("Not decided before the earlier licence ended: renewed by law (art. 50).")
    link = act.task.link if act.task else "decide"
    opinion = Opinion.objects.create(
        case=act.case, link=link, conclusion="granted", text=reasons, at=at
    )
    found = {"opinion": str(opinion.pk), "silence": True}
    record(act, outcome="granted", facts=found, decided_at=at, pickup_code=new_code())
    return make_result(case_id, by=SYSTEM, at=at)


def _pass_over(case_id: UUID, *, at: datetime) -> None:
    """Go on, link by link, until the decision is open."""
    for _link in range(MOST_LINKS):
        task = next((task for task in open_tasks(case_id) if task.kind != "decide"), None)
        if task is None:
            return
        process.complete(
            case_id, task.kind, by=SYSTEM, at=at, outcome=SKIPPED, link=task.link, task_id=task.pk
        )
    raise errors.LinkNotOpen(number="", link="decide")
