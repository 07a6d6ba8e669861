"""What an officer may do about the hearing of a case: each act with its form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries.hearings import HearingView, chairs_for, hearing_view, moves_without
from yimen.desk.forms import hearings as forms
from yimen.kernel.actor import Actor


@dataclass(frozen=True)
class HearingAct:
    """A card of the page: what it does, what it means, what it asks."""

    label: Any
    form: type[forms.HearingForm]
    action: Callable[..., Case]
    help: Any = ""


#: By the move it makes, in the order they matter.
ACTS: dict[str, HearingAct] = {
    "answer_objection": HearingAct(
        gettext_lazy("Decide who presides"),
        forms.ObjectionAnswerForm,
        actions.answer_objection,
    ),
    "record": HearingAct(
        gettext_lazy("Keep the record of the hearing"),
        forms.RecordForm,
        actions.record_hearing,
        gettext_lazy("The special procedure ends with it; the decision rests on the record."),
    ),
    "arrange": HearingAct(
        gettext_lazy("Set day and place"),
        forms.ArrangeForm,
        actions.arrange_hearing,
        gettext_lazy("Told seven working days before; the time it takes does not count."),
    ),
    "note_answer": HearingAct(
        gettext_lazy("Record an answer given on paper"),
        forms.AnswerForm,
        actions.note_hearing_answer,
    ),
    "tell": HearingAct(
        gettext_lazy("Tell of the right to a hearing"),
        forms.TellForm,
        actions.tell_hearing_right,
        gettext_lazy(
            "Before a decision that touches important interests (art. 47). For five working days "
            "nothing is decided, unless all waive."
        ),
    ),
    "announce": HearingAct(
        gettext_lazy("Announce a hearing of our own accord"),
        forms.AnnounceForm,
        actions.announce_hearing,
        gettext_lazy("Where a rule wants it, or the matter concerns the public (art. 46)."),
    ),
    "tell_person": HearingAct(
        gettext_lazy("Record another interested person"), forms.PersonForm, actions.tell_person
    ),
    "note_objection": HearingAct(
        gettext_lazy("Record a request that another preside"),
        forms.ObjectionForm,
        actions.note_objection,
    ),
    "call_off": HearingAct(
        gettext_lazy("Call the hearing off"), forms.CallOffForm, actions.call_off_hearing
    ),
}


#: What is due, by where the hearing stands; the other acts are folded.
DUE = {
    "": ("tell",),
    "applied": ("arrange",),
    "arranged": ("answer_objection", "record"),
}


@dataclass(frozen=True)
class Desk:
    """The hearing of a case as an officer meets it."""

    view: HearingView | None
    moves: frozenset[str]
    known: forms.Known

    @property
    def primary(self) -> str:
        """The act that is due where the hearing stands."""
        due = DUE.get(self.view.state.value if self.view else "", ())
        return next((move for move in due if move in self.moves), "")

    def cards(
        self, bound: dict[str, forms.HearingForm]
    ) -> list[tuple[str, HearingAct, forms.HearingForm]]:
        """The acts that are his now; a bound form keeps what was typed."""
        return [
            (what, one, bound.get(what) or self.form(what))
            for what, one in ACTS.items()
            if what in self.moves or what in bound
        ]

    def form(self, what: str, *data: Any) -> forms.HearingForm:
        """The form of an act, empty or as it was sent."""
        began = _arranged(self.view) if what == "arrange" and self.view else {}
        return ACTS[what].form(self.known, *data, auto_id=f"id_{what}_%s", initial=began)


def hearing_block(actor: Actor, case: Case, today: date) -> dict[str, Any]:
    """What the case sheet shows of it; a case without a hearing costs no question."""
    view = hearing_view(case, actor, today)
    moves = view.moves if view else moves_without(case, actor)
    return {"hearing": view, "hears": bool(moves & ACTS.keys())}


def desk_of(actor: Actor, case: Case, today: date) -> Desk:
    """Everything the page about the hearing needs."""
    view = hearing_view(case, actor, today)
    moves = (view.moves if view else moves_without(case, actor)) & ACTS.keys()
    return Desk(view, moves, _known(case, view))


def _arranged(view: HearingView) -> dict[str, Any]:
    """The day and place set so far, to begin from when they change."""
    hearing = view.hearing
    if hearing.starts_at is None:
        return {}
    starts_at = timezone.localtime(hearing.starts_at)
    kept = ("place", "closed_reason", "is_announced", "late_reason")
    return {
        "day": starts_at.date(),
        "time": starts_at.time(),
        "chair": str(hearing.chair_id),
        "is_closed": not hearing.is_open,
        **{name: getattr(hearing, name) for name in kept},
    }


def _known(case: Case, view: HearingView | None) -> forms.Known:
    chairs = chairs_for(case)
    if view is None:
        return forms.Known(chairs)
    applicant = _("%(name)s (applicant)") % {"name": case.applicant.name}
    return forms.Known(
        chairs,
        [(str(one.pk), one.name or applicant) for one in view.parties],
        [
            (str(one.pk), f"{one.party.name or applicant}：{one.reason[:60]}")
            for one in view.objections
            if not one.outcome
        ],
    )
