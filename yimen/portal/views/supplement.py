"""Supplying what a notice asks for: everything in one page, handed in at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries import clock_of
from yimen.cases.states import State
from yimen.portal.doors import applicants
from yimen.portal.forms.apply import TokenForm
from yimen.portal.forms.dynamic import STAYING, application_form, rows_changed
from yimen.portal.forms.files import take_files
from yimen.portal.supplements import gap_cards, open_notice, other_gaps
from yimen.portal.typed import forget_typed, keeps_typed, typed_before
from yimen.ui.answers import AnswerForm
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


def waiting(request: Request, number: str) -> Case:
    """The applicant's own case that waits for a supplement, or 404."""
    cases = Case.objects.visible_to(request.actor).with_names().with_clock()
    return get_object_or_404(cases, number=number, state=State.SUPPLEMENTING)


@reads
@applicants
def case_supplement_page(request: Request, number: str) -> HttpResponse:
    """The whole list of what is missing, with a place for each."""
    case, typed = waiting(request, number), typed_before(request)
    if typed is None:
        return supplement_page(request, case)
    form = application_form(case, typed, today=timezone.localdate(), strict=False)
    return supplement_page(request, case, form=form, is_back=True)


@writes
@keeps_typed
@applicants
def case_supplement_save(request: Request, number: str) -> HttpResponse:
    """Hand in the supplement; the case goes back to the window."""
    cases = Case.objects.visible_to(request.actor).with_names().with_clock()
    case = get_object_or_404(cases, number=number)
    forget_typed(request)
    token, now = TokenForm(request.POST), timezone.now()
    refused = take_files(request, case, at=now) if case.state == State.SUPPLEMENTING else {}
    (data, at), stays = rows_changed(request.POST), bool(STAYING & request.POST.keys())
    form = application_form(case, data, today=timezone.localdate(), strict=not stays)
    if form.is_valid() and token.is_valid() and not (stays or refused):
        facts = {**token.facts, "by": request.actor, "at": now}
        if tried(form, actions.supplement_case, case.pk, form=form.answers, **facts):
            messages.success(request, _("Your supplement was handed in."))
            return redirect("portal:case_page", number)
    form.refuse(refused, at=at)
    return supplement_page(request, case, form=form)


def supplement_page(
    request: Request,
    case: Case,
    *,
    form: AnswerForm | None = None,
    errors: dict[str, str] | None = None,
    is_back: bool = False,
) -> HttpResponse:
    """The page itself; also shown again when a file or an answer was refused."""
    today = timezone.localdate()
    cards = gap_cards(case, request.actor, errors)
    context: dict[str, Any] = {
        "case": case,
        "is_back": is_back,
        "clock": clock_of(case, today),
        "notice": open_notice(case),
        "cards": cards,
        "others": other_gaps(case),
        "found": [
            {"id": f"{card['id']}-file", "label": card["name"], "text": card["error"]}
            for card in cards
            if card["error"]
        ],
        "form": form or application_form(case, today=today),
        "token": TokenForm(revision=case.revision),
        "section": "cases",
    }
    status = 422 if errors or (form is not None and form.errors) else 200
    return render(request, "portal/cases/supplement.html", context, status=status)


case_supplement = doors(get=case_supplement_page, post=case_supplement_save)
