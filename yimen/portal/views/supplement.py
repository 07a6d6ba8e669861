"""Supplying what a notice asks for: everything in one page, handed in at once."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries import clock_of, narrowed
from yimen.cases.states import ANSWERABLE, State
from yimen.portal.doors import applicants
from yimen.portal.forms.apply import TokenForm
from yimen.portal.forms.dynamic import STAYING, application_form, rows_changed
from yimen.portal.forms.files import take_files
from yimen.portal.situations import what_changed
from yimen.portal.supplements import (
    gap_cards,
    missing_papers,
    missing_things,
    new_answers_form,
    open_notice,
    other_gaps,
    seen_anew,
)
from yimen.portal.typed import forget_typed, keeps_typed, typed_before
from yimen.ui.answers import AnswerForm
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.situations import answers_in
from yimen.ui.views import doors, reads, writes


def waiting(request: Request, number: str) -> Case:
    """The applicant's own case that waits for a supplement, or 404."""
    cases = Case.objects.visible_to(request.actor).with_names().with_clock()
    return get_object_or_404(cases, number=number, state__in=ANSWERABLE)


@reads
@applicants
def case_supplement_page(request: Request, number: str) -> HttpResponse:
    """The whole list of what is missing, with a place for each."""
    case, typed = waiting(request, number), typed_before(request)
    if typed is None:
        return supplement_page(request, case)
    today = timezone.localdate()
    form = application_form(seen_anew(case), typed, today=today, strict=False)
    return supplement_page(request, case, form=form, is_back=True)


@writes
@keeps_typed
@applicants
def case_supplement_save(request: Request, number: str) -> HttpResponse:
    """Hand in the supplement; the case goes back to the window."""
    case = _answered(request, number)
    forget_typed(request)
    token, now = TokenForm(request.POST), timezone.now()
    refused = take_files(request, case, at=now) if case.state in ANSWERABLE else {}
    (data, at), stays = rows_changed(request.POST), bool(STAYING & request.POST.keys())
    form = application_form(seen_anew(case), data, today=timezone.localdate(), strict=not stays)
    if stays or refused or missing_things(case, request.actor):
        form.is_valid()
        form.refuse(refused, at=at)
        return supplement_page(request, case, form=form, is_strict=not stays)
    if form.is_valid() and token.is_valid():
        facts = {**token.facts, "by": request.actor, "at": now}
        act = actions.mend_case if case.state == State.SENT_BACK else actions.supplement_case
        if tried(form, act, case.pk, form=form.answers, **facts):
            messages.success(request, _("Your supplement was handed in."))
            return redirect("portal:case_page", number)
    return supplement_page(request, case, form=form)


def _answered(request: Request, number: str) -> Case:
    """The applicant's own case, with what he says anew about his situation kept."""
    cases = Case.objects.visible_to(request.actor).with_names().with_clock()
    case = get_object_or_404(cases, number=number)
    said = answers_in(case.version.situation_list, request.POST)
    if said and case.state in ANSWERABLE:
        actions.save_new_answers(case.pk, said, by=request.actor, at=timezone.now())
        case = get_object_or_404(cases, number=number)
    return case


def supplement_page(
    request: Request,
    case: Case,
    *,
    form: AnswerForm | None = None,
    errors: dict[str, str] | None = None,
    is_back: bool = False,
    is_strict: bool = False,
) -> HttpResponse:
    """The page itself; also shown again when a file or an answer was refused."""
    today, seen = timezone.localdate(), seen_anew(case)
    questions = new_answers_form(case)
    found = questions.refuse_silence() if questions and is_strict else []
    if is_strict:
        errors = {**missing_papers(gap_cards(case, request.actor)), **(errors or {})}
    cards = gap_cards(case, request.actor, errors)
    found += [
        {"id": f"{card['id']}-file", "label": card["name"], "text": card["error"]}
        for card in cards
        if card["error"]
    ]
    context: dict[str, Any] = {
        "case": case,
        "is_back": is_back,
        "clock": clock_of(case, today),
        "notice": open_notice(case),
        "questions": questions,
        "changed": what_changed(narrowed(case), narrowed(seen)) if questions else [],
        "cards": cards,
        "others": other_gaps(case),
        "found": [*found, *(form.found if found and form else [])],
        "form": form or application_form(seen, today=today),
        "token": TokenForm(revision=case.revision),
        "section": "cases",
    }
    status = 422 if found or (form is not None and form.errors) else 200
    return render(request, "portal/cases/supplement.html", context, status=status)


case_supplement = doors(get=case_supplement_page, post=case_supplement_save)
