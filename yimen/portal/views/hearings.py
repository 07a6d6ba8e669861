"""Hearings: one's right to one, answered on a page of its own; and those everybody may come to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries.hearings import hearing_view, public_hearings
from yimen.portal.doors import applicants
from yimen.portal.forms.hearings import ChairForm, HearingForm, WordsForm
from yimen.portal.regions import chosen_region, prefix
from yimen.portal.views.mine import own
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@dataclass(frozen=True)
class Answer:
    """A card of the page: what it does, what it means, what is said once it is done."""

    label: Any
    help: Any
    form: type[HearingForm]
    action: Callable[..., Case]
    done: Any


ANSWERS = {
    "apply": Answer(
        _("Ask for a hearing"),
        _("It costs you nothing. The department holds it within twenty working days."),
        WordsForm,
        actions.apply_for_hearing,
        _("You have asked for a hearing. The department tells you day and place."),
    ),
    "waive": Answer(
        _("Do without a hearing"),
        _("It can be decided sooner. This cannot be taken back."),
        HearingForm,
        actions.waive_hearing,
        _("Noted: you do without a hearing."),
    ),
    "object": Answer(
        _("Ask that another preside"),
        _("If the one who presides has a direct interest in the matter. It is decided before."),
        ChairForm,
        actions.object_to_chair,
        _("The head of the department decides on it and tells you."),
    ),
    "withdraw": Answer(
        _("Take the request for a hearing back"),
        _("If nobody else asked for it, no hearing is held and it can be decided."),
        WordsForm,
        actions.withdraw_hearing,
        _("Your request for a hearing is withdrawn."),
    ),
}


@reads
@applicants
def case_hearing(request: Request, number: str) -> HttpResponse:
    """How the hearing stands, and what the applicant may say to it."""
    return _page(request, own(request, number))


@writes
@applicants
def hearing_answer(request: Request, number: str, what: str) -> HttpResponse:
    """Ask for a hearing, do without, take it back, object to who presides."""
    if what not in ANSWERS:
        raise Http404
    case, one = own(request, number), ANSWERS[what]
    form = one.form(request.POST, auto_id=f"id_{what}_%s")
    if form.is_valid():
        facts: dict[str, Any] = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, one.action, case.pk, **facts):
            messages.success(request, str(one.done))
            return redirect("portal:case_hearing", number)
    return _page(request, case, bound={what: form}, status=422)


def _page(
    request: Request,
    case: Case,
    *,
    bound: dict[str, HearingForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    view = hearing_view(case, request.actor, timezone.localdate())
    if view is None:
        raise Http404
    context = {
        "case": case,
        "view": view,
        "cards": _cards(view.moves, bound or {}),
        "bad_form": next(iter((bound or {}).values()), None),
        "section": "cases",
    }
    return render(request, "portal/cases/hearing.html", context, status=status)


def _cards(
    moves: frozenset[str], bound: dict[str, HearingForm]
) -> Sequence[tuple[str, Answer, HearingForm]]:
    return [
        (what, one, bound.get(what) or one.form(auto_id=f"id_{what}_%s"))
        for what, one in ANSWERS.items()
        if what in moves
    ]


@reads
def hearing_list(request: Request) -> HttpResponse:
    """The public hearings to come: when, where, about what; without the names of individuals."""
    region = prefix(chosen_region(request)) or ""
    rows = public_hearings(timezone.localdate(), region=region)
    context = {"rows": rows, "section": "disclosure"}
    return render(request, "portal/hearings/list.html", context)
