"""Stopping, resuming and extending the clock; recomputing it when a calendar changes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from yimen.cases import errors
from yimen.cases.actions._moves import DUE_FIELDS, DUES, STREAM, begin, cache_dues, record
from yimen.cases.errors import hearings
from yimen.cases.models import Case, DueMove, Hearing, Pause
from yimen.cases.queries.clock import clocks_of
from yimen.journal.actions import write_many
from yimen.kernel.actor import SYSTEM, Actor, Kind
from yimen.process import actions as process
from yimen.process.queries import holders_of_each

Moves = Mapping[str, list[date]]  # limit to its last days before and after

MOST_EXTENSION_DAYS = 10  # art. 42
MOST_PAUSE_DAYS = 365


@transaction.atomic
def pause_clock(
    case_id: UUID,
    *,
    kind: str,
    reason: str,
    planned_days: int,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """Start a special procedure of art. 45; the applicant is told how long it will take.

    The day it starts still counts; the day it ends does not.
    """
    act = begin(case_id, "pause", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    if kind not in Pause.Kind.values:
        raise errors.BadPause(field="kind")
    if not 1 <= planned_days <= MOST_PAUSE_DAYS:
        raise errors.BadPause(field="planned_days")
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    pause = Pause.objects.create(
        case=act.case,
        kind=kind,
        reason=reason,
        planned_days=planned_days,
        started_on=act.today,
    )
    facts = {"pause": str(pause.pk), "kind": kind, "planned_days": planned_days, "reason": reason}
    return record(act, facts=facts, pause_count=act.case.pause_count + 1)


@transaction.atomic
def resume_clock(
    case_id: UUID,
    *,
    note: str = "",
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """End the special procedure; from the next day on the limit runs again (art. 45)."""
    act = begin(case_id, "resume", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    pause: Pause = act.case.pauses.get(ended_on=None)
    if by.kind is not Kind.SYSTEM and Hearing.objects.ends(pause).exists():
        raise hearings.EndsWithRecord
    pause.ended_on = act.today
    pause.save(update_fields=["ended_on"])
    report = act.clock().pauses[-1]
    return record(
        act,
        facts={
            "pause": str(pause.pk),
            "kind": pause.kind,
            "days": report.actual_days,
            "over_days": report.over_days,
            "note": note,
        },
    )


@transaction.atomic
def extend_case(
    case_id: UUID,
    *,
    days: int,
    reason: str,
    by: Actor,
    at: datetime,
    revision: int | None = None,
    key: UUID | None = None,
) -> Case:
    """The head extends the limit, once, by at most ten working days, before it ends (art. 42)."""
    act = begin(case_id, "extend", by=by, at=at, revision=revision, key=key)
    if act.is_repeat:
        return act.case
    case = act.case
    if case.extended_at is not None:
        raise errors.AlreadyExtended(days=case.extension_days)
    if not 1 <= days <= MOST_EXTENSION_DAYS:
        raise errors.ExtensionTooLong(field="days", most=MOST_EXTENSION_DAYS)
    if not reason.strip():
        raise errors.ReasonsMissing(field="reason")
    clock = act.clock()
    limit = clock.legal or clock.promised
    if limit is None:
        raise errors.NoLimit
    if limit.is_over:
        raise errors.LimitOver(due=limit.due)
    return record(act, facts={"days": days, "reason": reason}, extension_days=days, extended_at=at)


@transaction.atomic
def refresh_dues(case_ids: Iterable[UUID], *, at: datetime, cause: int = 0) -> list[UUID]:
    """Recompute the due days, as after a late-announced holiday; return whose stored ones moved.

    The applicant's day to supplement is stored with his task only.

    `cause` is the journal entry of the change: which due days it moved is kept under it.
    """
    today = timezone.localdate(at)
    cases = Case.objects.filter(pk__in=list(case_ids)).open().order_by("pk")
    moved, dues = {}, {}
    held = list(cases.select_for_update(of=("self",), no_key=True).with_clock())
    clocks = clocks_of(held, today)
    for case in held:
        before = [getattr(case, name) for name in DUE_FIELDS]
        dues[case.pk] = cache_dues(case, clocks[case.pk])
        after = [getattr(case, name) for name in DUE_FIELDS]
        if before != after:
            case.save(update_fields=DUE_FIELDS)
            pairs = zip(DUES, before, after, strict=True)
            moved[case.pk] = {
                name: days for name, *days in pairs if all(days) and days[0] != days[1]
            }
    process.reschedule_all(dues)
    if cause:
        _tell_moves({pk: days for pk, days in moved.items() if days}, cause, at=at)
    return list(moved)


def _tell_moves(moved: Mapping[UUID, Moves], cause: int, *, at: datetime) -> None:
    """From which day to which each limit went, and by what: kept, and on the record of the case."""
    DueMove.objects.bulk_create(
        [
            DueMove(case_id=pk, cause=cause, figure=name, before=before, after=after, at=at)
            for pk, moves in moved.items()
            for name, (before, after) in moves.items()
        ],
        ignore_conflicts=True,
    )
    holders = holders_of_each(moved)
    acts = [
        (pk, {"cause": cause, "moves": _days(moves), "staff": holders.get(pk, [])})
        for pk, moves in moved.items()
    ]
    write_many(STREAM, "case.due_moved", acts, by=SYSTEM, at=at)


def _days(moves: Moves) -> dict[str, list[str]]:
    return {name: [day.isoformat() for day in days] for name, days in moves.items()}
