"""First-asked responsibility at the desk: what I answer for, and the register (首问负责)."""

from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from yimen.cases import actions, queries
from yimen.cases.models import Enquiry
from yimen.cases.queries.answering import officer_names
from yimen.desk.forms.answering import AnswerForm, EnquiryForm, HandOnForm, ReplyForm
from yimen.desk.views.entry import officers
from yimen.kernel.secrecy import unseal
from yimen.process.rules.holding import hands_of
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def answering(request: Request) -> HttpResponse:
    """What I still answer for: enquiries, cases I received first, notes about my own acts."""
    return render_mine(request)


def render_mine(request: Request, *, status: int = 200, **bound: Any) -> HttpResponse:
    """The page of what I answer for; `bound` holds a form that was not taken."""
    actor = request.actor
    context = {
        "enquiries": queries.my_enquiries(actor),
        "cases": queries.my_first_cases(actor),
        "reproaches": queries.my_reproaches(actor),
        "form": EnquiryForm(),
        "reply": ReplyForm(),
        "may_green": actor.holds("case.green"),
        **bound,
    }
    return render(request, "desk/answering/mine.html", context, status=status)


@writes
@officers
def enquiry_add(request: Request) -> HttpResponse:
    """Write down what somebody asked me."""
    form = EnquiryForm(request.POST)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid():
        enquiry = heard(form, actions.receive_enquiry, **form.cleaned_data, **facts)
        if enquiry is not None:
            words = _("The enquiry is recorded. You answer for it until you hand it on.")
            news.success(request, words)
            return redirect("desk:answering")
    return render_mine(request, status=422, form=form)


@reads
@officers
def enquiry_list(request: Request) -> HttpResponse:
    """The register of enquiries of the organisations I work with, newest first."""
    after = request.GET.get("after", "")
    rows, more = queries.enquiries(request.actor, after=after)
    context = {
        "rows": rows,
        "newer": "?" if after else "",
        "older": f"?{urlencode({'after': more})}" if more else "",
    }
    return render(request, "desk/answering/register.html", context)


@reads
@officers
def enquiry_page(request: Request, enquiry_id: UUID) -> HttpResponse:
    """One enquiry: who asked what, through whose hands it went, what was answered."""
    return _page(request, enquiry_id)


def _page(request: Request, enquiry_id: UUID, *, status: int = 200, **bound: Any) -> HttpResponse:
    seen = Enquiry.objects.visible_to(request.actor)
    rows = seen.select_related("first", "answering", "organisation")
    enquiry = get_object_or_404(rows, pk=enquiry_id)
    people = {one[side] for one in enquiry.handed for side in ("from", "to")}
    names = officer_names(people)
    is_his = enquiry.answering_id in hands_of(request.actor)
    context = {
        "enquiry": enquiry,
        "phone": unseal(enquiry.phone_sealed) if enquiry.phone_sealed else "",
        "handed": [
            (names.get(one["from"]), names.get(one["to"]), one["note"]) for one in enquiry.handed
        ],
        "is_mine": is_his and enquiry.answered_at is None,
        "answer": AnswerForm(),
        "hand_on": HandOnForm(auto_id="id_on_%s"),
        **bound,
    }
    return render(request, "desk/answering/enquiry.html", context, status=status)


def _seen(request: Request, enquiry_id: UUID) -> Enquiry:
    found: Enquiry = get_object_or_404(Enquiry.objects.visible_to(request.actor), pk=enquiry_id)
    return found


@writes
@officers
def enquiry_answer(request: Request, enquiry_id: UUID) -> HttpResponse:
    """Close an enquiry with what was answered."""
    enquiry, form = _seen(request, enquiry_id), AnswerForm(request.POST)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid():
        text = form.cleaned_data["answer"]
        if heard(form, actions.answer_enquiry, enquiry.pk, text, **facts):
            news.success(request, _("The enquiry is answered."))
            return redirect("desk:answering")
    return _page(request, enquiry.pk, status=422, answer=form)


@writes
@officers
def enquiry_hand_on(request: Request, enquiry_id: UUID) -> HttpResponse:
    """Hand an enquiry on to another officer, who is told."""
    enquiry = _seen(request, enquiry_id)
    form = HandOnForm(request.POST, auto_id="id_on_%s")
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid():
        to, note = form.cleaned_data["officer"], form.cleaned_data["note"]
        if heard(form, actions.hand_enquiry_on, enquiry.pk, to, note=note, **facts):
            news.success(request, _("%(name)s answers from now on.") % {"name": to.name})
            return redirect("desk:answering")
    return _page(request, enquiry.pk, status=422, hand_on=form)
