"""What was charged for a case, and entering it (收费登记)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.permissions import may_charge
from yimen.cases.queries import case_numbered, charges_of, fees_of
from yimen.desk.forms.charges import ChargeForm
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


case_charges = doors(get=charge_list, post=charge_add)


def _page(request: Request, case: Case, form: ChargeForm, *, status: int = 200) -> HttpResponse:
    charges = charges_of(case)
    context = {
        "case": case,
        "charges": charges,
        "total": sum(one.fen for one in charges),
        "form": form,
        "may_charge": may_charge(request.actor, case),
    }
    return render(request, "desk/cases/charges.html", context, status=status)
