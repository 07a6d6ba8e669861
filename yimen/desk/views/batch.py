"""Like cases handled together: looked through first, confirmed, told case by case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions, queries
from yimen.cases.actions.batches import BATCHED, Outcome
from yimen.cases.models import Case
from yimen.cases.rules.batches import MOST
from yimen.desk.acts import ACTS
from yimen.desk.forms.batch import BatchForm
from yimen.desk.views.entry import officers
from yimen.ui.request import Request
from yimen.ui.views import acts, reads


@reads
@officers
def batch(request: Request) -> HttpResponse:
    """What would happen to each of the chosen cases."""
    numbers = request.GET.getlist("case")
    if not numbers:
        messages.info(request, _("Choose cases in the list first."))
        return redirect("desk:work")
    return _preview(request, numbers)


@acts
@officers
def batch_do(request: Request) -> HttpResponse:
    """Do it to each, and say for each what became of it."""
    move = request.POST.get("move", "")
    if move not in BATCHED:
        raise Http404
    chosen = dict(one.rpartition(":")[::2] for one in request.POST.getlist("case"))
    form = BatchForm(request.POST, move=move)
    if not form.is_valid():
        return _preview(request, list(chosen), form)
    cases = list(Case.objects.visible_to(request.actor).filter(number__in=chosen).with_names())
    drawn = {case.pk: chosen[str(case.number)] for case in cases}  # the revision each page showed
    done = actions.act_on_each(
        move,
        [(pk, int(revision)) for pk, revision in drawn.items() if revision.isdecimal()],
        words=form.cleaned_data.get("words", ""),
        key=form.cleaned_data["key"],
        by=request.actor,
        at=timezone.now(),
    )
    return _told(request, move, {case.pk: case for case in cases}, done)


def _preview(request: Request, numbers: list[str], form: BatchForm | None = None) -> HttpResponse:
    plan = queries.batch_plan(request.actor, numbers)
    context: dict[str, Any] = {
        "plan": plan,
        "label": ACTS[plan.move].label if plan.move else "",
        "form": form or BatchForm(move=plan.move),
        "left_off": max(len(set(numbers)) - MOST, 0),
        "most": MOST,
    }
    return render(request, "desk/cases/batch.html", context, status=422 if form else 200)


def _told(
    request: Request, move: str, cases: dict[UUID, Case], done: list[Outcome]
) -> HttpResponse:
    rows = [(cases[one.case_id], one.error) for one in done]
    context = {
        "label": ACTS[move].label,
        "rows": rows,
        "done": sum(error is None for _case, error in rows),
        "refused": sum(error is not None for _case, error in rows),
    }
    return render(request, "desk/cases/batch_done.html", context)
