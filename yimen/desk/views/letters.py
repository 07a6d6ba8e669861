"""Letters of authorisation: issue, look at, print, revoke (首席代表)."""

from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk.forms.house import ReasonForm
from yimen.desk.forms.letters import LetterForm
from yimen.desk.views.entry import form_and_act, holders_of, officers
from yimen.desk.views.house import house_of
from yimen.orgs import actions
from yimen.orgs.messages import described
from yimen.orgs.models import Letter
from yimen.orgs.permissions import may_manage
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

SHOWN = 200


@reads
@officers
def letter_list(request: Request) -> HttpResponse:
    """My own letters, and those of the organisations I manage, newest first."""
    seen = Letter.objects.visible_to(request.actor)
    letters = seen.select_related("organisation", "hall", "officer").order_by("-issued_at", "-pk")
    today = timezone.localdate()
    context = {"rows": [(one, _state(one, today)) for one in letters[:SHOWN]]}
    return render(request, "desk/house/letters.html", context)


def _state(letter: Letter, today: Any) -> str:
    if letter.revoked_at:
        return "revoked"
    if letter.until <= today:
        return "over"
    return "ahead" if letter.since > today else "in_force"


@reads
@officers
def letter_page(request: Request, letter_id: UUID) -> HttpResponse:
    """One letter as it is printed."""
    return _letter(request, letter_id, ReasonForm())


def _letter(
    request: Request, letter_id: UUID, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    seen = Letter.objects.visible_to(request.actor)
    letter = get_object_or_404(
        seen.select_related("organisation", "hall", "officer", "issued_by"), pk=letter_id
    )
    context = {
        "letter": letter,
        "state": _state(letter, timezone.localdate()),
        "acts": [described(act) for act in letter.acts],
        "may_revoke": may_manage(request.actor, letter.organisation),
        "form": form,
    }
    return render(request, "desk/house/letter.html", context, status=status)


def _add_form(request: Request, pk: UUID) -> HttpResponse:
    """The form for a new letter of this organisation."""
    house, today = house_of(request, pk), timezone.localdate()
    return _form(request, house, LetterForm(house=house, initial={"since": today}))


def _form(request: Request, house: Any, form: LetterForm, *, status: int = 200) -> HttpResponse:
    context = {"house": house, "form": form}
    return render(request, "desk/house/letter_new.html", context, status=status)


def _add(request: Request, pk: UUID) -> HttpResponse:
    """Issue the letter."""
    house = house_of(request, pk)
    form = LetterForm(request.POST, house=house)
    if form.is_valid():
        said = form.cleaned_data["hall"], form.cleaned_data["officer"], form.terms
        facts = {"by": request.actor, "at": timezone.now()}
        if letter := heard(form, actions.issue_letter, house, *said, **facts):
            news.success(request, _("The letter is issued; it holds from its first day."))
            return redirect("desk:letter_page", letter_id=letter.pk)
    return _form(request, house, form, status=422)


letter_add = form_and_act("org.manage", get=_add_form, post=_add)


@writes
@officers
@holders_of("org.manage")
def letter_revoke(request: Request, letter_id: UUID) -> HttpResponse:
    """Revoke a letter, with the reason."""
    letter = get_object_or_404(Letter.objects.visible_to(request.actor), pk=letter_id)
    form = ReasonForm(request.POST)
    facts = {"by": request.actor, "at": timezone.now()}
    reason = form.cleaned_data.get("reason", "") if form.is_valid() else ""
    if reason and heard(form, actions.revoke_letter, letter.pk, reason=reason, **facts):
        news.success(request, _("The letter is revoked."))
        return redirect("desk:letter_page", letter_id=letter.pk)
    return _letter(request, letter.pk, form, status=422)
