"""The hearing of a case on a page of its own, its acts, and all hearings under way."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases.models import Case
from yimen.cases.permissions import may_hear
from yimen.cases.queries import case_numbered
from yimen.cases.queries.hearings import hearings_under_way
from yimen.desk.forms.hearings import HearingForm
from yimen.desk.hearings import ACTS, Desk, desk_of
from yimen.desk.views.entry import officers
from yimen.desk.views.sheet import blob_answer
from yimen.kernel.errors import NotAllowed
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@reads
@officers
def case_hearing(request: Request, number: str) -> HttpResponse:
    """How the hearing stands, and what the officer may do about it."""
    case, desk = _found(request, number)
    return _page(request, case, desk)


@writes
@officers
def hearing_act(request: Request, number: str, what: str) -> HttpResponse:
    """Do one act on the hearing; a form that does not hold is shown again as typed."""
    if what not in ACTS:
        raise Http404
    case, desk = _found(request, number)
    one, form = ACTS[what], desk.form(what, request.POST, request.FILES)
    if form.is_valid():
        facts: dict[str, Any] = {**form.facts, "by": request.actor, "at": timezone.now()}
        if tried(form, one.action, case.pk, **facts):
            messages.success(request, _("Done: %(act)s") % {"act": one.label})
            return redirect("desk:case_hearing", number)
    elif not may_hear(request.actor, case, what):
        raise NotAllowed
    return _page(request, case, desk, bound={what: form}, status=422)


@reads
@officers
def hearing_paper(request: Request, number: str, hearing_id: UUID) -> HttpResponseBase:
    """The signed record of a hearing as a file."""
    case = case_numbered(number, request.actor)
    hearing = get_object_or_404(case.hearings.select_related("paper"), pk=hearing_id)
    if hearing.paper is None:
        raise Http404
    return blob_answer(request, hearing.paper)


@reads
@officers
def hearing_list(request: Request) -> HttpResponse:
    """The hearings about cases within one's scope that something is still to be done about."""
    rows = hearings_under_way(request.actor)
    return render(request, "desk/hearings/list.html", {"rows": rows})


def _found(request: Request, number: str) -> tuple[Case, Desk]:
    """The case with its hearing; where there is none it is for those who may begin one."""
    case = case_numbered(number, request.actor)
    desk = desk_of(request.actor, case, timezone.localdate())
    if desk.view is None and not desk.moves:
        raise NotAllowed
    return case, desk


def _page(
    request: Request,
    case: Case,
    desk: Desk,
    *,
    bound: dict[str, HearingForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "case": case,
        "view": desk.view,
        "cards": desk.cards(bound or {}),
        "primary": desk.primary,
        "bad_form": next(iter((bound or {}).values()), None),
    }
    return render(request, "desk/hearings/page.html", context, status=status)
