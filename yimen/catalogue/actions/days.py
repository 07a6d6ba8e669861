"""What was decided for a day holds when the day begins, whoever looks first."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from yimen.catalogue.actions._handing import carry_out
from yimen.catalogue.actions._moves import lock_item, lock_version
from yimen.catalogue.actions._publishing import put_in_force
from yimen.catalogue.models import ItemAct, ItemVersion
from yimen.catalogue.states import ActState, VersionState
from yimen.kernel.actor import SYSTEM


def begin_day(*, at: datetime) -> int:
    """Put in force every version and act whose day has come; return how many. Safe to repeat.

    Called by the first request of a day in every web process and by a job: see ADR 0044.
    """
    today = timezone.localdate(at)
    if not _is_anything_due(today):
        return 0
    done = _each(_due_acts(today), _do_act, at)  # acts publish their successors' versions
    return done + _each(_due_versions(today), _do_version, at)


def _is_anything_due(today: date) -> bool:
    """One question, answered by two small indexes: it is asked on every process's first page."""
    acts, versions = (due.order_by().values("pk") for due in (_due_acts(today), _due(today)))
    return bool(acts.union(versions, all=True)[:1])


def _due_acts(today: date) -> QuerySet[ItemAct]:
    acts = ItemAct.objects.filter(state=ActState.CONFIRMED, effective_on__lte=today)
    return acts.order_by("effective_on", "pk")


def _due(today: date) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.filter(state=VersionState.SCHEDULED, effective_on__lte=today)


def _due_versions(today: date) -> QuerySet[ItemVersion]:
    waiting = _due(today).exclude(item__predecessor_acts__state=ActState.CONFIRMED)
    return waiting.order_by("effective_on", "pk")


def _each(due: QuerySet[Any], do: Callable[[UUID, datetime], int], at: datetime) -> int:
    return sum(do(pk, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _do_act(act_id: UUID, at: datetime) -> int:
    item = lock_item(ItemAct.objects.values_list("item_id", flat=True).get(pk=act_id))
    act = ItemAct.objects.select_related("receiver", "successor__organisation").get(pk=act_id)
    if act.state != ActState.CONFIRMED:  # another process was quicker
        return 0
    act.item = item
    carry_out(act, by=SYSTEM, at=at)
    return 1


@transaction.atomic
def _do_version(version_id: UUID, at: datetime) -> int:
    version = lock_version(version_id)
    if version.state != VersionState.SCHEDULED:
        return 0
    put_in_force(version, by=SYSTEM, at=at)
    return 1
