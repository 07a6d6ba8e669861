"""Doing something to a case: one address for all acts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases.queries import case_numbered
from yimen.desk.acts import ACTS, form_of
from yimen.desk.views.entry import officers
from yimen.desk.views.sheet import render_sheet
from yimen.kernel.errors import DomainError, NotAllowed
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import acts


@acts
@officers
def case_act(request: Request, number: str, move: str) -> HttpResponse:
    """Do one act; a form that does not hold shows the sheet again with everything typed."""
    if move not in ACTS:
        raise Http404
    case = case_numbered(number, request.actor)
    act = ACTS[move]
    form = form_of(move, request.actor, case, request.POST)
    if form.is_valid():
        facts = {**form.facts, "by": request.actor, "at": timezone.now()}
        try:
            is_done = tried(form, act.action, case.pk, **facts)
        except NotAllowed:
            raise
        except DomainError as error:  # somebody was quicker: nothing typed is lost
            return render_sheet(
                request, number, bound={move: form}, error=error, status=error.status
            )
        if is_done:
            messages.success(request, _("Done: %(act)s") % {"act": act.label})
            return redirect("desk:case_sheet", number=number)
    return render_sheet(request, number, bound={move: form}, status=422)
