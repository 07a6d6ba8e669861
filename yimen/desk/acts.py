"""The buttons of the case sheet: one line for each act of cases.states.MOVES."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.permissions import doable
from yimen.cases.queries import CaseSheet
from yimen.cases.queries.review import RuleBook
from yimen.desk.after import deliver
from yimen.desk.forms import acts as forms
from yimen.desk.forms import after
from yimen.kernel.actor import Actor
from yimen.process.models import Task
from yimen.process.queries import ChartLink
from yimen.process.rules.holding import seat_of


@dataclass(frozen=True)
class Act:
    """A button of the case sheet: what it says, what it asks, what it does."""

    label: Any
    form: type[forms.ActForm]
    action: Callable[..., Case]
    is_dangerous: bool = False
    warning: Any = ""
    move: str = ""  #: the move it is, where several acts are one move


ACTS: dict[str, Act] = {
    "accept": Act(_("Accept"), forms.PlainForm, actions.accept_case),
    "request_supplement": Act(
        _("Request supplement"), forms.SupplementForm, actions.request_supplement
    ),
    "send_back": Act(_("Send back to be mended"), forms.SupplementForm, actions.send_back),
    "pass_prereview": Act(_("Pass the pre-review"), forms.OriginalsForm, actions.pass_prereview),
    "receive_originals": Act(
        _("Originals seen and received"),
        forms.PlainForm,
        actions.receive_originals,
        warning=_("The five working days to answer begin today."),
    ),
    "not_needed": Act(
        _("No licence is needed"),
        forms.NotNeededForm,
        actions.decline_case,
        is_dangerous=True,
        warning=_("The applicant is told at once that he needs none; the case ends here."),
        move="decline",
    ),
    "not_ours": Act(
        _("Another authority decides this"),
        forms.NotOursForm,
        actions.decline_case,
        is_dangerous=True,
        warning=_("The applicant is told at once where to go; the case ends here."),
        move="decline",
    ),
    "decline": Act(
        _("Do not accept"),
        forms.DeclineForm,
        actions.decline_case,
        is_dangerous=True,
        warning=_("The case ends here and the applicant is told in writing."),
    ),
    "examine": Act(_("Submit examination"), forms.OpinionForm, actions.examine_case),
    "advise": Act(_("Give an opinion"), forms.InquiryForm, actions.advise_case),
    "visit_site": Act(_("Record the site visit"), forms.SiteVisitForm, actions.visit_site),
    "review_by_experts": Act(
        _("Record the expert review"), forms.ExpertReviewForm, actions.review_by_experts
    ),
    "hold_hearing": Act(_("Record the hearing"), forms.HearingForm, actions.hold_hearing),
    "end_notice": Act(_("End the public notice"), forms.NoticeForm, actions.end_notice),
    "countersign": Act(_("Counter-sign"), forms.InquiryForm, actions.countersign_case),
    "grant": Act(_("Grant"), after.GrantForm, actions.grant_case),
    "refuse": Act(
        _("Refuse"),
        forms.RefuseForm,
        actions.refuse_case,
        is_dangerous=True,
        warning=_("The applicant is told the reasons and how to object."),
    ),
    "return": Act(_("Return to an earlier link"), forms.ReturnForm, actions.return_case),
    "recall": Act(
        _("Take my last step back"),
        forms.RecallForm,
        actions.recall_case,
        warning=_("The link is in your hands again. Both steps stay on record."),
    ),
    "pause": Act(_("Start special procedure"), forms.PauseForm, actions.pause_clock),
    "resume": Act(_("End special procedure"), forms.ResumeForm, actions.resume_clock),
    "extend": Act(_("Extend the time limit"), forms.ExtendForm, actions.extend_case),
    "make_result": Act(_("Result is ready"), forms.PlainForm, actions.make_result),
    "deliver": Act(_("Deliver"), after.DeliverForm, deliver),
    "conclude": Act(_("Conclude"), forms.PlainForm, actions.conclude_case),
    "terminate": Act(
        _("Terminate"),
        forms.TerminateForm,
        actions.terminate_case,
        is_dangerous=True,
        warning=_("The case ends without a decision; this cannot be undone."),
    ),
}


@dataclass(frozen=True)
class Offer:
    """An act this officer may do now, with its form as it stands."""

    move: str
    label: Any
    form: forms.ActForm
    is_dangerous: bool
    warning: Any


#: which act is the one primary button, in this order
PRIMARY = (
    *(
        "pass_prereview",
        "receive_originals",
        "accept",
        "examine",
        "advise",
        "visit_site",
        "review_by_experts",
        "hold_hearing",
    ),
    *("end_notice", "countersign", "grant", "resume", "deliver", "conclude"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a page has read once for all its forms: open tasks, links, rules of review."""

    tasks: Sequence[Task] | None = None
    drawn: Sequence[ChartLink] | None = None
    book: RuleBook | None = None


NOTHING = Known()


def offers(
    actor: Actor, sheet: CaseSheet, bound: dict[str, forms.ActForm]
) -> tuple[Offer | None, list[Offer]]:
    """The primary act and the others; a bound form keeps what was typed."""
    moves = [one for one in ACTS if (ACTS[one].move or one) in sheet.moves or one in bound]
    known = Known(sheet.tasks, sheet.chart, RuleBook(sheet.case))
    found = {}
    for move in moves:
        form = bound.get(move) or form_of(move, actor, sheet.case, known=known)
        if not form.is_possible:
            continue
        act = ACTS[move]
        found[move] = Offer(move, act.label, form, act.is_dangerous, act.warning)
    primary = next((found.pop(move) for move in PRIMARY if move in found), None)
    return primary, list(found.values())


def form_of(
    move: str,
    actor: Actor,
    case: Case,
    data: Any = None,
    *,
    known: Known = NOTHING,
) -> forms.ActForm:
    """The form of an act; a review knows the links the officer may do."""
    kind, told = ACTS[move].form, dict[str, Any]()
    if issubclass(kind, forms.ReviewForm):
        fitting = doable(actor, case, move, tasks=known.tasks)
        links = {seat_of(task): task.name for task in fitting}
        can_choose = issubclass(kind, forms.InquiryForm)
        told["links"] = links.items() if can_choose else list(links.items())[:1]
        told["book"] = known.book
    elif issubclass(kind, forms.ReturnForm):
        told["drawn"] = known.drawn
    return kind(data, case=case, auto_id=f"id_{move}_%s", **told)
