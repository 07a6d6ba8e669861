"""An officer says himself when he is away and who stands in (AB岗)."""

from typing import Any

from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk.forms.absence import AbsenceForm
from yimen.desk.views.entry import officers
from yimen.orgs import actions
from yimen.orgs.models import Staff
from yimen.orgs.queries import (
    colleagues_of,
    deputising,
    lasting_grants,
    managed_deputyship,
    staff_rows,
)
from yimen.orgs.rules import may_entrust
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import doors, reads, writes


def _page(request: Request, form: AbsenceForm | None = None, *, status: int = 200) -> HttpResponse:
    today, me = timezone.localdate(), _me(request)
    (row,) = staff_rows(Staff.objects.visible_to(request.actor).filter(pk=me.pk), on=today)
    context: dict[str, Any] = {
        "row": row,
        "form": form or AbsenceForm(colleagues=colleagues_of(me), initial={"since": today}),
        "away": deputising(request.actor, on=today).away,
        "may_say": may_entrust(lasting_grants(me, on=today)),
    }
    return render(request, "desk/people/absence.html", context, status=status)


def _me(request: Request) -> Staff:
    seen = Staff.objects.visible_to(request.actor).select_related("organisation")
    return get_object_or_404(seen, pk=request.actor.staff_id)


def _absence(request: Request) -> HttpResponse:
    """Who stands in for me, for whom I do, and the form."""
    return _page(request)


def _absence_said(request: Request) -> HttpResponse:
    """Say that I am away."""
    form = AbsenceForm(request.POST, colleagues=colleagues_of(_me(request)))
    facts = {"by": request.actor, "at": timezone.now()}
    if form.is_valid():
        away = heard(form, actions.record_absence, **form.cleaned_data, **facts)
        if away is None:
            return _page(request, form, status=422)
        news.success(request, _("It is recorded. Your deputy is told."))
        return redirect("desk:absence")
    return _page(request, form, status=422)


absence = doors(get=reads(officers(_absence)), post=writes(officers(_absence_said)))


@writes
@officers
def absence_end(request: Request, deputyship_id: int) -> HttpResponse:
    """I am back: from today I act for myself."""
    mine = managed_deputyship(request.actor, deputyship_id)
    if mine is None or mine.holder_id != request.actor.staff_id:
        raise Http404
    actions.end_deputyship(mine.pk, by=request.actor, at=timezone.now())
    news.success(request, _("You act for yourself again."))
    return redirect("desk:absence")
