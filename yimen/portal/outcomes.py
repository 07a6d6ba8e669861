"""What a case came to: the result with its days, and how it reaches the applicant."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from yimen.cases.models import Case
from yimen.cases.queries import ResultView, result_view
from yimen.cases.states import State
from yimen.kernel.actor import Actor

#: Something waits to be fetched, posted or sent.
READY = frozenset({State.RESULT_MADE, State.REFUSED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result, the wish for its delivery, and the code it is fetched with while it waits."""

    result: ResultView | None
    is_ready: bool
    code: str
    delivery: Any = None


def outcome_block(case: Case, actor: Actor, today: date) -> Outcome | None:
    """What the case page says of the outcome; nothing is asked before the decision."""
    if case.decided_at is None:
        return None
    is_ready = case.state in READY
    is_fetched = is_ready and case.delivery_way in ("", "window")
    delivery = getattr(case, "delivery", None) if case.delivered_at else None
    code = case.pickup_code if is_fetched else ""
    return Outcome(result_view(case, actor, today), is_ready, code, delivery)
