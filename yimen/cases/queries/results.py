"""Results of cases: one's own, those of an office, those that end soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from yimen.cases.models import Case, Result
from yimen.cases.permissions import may_change_result
from yimen.cases.rules.results import renew_by
from yimen.cases.states import RESULT_MOVES, STANDING, ResultState, State
from yimen.kernel.actor import Actor
from yimen.orgs.queries import calendar_for

#: How the state of a result looks.
RESULT_TONES: dict[str, str] = {
    ResultState.VALID: "good",
    ResultState.CORRECTED: "good",
    ResultState.EXPIRED: "plain",
    ResultState.REPLACED: "plain",
    ResultState.REVOKED: "bad",
    ResultState.RECALLED: "bad",
    ResultState.ANNULLED: "bad",
}
WITH_RESULT = frozenset({State.RESULT_MADE, State.DELIVERED, State.CONCLUDED})
SOON = timedelta(days=90)  # calendar days before its end an office looks at a result


@dataclass(frozen=True, slots=True)
class ResultView:
    """A result with its state in words, until when it is renewed, and what may be done to it."""

    result: Result
    word: str
    tone: str
    renew_by: date | None  #: the last day to apply for renewal in time; none: without end, or over
    moves: Sequence[str] = ()


def result_view(case: Case, actor: Actor, today: date) -> ResultView | None:
    """The result of a case; nothing is asked of a case that cannot have one."""
    if case.state not in WITH_RESULT:
        return None
    result = Result.objects.filter(case=case).select_related("replaced_by__case").first()
    return _view(result, case, actor) if result else None


def _view(result: Result, case: Case, actor: Actor) -> ResultView:
    calendar = calendar_for(case.organisation.region_id)
    moves = [
        move
        for move, arrow in RESULT_MOVES.items()
        if arrow.grant != "system"
        and result.state in arrow.sources
        and may_change_result(actor, case, move)
    ]
    by = renew_by(result.valid_until, calendar) if result.valid_until else None
    return ResultView(
        result=result,
        word=str(ResultState(result.state).label),
        tone=RESULT_TONES[result.state],
        renew_by=by if result.state in STANDING else None,
        moves=moves,
    )


def results_of(actor: Actor) -> QuerySet[Any]:
    """The results in the actor's scope, newest first: an applicant's own, an officer's offices'."""
    return Result.objects.visible_to(actor).select_related("case", "holder").order_by("-id")


def expiring(actor: Actor, today: date, *, within: timedelta = SOON) -> QuerySet[Any]:
    """The results in the actor's scope that are in force and end soon, the next to end first."""
    ending = Result.objects.visible_to(actor).expiring(today + within)
    return ending.select_related("case", "holder").order_by("valid_until", "id")


def result_list(actor: Actor, today: date, *, view: str = "", text: str = "") -> QuerySet[Any]:
    """The results of the offices the actor reaches: all, ending soon, or no longer in force."""
    rows = expiring(actor, today) if view == "expiring" else results_of(actor)
    if view == "ended":
        rows = rows.exclude(state__in=STANDING)
    if text:
        named = Q(name__icontains=text) | Q(holder__name__icontains=text)
        rows = rows.filter(named | Q(case__number=text))
    return rows
