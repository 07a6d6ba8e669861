"""Of one case: who answers for it, what officers are held to, and whether it goes first."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions, queries
from yimen.cases.models import Case, Reproach
from yimen.cases.permissions import may_mark_green, may_supervise
from yimen.cases.queries.answering import my_reproach, officers_acting
from yimen.desk.forms.answering import ChargeForm, FavourForm, HandOnForm, ReplyForm
from yimen.desk.forms.house import ReasonForm
from yimen.desk.views.enquiries import render_mine
from yimen.desk.views.entry import holders_of, officers
from yimen.process.rules.holding import hands_of
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def case_answering(request: Request, number: str) -> HttpResponse:
    """Who answers for the case, and what may be done about it."""
    return _page(request, queries.case_numbered(number, request.actor))


def _page(request: Request, case: Case, *, status: int = 200, **bound: Any) -> HttpResponse:
    actor, may_charge = request.actor, may_supervise(request.actor, case)
    context = {
        "case": case,
        "said": queries.answering_for(case, actor),
        "may_hand_on": case.is_open and case.first_asked in hands_of(actor),
        "may_charge": may_charge,
        "may_green": case.is_open and may_mark_green(actor, case),
        "hand_on": HandOnForm(auto_id="id_on_%s"),
        "charge": _charge_form(request, case) if may_charge else None,
        "favour": FavourForm(auto_id="id_green_%s"),
        "off": ReasonForm(auto_id="id_off_%s"),
        **bound,
    }
    return render(request, "desk/answering/case.html", context, status=status)


def _charge_form(request: Request, case: Case, data: Any = None) -> ChargeForm:
    acted = officers_acting(case, request.actor)
    return ChargeForm(data, officers=acted, auto_id="id_charge_%s")


def _acted(
    request: Request, case: Case, form: forms.Form, name: str, act: Callable[..., Any], words: str
) -> HttpResponse:
    """The end of every act here: back to the page, or the page with what was refused."""
    if form.is_valid() and heard(form, act, by=request.actor, at=timezone.now()) is not None:
        news.success(request, words)
        return redirect("desk:case_answering", number=case.number)
    return _page(request, case, status=422, **{name: form})


@writes
@officers
def case_hand_on(request: Request, number: str) -> HttpResponse:
    """Hand on that I answer for the case."""
    case = queries.case_numbered(number, request.actor)
    form = HandOnForm(request.POST, auto_id="id_on_%s")

    def act(**facts: Any) -> Case:
        said = form.cleaned_data
        return actions.hand_case_on(case.pk, said["officer"], note=said["note"], **facts)

    return _acted(request, case, form, "hand_on", act, _("He answers for it from now on."))


@writes
@officers
@holders_of("case.supervise")
def reproach_add(request: Request, number: str) -> HttpResponse:
    """Hold an officer to account for what he did in the case."""
    case = queries.case_numbered(number, request.actor)
    form = _charge_form(request, case, request.POST)

    def act(**facts: Any) -> Reproach:
        said = form.cleaned_data
        key = said["key"]
        return actions.call_to_account(case.pk, said["officer"], form.charge, key=key, **facts)

    return _acted(request, case, form, "charge", act, _("It is noted. The officer may reply."))


@writes
@officers
def reproach_reply(request: Request, reproach_id: UUID) -> HttpResponse:
    """My own word on what I am held to."""
    mine = my_reproach(request.actor, reproach_id)
    if mine is None:
        raise Http404
    form = ReplyForm(request.POST)
    facts: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
    if form.is_valid():
        text = form.cleaned_data["reply"]
        if heard(form, actions.reply_to_reproach, mine.pk, text, **facts):
            news.success(request, _("Your reply is kept with it."))
            return redirect("desk:answering")
    return render_mine(request, status=422, reply=form)


@writes
@officers
@holders_of("case.green")
def green_mark(request: Request, number: str) -> HttpResponse:
    """Let a case go first."""
    case = queries.case_numbered(number, request.actor)
    form = FavourForm(request.POST, auto_id="id_green_%s")

    def act(**facts: Any) -> Case:
        return actions.mark_green(case.pk, form.favour, **facts)

    return _acted(request, case, form, "favour", act, _("The case goes first from now on."))


@writes
@officers
@holders_of("case.green")
def green_unmark(request: Request, number: str) -> HttpResponse:
    """Take the mark off, with the reason."""
    case = queries.case_numbered(number, request.actor)
    form = ReasonForm(request.POST, auto_id="id_off_%s")

    def act(**facts: Any) -> Case:
        return actions.unmark_green(case.pk, reason=form.cleaned_data["reason"], **facts)

    return _acted(request, case, form, "off", act, _("The mark is off."))


@reads
@officers
@holders_of("case.green")
def green_list(request: Request) -> HttpResponse:
    """Which cases and applicants go first now, on what ground."""
    context = {"marks": queries.green_marks(request.actor)}
    return render(request, "desk/answering/green.html", context)
