"""What an applicant may still wish for: how the result comes, and that it be renewed."""

from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.models.results import FollowUp
from yimen.cases.states import ENDED, State
from yimen.portal.doors import applicants
from yimen.portal.forms.apply import DeliveryForm
from yimen.portal.views.mine import own
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes

DELIVERED = ENDED | {State.DELIVERED}


@reads
@applicants
def case_delivery_page(request: Request, number: str) -> HttpResponse:
    """The ways, with what was wished so far."""
    case = _undelivered(request, number)
    wish = {"way": case.delivery_way or "window", "address": case.delivery_address}
    return _page(request, case, DeliveryForm(initial=wish))


@writes
@applicants
def case_delivery_save(request: Request, number: str) -> HttpResponse:
    """Keep the wish."""
    case, form = _undelivered(request, number), DeliveryForm(request.POST)
    if form.is_valid():
        facts = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.choose_delivery, case.pk, **facts):
            messages.success(request, _("Saved: the result comes this way."))
            return redirect("portal:case_page", number)
    return _page(request, case, form, status=422)


case_delivery = doors(get=case_delivery_page, post=case_delivery_save)


@writes
@applicants
def result_renew(request: Request, result_id: UUID) -> HttpResponse:
    """Begin the renewal of a result; pressed twice on a day it is one draft."""
    now = timezone.now()
    draft_id = uuid5(result_id, f"{request.user.pk}:{timezone.localdate(now)}")
    draft = actions.follow_up_result(
        result_id,
        purpose=FollowUp.Purpose.RENEWAL,
        case_id=draft_id,
        by=request.actor,
        at=now,
    )
    if draft.state != State.DRAFT:
        return redirect("portal:case_page", draft.number)
    return redirect("portal:apply_resume", draft.pk)


def _undelivered(request: Request, number: str) -> Case:
    case = own(request, number)
    if case.state in DELIVERED:
        raise Http404
    return case


def _page(request: Request, case: Case, form: DeliveryForm, *, status: int = 200) -> HttpResponse:
    context = {"case": case, "form": form, "section": "cases"}
    return render(request, "portal/cases/delivery.html", context, status=status)
