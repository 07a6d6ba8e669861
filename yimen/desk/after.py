"""What the case sheet says after the decision: promises, the result, the wish for delivery."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.cases import actions, queries
from yimen.cases.models import Case
from yimen.cases.rules.delivery import WINDOW
from yimen.kernel.actor import Actor


@dataclass(frozen=True)
class ResultAct:
    """A button of the result: what it says, what it does, what it means."""

    label: Any
    action: Callable[..., Any]
    warning: Any = ""


RESULT_ACTS: dict[str, ResultAct] = {
    "correct": ResultAct(_("Correct it"), actions.correct_result),
    "revoke": ResultAct(
        _("Revoke it"),
        actions.revoke_result,
        _("It should not have been granted: it loses its force from the beginning (art. 69)."),
    ),
    "recall": ResultAct(
        _("Withdraw it"),
        actions.recall_result,
        _("It was rightly granted: the holder is compensated for his loss (art. 8)."),
    ),
    "annul": ResultAct(
        _("Annul it"), actions.annul_result, _("It is struck off for good (art. 70).")
    ),
}


def deliver(case_id: Any, *, code: str = "", has_shown_id: bool = False, **said: Any) -> Case:
    """Hand a result over: at the window by its code unless a document was seen."""
    if said["way"] == WINDOW and not has_shown_id:
        by_code = {name: said[name] for name in ("receiver", "by", "at", "revision", "key")}
        return actions.hand_over_by_code(case_id, code=code, **by_code)
    return actions.deliver_result(case_id, **said)


def after(actor: Actor, sheet: queries.CaseSheet, today: date) -> dict[str, Any]:
    """What of it there is; a case without any of it costs no question."""
    return {
        "after": queries.after_view(sheet.case, actor, today, sheet.opinions),
        "outcome": (found := queries.result_view(sheet.case, actor, today)),
        "result_acts": [(move, RESULT_ACTS[move]) for move in found.moves] if found else [],
    }
