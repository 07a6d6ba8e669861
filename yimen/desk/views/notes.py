"""Beside the life of a case: notes among officers, and urging (催办)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions
from yimen.cases.permissions import may_note, may_urge
from yimen.cases.queries import case_numbered
from yimen.desk.forms.notes import NoteForm, UrgeForm
from yimen.desk.views.entry import officers
from yimen.desk.views.sheet import render_sheet
from yimen.kernel.errors import NotAllowed
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import acts


@acts
@officers
def note_write(request: Request, number: str) -> HttpResponse:
    """Write a note that only officers read."""
    case = case_numbered(number, request.actor)
    if not may_note(request.actor, case):
        raise NotAllowed
    form = NoteForm(request.POST)
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.note_case, case.pk, **said):
            messages.success(request, _("The note is written."))
            return redirect("desk:case_sheet", number=number)
    return render_sheet(request, number, said={"note_form": form}, status=422)


@acts
@officers
def case_urge(request: Request, number: str) -> HttpResponse:
    """Ask whoever has the case in hand to hurry."""
    case = case_numbered(number, request.actor)
    if not may_urge(request.actor, case):
        raise NotAllowed
    form = UrgeForm(request.POST)
    if form.is_valid():
        said = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, actions.urge_case, case.pk, **said):
            messages.success(request, _("Whoever has the case in hand is told."))
            return redirect("desk:case_sheet", number=number)
    return render_sheet(request, number, said={"urge_form": form}, status=422)
