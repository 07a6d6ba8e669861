"""An officer is back: what his deputy had in hand only through him is his again (AB岗)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases.actions._moves import STREAM, lock
from yimen.cases.models import Case
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM
from yimen.orgs.models import Deputyship, Staff
from yimen.orgs.queries import Duty, duty_of
from yimen.process import actions as process
from yimen.process.models import Task


def hand_back_tasks(holder_id: UUID, deputy_id: UUID, *, at: datetime) -> int:
    """Hand back, case by case, what the deputy still has in hand and could not do by himself.

    What he finished stays done. Safe to repeat; while he stands in, nothing is handed back.
    """
    today = timezone.localdate(at)
    standing = Deputyship.objects.in_force(today).filter(holder=holder_id, deputy=deputy_id)
    if standing.exists():
        return 0
    holder, deputy = (Staff.objects.get(pk=pk) for pk in (holder_id, deputy_id))
    his, own = duty_of(holder, on=today), duty_of(deputy, on=today)
    tasks = Task.objects.open().filter(holder=deputy).select_related("organisation")
    found = list(tasks.order_by("pk"))
    items = dict(Case.objects.filter(pk__in=[t.subject for t in found]).values_list("pk", "item"))
    left = [task for task in found if not _gives(own, task, items[task.subject])]
    for task in left:
        is_his = _gives(his, task, items[task.subject])
        _hand_back(task, holder_id if is_his else None, deputy_id, at=at)
    return len(left)


def _gives(duty: Duty, task: Task, item: UUID) -> bool:
    path, region = task.organisation.path, task.organisation.region_id
    return any(
        grant.name == task.grant and grant.reaches(path=path, region=region, item=item)
        for grant in duty.grants
    )


@transaction.atomic
def _hand_back(task: Task, holder_id: UUID | None, deputy_id: UUID, *, at: datetime) -> None:
    """One case after the other: to the officer, or to the post if he no longer has it."""
    case = lock(task.subject, by=SYSTEM)
    if not Task.objects.open().filter(pk=task.pk, holder=deputy_id).exists():
        return  # done or given back since it was looked for
    if holder_id:
        process.hand_back(task.pk, holder_id, at=at)
    else:
        process.release(task.pk, by=SYSTEM, at=at)
    facts = {
        "task": str(task.pk),
        "link": task.link,
        "deputy": str(deputy_id),
        "staff": [str(holder_id)] if holder_id else [],
    }
    write(STREAM, case.pk, "case.handed_back", by=SYSTEM, at=at, facts=facts)
