"""Under which answers what of a draft applies, and how the applicant will see the questions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.catalogue import actions
from yimen.catalogue.states import VersionState
from yimen.desk.forms.items.situations import SituationTable
from yimen.desk.items.situations import applying
from yimen.desk.views.entry import officers
from yimen.desk.views.items.drafts import draft_frame
from yimen.desk.views.items.kept import open_version
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.situations import SituationForm, answers_in
from yimen.ui.views import reads, writes

PART = "situations"


@reads
@officers
def situation_table(request: Request, code: str) -> HttpResponse:
    """Every row of the draft against every answer."""
    version = open_version(request, code, VersionState.DRAFT)
    context = {
        **draft_frame(request, version, PART),
        "page": "table",
        "table": SituationTable(version.content()),
    }
    return render(request, "desk/items/situation_table.html", context)


@writes
@officers
def situation_table_save(request: Request, code: str) -> HttpResponse:
    """Keep what was ticked; findings say what nobody can reach."""
    version = open_version(request, code, VersionState.DRAFT)
    table = SituationTable(version.content(), request.POST)
    actions.save_draft(
        version.pk,
        table.elements(),
        seen=request.POST.get("seen", ""),
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("The draft is saved."))
    return redirect("desk:situation_table", code=code)


@reads
@officers
def situation_preview(request: Request, code: str) -> HttpResponse:
    """The questions as the applicant sees them, and what applies to the answers tried."""
    version = open_version(request, code, VersionState.DRAFT)
    narrowed = version.narrowed(answers_in(version.situation_list, request.GET))
    context = {
        **draft_frame(request, version, PART),
        "page": "preview",
        "form": SituationForm(narrowed),
        "narrowed": narrowed,
        "lists": applying(narrowed),
    }
    return render(request, part("desk/items/situation_preview.html", "tried", request), context)
