"""The first step of an application whose item has questions about one's own case (情形)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.queries import narrowed
from yimen.portal import drafts, situations
from yimen.portal.doors import applicants
from yimen.portal.views.apply import draft
from yimen.ui.request import Request
from yimen.ui.situations import SituationForm, answers_in
from yimen.ui.views import doors, reads, writes

TEMPLATE = "portal/apply/situation.html"


@reads
@applicants
def apply_situation_page(request: Request, case_id: UUID) -> HttpResponse:
    """The questions, with what was answered."""
    case = draft(request, case_id)
    if not case.version.situations:
        return redirect("portal:apply_form", case.pk)
    return _page(request, case, focus=request.GET.get("at", ""))


@writes
@applicants
def apply_situation_save(request: Request, case_id: UUID) -> HttpResponse:
    """Keep the answers and go on: to the next question, or to the form."""
    case, changed = _kept(request, case_id)
    now, at = narrowed(case), request.POST.get("at", "")
    if back := request.POST.get("back"):
        return redirect(f"{drafts.link(case, 'situation')}?at={back}")
    if at in now.open:
        return _page(request, case, focus=at, status=422)
    for sentence in changed:
        messages.info(request, sentence)
    if waiting := now.missing():
        return redirect(f"{drafts.link(case, 'situation')}?at={waiting[0].key}")
    return redirect("portal:apply_form", case.pk)


apply_situation = doors(get=apply_situation_page, post=apply_situation_save)


@writes
@applicants
def apply_situation_keep(request: Request, case_id: UUID) -> HttpResponse:
    """Keep what was ticked while somebody answers; the questions again, and what they come to."""
    case, changed = _kept(request, case_id)
    context = _context(case, focus=request.POST.get("at", ""))
    context["changed"] = changed
    return render(request, f"{TEMPLATE}#questions", context)


def _kept(request: Request, case_id: UUID) -> tuple[Case, list[str]]:
    """The case with the answers just given, and what changed by them."""
    case = draft(request, case_id)
    before = narrowed(case)
    answers = answers_in(case.version.situation_list, request.POST)
    kept = actions.save_situation(case.pk, answers, by=request.actor, at=timezone.now())
    case.situation = kept.situation
    is_change = before.is_settled and before.answers != case.situation
    return case, situations.what_changed(before, narrowed(case)) if is_change else []


def _page(request: Request, case: Case, *, focus: str, status: int = 200) -> HttpResponse:
    context = _context(case, focus=focus)
    if status != 200:
        text = _("Please choose what fits your case.")
        field = context["form"][context["form"].focus]
        context["found"] = [{"id": field.auto_id, "label": field.label, "text": text}]
    return render(request, TEMPLATE, context, status=status)


def _context(case: Case, *, focus: str) -> dict[str, Any]:
    now = narrowed(case)
    return {
        "case": case,
        "form": SituationForm(now, focus=focus),
        "steps": drafts.steps(case),
        "outcome": situations.outcome(case.version, now),
        "materials": now.materials if now.answers else (),
        "depends": {key for name, key in now.depends if name == "materials"},
        "section": "items",
    }
