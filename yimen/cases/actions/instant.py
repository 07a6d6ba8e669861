"""Instant approval: decided by table the moment it is filed, and the switch that stops it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from yimen.cases.actions._moves import begin, lock
from yimen.cases.actions.acceptance import accept_case
from yimen.cases.actions.decision import decide
from yimen.cases.actions.delivery import make_result
from yimen.cases.actions.review import examine_case
from yimen.cases.errors import after
from yimen.cases.models import Case, InstantStop, LaterCheck
from yimen.cases.permissions import may_stop_item, may_stop_site
from yimen.cases.queries.instant import instant_grant
from yimen.cases.rules.commitments import CHECK_DAYS
from yimen.cases.rules.instant import Instant, is_sampled
from yimen.catalogue.models import ServiceItem
from yimen.catalogue.rules.content import digest
from yimen.journal.actions import write
from yimen.kernel.actor import SYSTEM, Actor
from yimen.kernel.errors import NotAllowed
from yimen.process.queries import open_tasks

STREAM = "instant"


@transaction.atomic
def decide_at_once(case_id: UUID, *, registry: Mapping[str, Any], at: datetime) -> Case | None:
    """Accept, examine, grant and make the result of a case its tables grant; none: they do not.

    All in one transaction: interrupted, nothing has happened; repeated, nothing more does.
    """
    case = lock(case_id, by=SYSTEM)
    found = instant_grant(case, registry)
    if found is None:
        return None
    reason = _reason(found)
    case = accept_case(case_id, by=SYSTEM, at=at)
    while any(task.kind == "examine" for task in open_tasks(case_id)):
        case = examine_case(case_id, conclusion="passed", text=reason, by=SYSTEM, at=at)
    act = begin(case_id, "grant", by=SYSTEM, at=at)
    told = {"instant": _told(found, case), "sampled": is_sampled(case.pk, found.ruling.sampled)}
    case = decide(act, "granted", reason, points=None, more=told)
    if told["sampled"]:
        due = act.calendar.add(act.today, CHECK_DAYS)
        LaterCheck.objects.create(case=case, kind=LaterCheck.Kind.INSTANT, due_on=due)
    return make_result(case_id, by=SYSTEM, at=at)


@transaction.atomic
def stop_instant(item_id: UUID | None, *, reason: str, by: Actor, at: datetime) -> InstantStop:
    """Stop instant approval of an item, or with none of the whole site, at once."""
    item = _item(item_id)
    _check(by, item)
    if not reason.strip():
        raise after.FindingMissing(field="reason")
    open_stop = InstantStop.objects.filter(item=item, ended_at=None)
    if open_stop.exists():
        raise after.StoppedAlready
    stop = InstantStop.objects.create(
        item=item, reason=reason.strip(), stopped_at=at, stopped_by_id=by.staff_id
    )
    facts = {"item": item.code if item else "", "reason": reason.strip()}
    write(STREAM, stop.pk, "instant.stopped", by=by, at=at, facts=facts)
    return stop


@transaction.atomic
def resume_instant(item_id: UUID | None, *, by: Actor, at: datetime) -> InstantStop:
    """Let the tables decide again."""
    item = _item(item_id)
    _check(by, item)
    stop: InstantStop | None = (
        InstantStop.objects.select_for_update(of=("self",)).filter(item=item, ended_at=None).first()
    )
    if stop is None:
        raise after.StoppedAlready
    stop.ended_at, stop.ended_by_id = at, by.staff_id
    stop.save(update_fields=["ended_at", "ended_by"])
    facts = {"item": item.code if item else ""}
    write(STREAM, stop.pk, "instant.resumed", by=by, at=at, facts=facts)
    return stop


def _item(item_id: UUID | None) -> ServiceItem | None:
    if item_id is None:
        return None
    return ServiceItem.objects.select_related("organisation").get(pk=item_id)


def _check(by: Actor, item: ServiceItem | None) -> None:
    if not (may_stop_item(by, item) if item else may_stop_site(by)):
        raise NotAllowed


def _reason(found: Instant) -> str:
    """The reasons of a decision are a Chinese document, whoever reads the screen."""
    ruling, verdict = found.ruling, found.verdict
    seen = "，".join(
        f"{one.label}：{_said(value)}"
        for one, value in zip(ruling.inputs, verdict.values, strict=True)
    )
    with translation.override("zh-hans"):
        return _(
            "By line %(line)s of “%(table)s” (%(basis)s): %(seen)s. The table decides: %(result)s."
        ) % {
            "line": (verdict.line or 0) + 1,
            "table": ruling.name,
            "basis": ruling.basis,
            "seen": seen,
            "result": ruling.grants,
        }


def _said(value: Any) -> str:
    words = {True: "是", False: "否"}
    if isinstance(value, bool):
        return words[value]
    return f"{value:g}" if isinstance(value, float) else str(value)


def _told(found: Instant, case: Case) -> dict[str, Any]:
    """Which table in which wording, and which line of it."""
    return {
        "ruling": found.ruling.key,
        "name": found.ruling.name,
        "line": found.verdict.line,
        "version": str(case.version_id),
        "digest": digest(found.ruling.to_json()),
    }
