"""What was charged for a case, and entering it (收费登记)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.permissions import may_charge
from yimen.cases.queries import case_numbered, charges_of, fees_of
from yimen.desk.forms.charges import ChargeForm, VoidForm
from yimen.desk.views.entry import officers
from yimen.kernel.errors import NotAllowed
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


@reads
@officers
def charge_list(request: Request, number: str) -> HttpResponse:
    """What the guide lets be charged, and what was."""
    case = case_numbered(number, request.actor)
    return _page(request, case, ChargeForm(fees=fees_of(case)))


@writes
@officers
def charge_add(request: Request, number: str) -> HttpResponse:
    """Enter a charge; what is beyond the guide is entered too, and told to who watches."""
    case = case_numbered(number, request.actor)
    if not may_charge(request.actor, case):
        raise NotAllowed
    form = ChargeForm(request.POST, fees=fees_of(case))
    if form.is_valid():
        said = {**form.facts, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.charge_case, case.pk, **said):
            messages.success(request, _("The charge is entered; the applicant sees it."))
            return redirect("desk:case_charges", number)
    return _page(request, case, form, status=422)


@writes
@officers
def charge_void(request: Request, number: str, charge_id: UUID) -> HttpResponse:
    """Strike out a charge that was entered by mistake or paid back."""
    case = case_numbered(number, request.actor)
    if not may_charge(request.actor, case):
        raise NotAllowed
    form = VoidForm(request.POST, auto_id=f"id_{charge_id}_%s")
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.void_charge, case.pk, charge_id, **said):
            messages.success(request, _("The charge is struck out; both can still be read."))
            return redirect("desk:case_charges", number)
    fresh = ChargeForm(fees=fees_of(case))
    return _page(request, case, fresh, void=(charge_id, form), status=422)


case_charges = doors(get=charge_list, post=charge_add)


def _page(
    request: Request,
    case: Case,
    form: ChargeForm,
    *,
    void: tuple[UUID, VoidForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    charges = charges_of(case)
    refused = dict([void]) if void else {}
    context = {
        "case": case,
        "charges": [
            (one, refused.get(one.pk) or VoidForm(auto_id=f"id_{one.pk}_%s")) for one in charges
        ],
        "total": sum(one.fen for one in charges if one.voided_at is None),
        "form": form,
        "bad_form": void[1] if void else form,
        "may_charge": may_charge(request.actor, case),
    }
    return render(request, "desk/cases/charges.html", context, status=status)
