"""One officer: his posts, deputies and account, in the hands of those who manage his house."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.desk.forms.house import EndForm, ReasonForm
from yimen.desk.forms.people import AccountForm, DeputyForm, HoldForm, MoveForm, NewOfficerForm
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.desk.views.house import house_of
from yimen.identity import actions as identity
from yimen.identity.actions import Handed, NewOfficer
from yimen.identity.models import Account
from yimen.identity.queries import has_second_factor, officers_accounts
from yimen.kernel.ids import read_id
from yimen.orgs import actions
from yimen.orgs.models import Deputyship, Organisation, Posting, Staff
from yimen.orgs.permissions import may_command, may_manage
from yimen.orgs.queries import (
    lasting_grants,
    managed_deputyship,
    managed_posting,
    postings_of,
    staff_rows,
)
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@dataclass(frozen=True)
class AccountAct:
    """Something done to an account, with the reason: its words, what it brings, its action."""

    word: Any
    consequence: Any
    action: Callable[..., Any]


ACCOUNT_ACTS = {
    "password": AccountAct(
        gettext_lazy("New one-time password"),
        gettext_lazy("The old password and all open sessions end at once."),
        identity.reset_password,
    ),
    "factor": AccountAct(
        gettext_lazy("Forget the second factor"),
        gettext_lazy("For a lost telephone: before the desk opens again, another is set up."),
        identity.reset_second_factor,
    ),
    "close": AccountAct(
        gettext_lazy("Close the account"),
        gettext_lazy("Nobody signs in with it until it is opened again; posts stay."),
        identity.close_account,
    ),
    "reopen": AccountAct(
        gettext_lazy("Open the account again"),
        gettext_lazy("Password and second factor are as they were."),
        identity.reopen_account,
    ),
}


@reads
@officers
@holders_of("org.manage")
def staff_page(request: Request, pk: UUID) -> HttpResponse:
    """One officer: posts held and to come, deputies, account."""
    return render_officer(request, _officer(request, pk))


def _officer(request: Request, pk: UUID) -> Staff:
    staff = Staff.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(staff, pk=pk)


def render_officer(request: Request, staff: Staff, *, status: int = 200, **bound: Any) -> Any:
    """The officer's page; `bound` holds forms that were not taken, by name."""
    today, actor = timezone.localdate(), request.actor
    account = officers_accounts([staff.pk]).get(staff.pk)
    commands = may_command(actor, staff.organisation, lasting_grants(staff, on=today))
    (row,) = staff_rows(Staff.objects.visible_to(actor).filter(pk=staff.pk), on=today)
    context = {
        "staff": staff,
        "row": row,
        "postings": [
            (p, p.until is None or p.until > today, may_manage(actor, p.post.organisation))
            for p in postings_of(staff)
        ],
        "today": today,
        "account": account,
        "has_factor": account is not None and has_second_factor(account),
        "commands": commands and staff.pk != actor.staff_id and staff.is_active,
        "acts": _account_acts(account, bound),
        "hold": HoldForm(staff=staff, initial={"since": today}, auto_id=_ids("hold")),
        "deputy": DeputyForm(actor=actor, holder=staff, auto_id=_ids("deputy")),
        "dismiss": ReasonForm(auto_id=_ids("dismiss")),
        "open": AccountForm(auto_id=_ids("open")),
        "move": MoveForm(actor=actor, staff=staff, auto_id=_ids("move")),
        "back": ReasonForm(auto_id=_ids("back")),
        "may_take_back": not staff.is_active and may_manage(actor, staff.organisation),
        **bound,
    }
    return render(request, "desk/people/officer.html", context, status=status)


def _ids(name: str) -> str:
    """Many forms on one page: the fields of each have ids of their own."""
    return f"id_{name}_%s"


def _account_acts(account: Account | None, bound: dict[str, Any]) -> list[Any]:
    """What can be done to the account now: its name, its words, its form."""
    if account is None:
        return []
    names = ("password", "factor", "close") if account.is_active else ("reopen",)
    forms_of = {name: bound.get(name) or ReasonForm(auto_id=_ids(name)) for name in names}
    return [(name, ACCOUNT_ACTS[name], form) for name, form in forms_of.items()]


def _staff_add_form(request: Request, pk: UUID) -> HttpResponse:
    """The form for a new officer of this organisation."""
    return _new_officer(request, house_of(request, pk), NewOfficerForm())


def _staff_add(request: Request, pk: UUID) -> HttpResponse:
    """Take on an officer with an account; the one-time password is shown once, here."""
    house, form = house_of(request, pk), NewOfficerForm(request.POST)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        act = {"staff_id": facts.pop("staff_id"), "by": request.actor, "at": timezone.now()}
        new = NewOfficer(organisation=house, **facts)
        if handed := heard(form, identity.take_on_officer, new, **act):
            return _hand_over(request, handed)
    return _new_officer(request, house, form, status=422)


def _new_officer(
    request: Request, house: Organisation, form: NewOfficerForm, *, status: int = 200
) -> HttpResponse:
    context = {"what": "officer", "house": house, "form": form}
    return render(request, "desk/house/form.html", context, status=status)


staff_add = form_and_act("org.manage", get=_staff_add_form, post=_staff_add)


def _hand_over(request: Request, handed: Handed) -> HttpResponse:
    """The one page that ever shows the password; no cache keeps it."""
    response = render(request, "desk/people/handed.html", {"handed": handed})
    response["Cache-Control"] = "no-store"
    return response


