"""Jobs: thin, keyed by ids, safe to repeat. A sweep only finds and defers."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from yimen.cases import actions, queries
from yimen.cases.errors.answering import NotSilent
from yimen.cases.errors.prereview import StillTheirTurn
from yimen.cases.models import Case, Consultation, Hearing, Result
from yimen.cases.ports import Unavailable, register
from yimen.cases.queries.commitments import LOOK_AHEAD
from yimen.cases.queries.silence import silent_renewals
from yimen.cases.states import HearingState
from yimen.kernel.actor import SYSTEM
from yimen.kernel.codes import prefix_of
from yimen.orgs.models import Deputyship

BATCH = 500
RETURNED_WITHIN = timedelta(days=30)  # a longer outage would be noticed otherwise


@app.periodic(cron="7 * * * *")
@app.task(name="cases.sweep_silence", queueing_lock="cases.sweep_silence")
def sweep_silence(timestamp: int = 0, **_: Any) -> None:
    """Find applications five working days without an answer; hourly, so that no outage hides one.

    The index holds only cases that wait, so the cost is that of what is due.
    """
    silent = Case.objects.silently_accepted(timezone.localdate())
    for case_id in silent.order_by("acceptance_due_on", "pk").values_list("pk", flat=True):
        _defer_once(deem_accepted, case_id=case_id)


@app.task(name="cases.deem_accepted")
def deem_accepted(case_id: str, **_: Any) -> None:
    """Accept one case by law, unless somebody answered in the meantime."""
    at = timezone.now()
    waiting = Case.objects.silently_accepted(timezone.localdate(at))
    if waiting.filter(pk=case_id).exists():
        actions.deem_accepted(UUID(case_id), at=at)


@app.periodic(cron="17 * * * *")
@app.task(name="cases.sweep_prereviews", queueing_lock="cases.sweep_prereviews")
def sweep_prereviews(timestamp: int = 0, **_: Any) -> None:
    """Find pre-reviews for which nothing came by the day told to the applicant; hourly."""
    waiting = Case.objects.lapsing(timezone.localdate())
    for case_id in waiting.order_by("pk").values_list("pk", flat=True).distinct():
        _defer_once(lapse_prereview, case_id=case_id)


@app.task(name="cases.lapse_prereview")
def lapse_prereview(case_id: str, **_: Any) -> None:
    """End one, unless something came in the meantime or its last day is no working day."""
    at = timezone.now()
    if Case.objects.lapsing(timezone.localdate(at)).filter(pk=case_id).exists():
        with suppress(StillTheirTurn):
            actions.lapse_prereview(UUID(case_id), at=at)


@app.periodic(cron="40 8 * * *")
@app.task(name="cases.sweep_reminders", queueing_lock="cases.sweep_reminders")
def sweep_reminders(timestamp: int = 0, **_: Any) -> None:
    """Find what applicants were asked for and is due soon, each morning."""
    today = timezone.localdate()
    waiting = Case.objects.to_remind(today, today + LOOK_AHEAD)
    for case_id in waiting.order_by("pk").values_list("pk", flat=True).distinct():
        _defer_once(remind_applicant, case_id=case_id)


@app.task(name="cases.remind_applicant")
def remind_applicant(case_id: str, **_: Any) -> None:
    """Remind one applicant, unless he was reminded or did it in the meantime."""
    actions.remind_applicant(UUID(case_id), at=timezone.now())


@app.periodic(cron="35 8 * * *")
@app.task(name="cases.sweep_hearings", queueing_lock="cases.sweep_hearings")
def sweep_hearings(timestamp: int = 0, **_: Any) -> None:
    """Find the hearings that were asked for and have no day yet, each morning."""
    asked_for = Hearing.objects.under_way().filter(state=HearingState.APPLIED)
    for case_id in asked_for.order_by("pk").values_list("case_id", flat=True):
        _defer_once(remind_of_hearing, case_id=case_id)


@app.task(name="cases.remind_of_hearing")
def remind_of_hearing(case_id: str, **_: Any) -> None:
    """Remind of one, if there is anything new to say."""
    actions.remind_of_hearing(UUID(case_id), at=timezone.now())


@app.periodic(cron="12 * * * *")
@app.task(name="cases.sweep_returns", queueing_lock="cases.sweep_returns")
def sweep_returns(timestamp: int = 0, **_: Any) -> None:
    """Find the deputyships that ended lately; hourly, so that no outage leaves work behind."""
    today = timezone.localdate()
    ended = Deputyship.objects.filter(until__range=(today - RETURNED_WITHIN, today))
    for holder, deputy in ended.order_by("pk").values_list("holder_id", "deputy_id"):
        _defer_once(hand_back, holder_id=holder, deputy_id=deputy)


@app.task(name="cases.hand_back")
def hand_back(holder_id: str, deputy_id: str, **_: Any) -> None:
    """Hand back what a deputy still has in hand of an officer who is back."""
    actions.hand_back_tasks(UUID(holder_id), UUID(deputy_id), at=timezone.now())


@app.periodic(cron="30 8 * * *")
@app.task(name="cases.sweep_questions", queueing_lock="cases.sweep_questions")
def sweep_questions(timestamp: int = 0, **_: Any) -> None:
    """Find the questions to other offices that are due by tomorrow, each morning."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    waiting = Consultation.objects.visible_to(SYSTEM).waiting().filter(answer_by__lte=tomorrow)
    for pk in waiting.order_by("pk").values_list("pk", flat=True):
        _defer_once(remind_office, consultation_id=pk)


