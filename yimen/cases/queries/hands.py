"""In whose hands a case lies: who is told when it should hurry."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from yimen.cases.models import Case
from yimen.orgs.models import Deputyship
from yimen.orgs.queries import officers_with
from yimen.process.models import Task


def told_of(case: Case, tasks: Iterable[Task], *, on: date) -> list[UUID]:
    """Those who hold the tasks, with their deputies; of a task nobody holds, the whole post."""
    tasks = list(tasks)
    holders = {task.holder_id for task in tasks if task.holder_id}
    deputies = Deputyship.objects.in_force(on).filter(holder__in=holders)
    told = holders | set(deputies.values_list("deputy_id", flat=True))
    for grant in sorted({task.grant for task in tasks if not task.holder_id}):
        told |= set(officers_with(grant, case.organisation, on=on))
    return sorted(told)
