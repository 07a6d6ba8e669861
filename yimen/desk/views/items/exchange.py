"""Items in and out: the template, what one keeps as a file, and files brought in."""

import io
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.catalogue import actions, queries
from yimen.catalogue.models import ImportRun
from yimen.desk.forms.items.exchange import ImportForm
from yimen.desk.items.exchange import problem_lines
from yimen.desk.views.entry import holders_of, officers
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes

SHOWN_RUNS = 20


@reads
@officers
@holders_of("item.edit", "item.review")
def exchange(request: Request) -> HttpResponse:
    """What can be taken away, and what was brought in."""
    return _page(request, ImportForm())


def _page(request: Request, form: ImportForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "runs": queries.import_runs(request.actor)[:SHOWN_RUNS],
        "may_import": request.actor.holds("item.edit"),
    }
    return render(request, "desk/items/exchange/page.html", context, status=status)


@reads
@officers
@holders_of("item.edit", "item.review")
def exchange_template(request: Request) -> HttpResponseBase:
    """The empty workbook with explained headings and an example."""
    return _file(queries.template_file(), str(_("items template")), "xlsx")


@reads
@officers
@holders_of("item.edit", "item.review")
def exchange_export(request: Request, form: str) -> HttpResponseBase:
    """The items my posts keep, as a workbook or as JSON lines."""
    if form not in ImportRun.Format.values:
        raise Http404
    day = timezone.localdate().isoformat()
    made = queries.items_file(queries.kept_items(request.actor), form)
    return _file(made, str(_("items %(day)s")) % {"day": day}, form)


def _file(made: io.BytesIO, name: str, ending: str) -> HttpResponseBase:
    return FileResponse(made, as_attachment=True, filename=f"{name}.{ending}")


@writes
@officers
@holders_of("item.edit")
def exchange_begin(request: Request) -> HttpResponse:
    """Bring a file in: a job looks it through, nothing is changed yet."""
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        upload, hand_in = form.cleaned_data["file"], form.cleaned_data["hand_in"]
        facts: dict[str, Any] = {"hand_in": hand_in, "by": request.actor, "at": timezone.now()}
        if run := tried(form, actions.begin_import, upload.name, upload.read(), **facts):
            return redirect("desk:exchange_run", run_id=run.pk)
    return _page(request, form, status=422)


@reads
@officers
@holders_of("item.edit")
def exchange_run(request: Request, run_id: UUID) -> HttpResponse:
    """How far a file is, and what was found in it; asks again by itself while a job is at work."""
    run = _run(request, run_id)
    context = {"run": run, "counts": run.counts, "problems": problem_lines(run)}
    return render(request, part("desk/items/exchange/run.html", "run", request), context)


@writes
@officers
@holders_of("item.edit")
def exchange_confirm(request: Request, run_id: UUID) -> HttpResponse:
    """Take a file in that was looked through."""
    run = _run(request, run_id)
    actions.confirm_import(run.pk, by=request.actor, at=timezone.now())
    messages.success(request, _("The file is being taken in."))
    return redirect("desk:exchange_run", run_id=run.pk)


def _run(request: Request, run_id: UUID) -> ImportRun:
    """One's own file; anybody else's does not exist."""
    run: ImportRun = get_object_or_404(queries.import_runs(request.actor), pk=run_id)
    return run
