"""Asking another department about a case; and what my department is asked by others."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.cases import actions, queries
from yimen.cases.models import Case
from yimen.cases.permissions import may_ask
from yimen.desk.forms.consulting import AnswerForm, QuestionForm, RecallForm
from yimen.desk.views.entry import officers
from yimen.desk.views.sheet import blob_answer
from yimen.kernel.errors import NotAllowed
from yimen.orgs.queries import nearby
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


@reads
@officers
def question_form(request: Request, number: str) -> HttpResponse:
    """The question to another department, not yet asked."""
    return _question(request, _askable(request, number), QuestionForm())


@writes
@officers
def question_ask(request: Request, number: str) -> HttpResponse:
    """Ask it."""
    case = _askable(request, number)
    form = QuestionForm(request.POST)
    if form.is_valid():
        facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
        key = form.cleaned_data["key"]
        if tried(form, actions.ask_opinion, case.pk, form.asked, key=key, **facts):
            messages.success(request, _("The department has been asked."))
            return redirect("desk:case_sheet", number=number)
    return _question(request, case, form, status=422)


question = doors(get=question_form, post=question_ask)


@reads
@officers
def recall_form(request: Request, number: str, consultation_id: UUID) -> HttpResponse:
    """A question that can be taken back, and why it should be."""
    return _recall(request, _askable(request, number), consultation_id, RecallForm())


@writes
@officers
def recall_act(request: Request, number: str, consultation_id: UUID) -> HttpResponse:
    """Take it back."""
    case = _askable(request, number)
    form = RecallForm(request.POST)
    if form.is_valid():
        facts: dict[str, Any] = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.recall_question, case.pk, consultation_id, **facts):
            messages.success(request, _("The question has been taken back."))
            return redirect("desk:case_sheet", number=number)
    return _recall(request, case, consultation_id, form, status=422)


recall = doors(get=recall_form, post=recall_act)


def _recall(
    request: Request, case: Case, consultation_id: UUID, form: Form, *, status: int = 200
) -> HttpResponse:
    asked = get_object_or_404(case.consultations.select_related("organisation"), pk=consultation_id)
    context = {"case": case, "asked": asked, "form": form}
    return render(request, "desk/asked/recall.html", context, status=status)


def _askable(request: Request, number: str) -> Case:
    case = queries.case_numbered(number, request.actor)
    if not may_ask(request.actor, case):
        raise NotAllowed
    return case


def _question(request: Request, case: Case, form: Form, *, status: int = 200) -> HttpResponse:
    departments = nearby(case.organisation)
    context = {"case": case, "form": form, "departments": departments}
    return render(request, "desk/asked/question.html", context, status=status)


@reads
@officers
def asked_list(request: Request) -> HttpResponse:
    """What my offices are asked by others, most urgent first, and what they answered."""
    waiting, answered = queries.asked_of_us(request.actor)
    context = {"waiting": waiting, "answered": answered, "today": timezone.localdate()}
    return render(request, "desk/asked/list.html", context)


@reads
@officers
def asked_page(request: Request, consultation_id: UUID) -> HttpResponse:
    """One question, what goes with it, and the answer or its form."""
    return _page(request, consultation_id, AnswerForm())


@writes
@officers
def asked_answer(request: Request, consultation_id: UUID) -> HttpResponse:
    """Answer for the department, once."""
    form = AnswerForm(request.POST, request.FILES)
    if form.is_valid():
        facts: dict[str, Any] = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.answer_opinion, consultation_id, **facts):
            messages.success(request, _("The opinion has been sent."))
            return redirect("desk:asked_page", consultation_id=consultation_id)
    return _page(request, consultation_id, form, status=422)


def _page(
    request: Request, consultation_id: UUID, form: Form, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    page = queries.asked_page(request.actor, consultation_id, today=today)
    if page is None:
        raise Http404
    context = {"page": page, "form": form}
    return render(request, "desk/asked/page.html", context, status=status)


@reads
@officers
@xframe_options_sameorigin
def asked_material(request: Request, consultation_id: UUID, file_id: UUID) -> HttpResponseBase:
    """One file of the case, where the question shares the materials."""
    asked = queries.asked_with_id(request.actor, consultation_id)
    if asked is None or not asked.shows_materials:
        raise Http404
    blob = get_object_or_404(asked.case.materials.select_related("blob"), pk=file_id).blob
    return blob_answer(request, blob)


@reads
@officers
def asked_paper(request: Request, consultation_id: UUID) -> HttpResponseBase:
    """The file that came with an answer, for those who may read the answer."""
    blob = queries.answer_paper(request.actor, consultation_id)
    if blob is None:
        raise Http404
    return blob_answer(request, blob)