@writes
@officers
@holders_of("org.manage")
def account_act(request: Request, pk: UUID, act: str) -> HttpResponse:
    """Do something to the officer's account, with the reason."""
    staff, form = _officer(request, pk), ReasonForm(request.POST, auto_id=_ids(act))
    account = officers_accounts([staff.pk]).get(staff.pk)
    if act not in ACCOUNT_ACTS or account is None:
        raise Http404
    done = ACCOUNT_ACTS[act]
    facts = {"by": request.actor, "at": timezone.now()}
    result = form.is_valid() and heard(
        form, done.action, account.pk, reason=form.cleaned_data["reason"], **facts
    )
    if isinstance(result, Handed):
        return _hand_over(request, result)
    if result:
        news.success(request, _("Done: %(act)s") % {"act": done.word})
        return redirect("desk:staff_page", pk=pk)
    return render_officer(request, staff, status=422, **{act: form})


@writes
@officers
@holders_of("org.manage")
def account_give(request: Request, pk: UUID) -> HttpResponse:
    """Open an account for an officer who has none; the password is shown once, here."""
    staff, form = _officer(request, pk), AccountForm(request.POST, auto_id=_ids("open"))
    if form.is_valid():
        facts = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if handed := heard(form, identity.give_account, staff, **facts):
            return _hand_over(request, handed)
    return render_officer(request, staff, status=422, open=form)


def _acted(request: Request, pk: UUID, form: forms.Form, name: str, act: Any, words: str) -> Any:
    """The end of every act on an officer: back to his page, or his page with what was refused."""
    if form.is_valid() and heard(form, act, by=request.actor, at=timezone.now()) is not None:
        news.success(request, words)
        return redirect("desk:staff_page", pk=pk)
    return render_officer(request, _officer(request, pk), status=422, **{name: form})


@writes
@officers
@holders_of("org.manage")
def staff_dismiss(request: Request, pk: UUID) -> HttpResponse:
    """Record that an officer left."""
    staff = _officer(request, pk)
    form = ReasonForm(request.POST, auto_id=_ids("dismiss"))

    def act(**facts: Any) -> Staff:
        return actions.dismiss_staff(staff.pk, reason=form.cleaned_data["reason"], **facts)

    return _acted(request, pk, form, "dismiss", act, _("It is recorded that the officer left."))


@writes
@officers
@holders_of("org.manage")
def staff_move(request: Request, pk: UUID) -> HttpResponse:
    """Move the officer to another house."""
    staff = _officer(request, pk)
    form = MoveForm(request.POST, actor=request.actor, staff=staff, auto_id=_ids("move"))

    def act(**facts: Any) -> Staff:
        return actions.move_staff(staff.pk, **form.cleaned_data, **facts)

    return _acted(request, pk, form, "move", act, _("The officer is moved."))


@writes
@officers
@holders_of("org.manage")
def staff_take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take the officer back after he left."""
    staff, form = _officer(request, pk), ReasonForm(request.POST, auto_id=_ids("back"))

    def act(**facts: Any) -> Staff:
        return actions.take_back_staff(staff.pk, reason=form.cleaned_data["reason"], **facts)

    return _acted(request, pk, form, "back", act, _("The officer is back. Appoint him to a post."))


@writes
@officers
@holders_of("org.manage")
def staff_appoint(request: Request, pk: UUID) -> HttpResponse:
    """Appoint the officer to a post of his house."""
    staff = _officer(request, pk)
    form = HoldForm(request.POST, staff=staff, auto_id=_ids("hold"))

    def act(**facts: Any) -> Posting:
        return actions.appoint(staff, **form.cleaned_data, **facts)

    return _acted(request, pk, form, "hold", act, _("The officer is appointed."))


@writes
@officers
@holders_of("org.manage")
def posting_end(request: Request, posting_id: int) -> HttpResponse:
    """Let an officer hold a post no longer, from a day on."""
    posting, form = managed_posting(request.actor, posting_id), EndForm(request.POST)
    if posting is None:
        raise Http404

    def act(**facts: Any) -> Posting:
        return actions.end_posting(posting_id, until=form.cleaned_data["until"], **facts)

    return _acted(request, posting.staff_id, form, "end", act, _("The appointment ends then."))


@writes
@officers
@holders_of("org.manage")
def deputy_appoint(request: Request) -> HttpResponse:
    """Let somebody stand in for an absent officer."""
    mine = Staff.objects.visible_to(request.actor).select_related("organisation")
    staff = get_object_or_404(mine, pk=read_id(request.POST.get("holder")))
    ids = _ids("deputy")
    form = DeputyForm(request.POST, actor=request.actor, holder=staff, auto_id=ids)

    def act(**facts: Any) -> Deputyship:
        return actions.appoint_deputy(**form.cleaned_data, **facts)

    return _acted(request, staff.pk, form, "deputy", act, _("The deputy is appointed."))


@writes
@officers
@holders_of("org.manage")
def deputy_end(request: Request, deputyship_id: int) -> HttpResponse:
    """Let the holder take over again."""
    deputyship = managed_deputyship(request.actor, deputyship_id)
    if deputyship is None:
        raise Http404
    actions.end_deputyship(deputyship_id, by=request.actor, at=timezone.now())
    news.success(request, _("The officer acts for himself again."))
    return redirect("desk:staff_page", pk=deputyship.holder_id)