@app.task(name="cases.remind_office")
def remind_office(consultation_id: str, **_: Any) -> None:
    """Remind one office, unless it has answered in the meantime."""
    actions.remind_office(UUID(consultation_id), at=timezone.now())


@app.task(name="cases.hand_over")
def hand_over_cases(item_id: str, organisation_id: str, reason: str, **_: Any) -> None:
    """Hand every running case of an item to its new organisation; one after the other, each whole.

    Interrupted, it is done again: cases already handed over are not found any more.
    """
    item, heir = UUID(item_id), UUID(organisation_id)
    running = Case.objects.open().filter(item=item).exclude(organisation=heir)
    for case_id in running.order_by("pk").values_list("pk", flat=True):
        actions.hand_over_case(case_id, heir, reason=reason, at=timezone.now())


@app.task(name="cases.refresh_region")
def refresh_region(region: str, cause: int = 0, **_: Any) -> None:
    """Recompute the due days of all open cases of a place whose calendar changed."""
    for batch in _open_cases(region):
        refresh_batch.defer(case_ids=[str(pk) for pk in batch], cause=cause)


@app.task(name="cases.refresh_batch")
def refresh_batch(case_ids: list[str], cause: int = 0, **_: Any) -> None:
    """Recompute the due days of some cases."""
    actions.refresh_dues([UUID(pk) for pk in case_ids], at=timezone.now(), cause=cause)


def _open_cases(region: str) -> Iterator[list[UUID]]:
    """The open cases of a region, batch by batch in order of their ids."""
    cases = Case.objects.open().in_region(prefix_of(region))
    ids = cases.order_by("pk").values_list("pk", flat=True)
    batch = list(ids[:BATCH])
    while batch:
        yield batch
        batch = list(ids.filter(pk__gt=batch[-1])[:BATCH])


@app.periodic(cron="23 7-19 * * *")
@app.task(name="cases.chase_owed", queueing_lock="cases.chase_owed")
def chase_owed(timestamp: int = 0, **_: Any) -> None:
    """Find promised papers whose day is near, come, or past; each is told once."""
    for commitment_id in queries.to_chase(timezone.localdate()).values_list("pk", flat=True):
        _defer_once(remind_owed, commitment_id=commitment_id)


@app.task(name="cases.remind_owed")
def remind_owed(commitment_id: str, **_: Any) -> None:
    """Remind of one promised paper, if there is anything new to say."""
    actions.remind_owed(UUID(commitment_id), at=timezone.now())


@app.periodic(cron="21 * * * *")
@app.task(name="cases.sweep_renewals", queueing_lock="cases.sweep_renewals")
def sweep_renewals(timestamp: int = 0, **_: Any) -> None:
    """Find renewals nobody decided before the earlier result ended; hourly, before it expires."""
    for follow_up in silent_renewals(timezone.localdate()):
        _defer_once(deem_renewed, case_id=follow_up.case_id)


@app.task(name="cases.deem_renewed")
def deem_renewed(case_id: str, **_: Any) -> None:
    """Renew one by law, unless somebody decided in the meantime."""
    with suppress(NotSilent):
        actions.deem_renewed(UUID(case_id), at=timezone.now())


@app.periodic(cron="41 0 * * *")
@app.task(name="cases.expire_results", queueing_lock="cases.expire_results")
def expire_results(timestamp: int = 0, **_: Any) -> None:
    """Results past their last day have expired."""
    yesterday = timezone.localdate() - timedelta(days=1)
    past = Result.objects.expiring(yesterday).order_by("valid_until", "pk")
    for result_id in past.values_list("pk", flat=True):
        _defer_once(expire_result, result_id=result_id)


@app.task(name="cases.expire_result")
def expire_result(result_id: str, **_: Any) -> None:
    """Expire one result, unless something else became of it meanwhile."""
    at = timezone.now()
    past = Result.objects.expiring(timezone.localdate(at) - timedelta(days=1))
    if past.filter(pk=result_id).exists():
        actions.expire_result(UUID(result_id), at=at)


@app.task(name="cases.decide_at_once")
def decide_at_once(case_id: str, **_: Any) -> None:
    """Let the item's tables decide one case; without the register it goes the ordinary way."""
    at = timezone.now()
    case = queries.case_with_id(UUID(case_id), SYSTEM)
    with suppress(Unavailable):
        registry = register().facts_about(queries.asked_about(case, timezone.localdate(at)))
        actions.decide_at_once(UUID(case_id), registry=registry, at=at)


def _defer_once(task: Task[..., None, ...], **ids: UUID) -> None:
    """Put a job in the queue, unless the same one waits there already."""
    facts = {name: str(pk) for name, pk in ids.items()}
    job = task.configure(queueing_lock=":".join([task.name, *facts.values()]))
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(**facts)
