"""Who does an open task of a case: hand it over, add a signer, remove one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.cases import actions
from yimen.cases.models import Case
from yimen.cases.permissions import may_arrange
from yimen.cases.queries import case_numbered
from yimen.desk.forms.arranging import ColleagueForm, ReasonForm
from yimen.desk.views.entry import officers
from yimen.kernel.errors import NotAllowed
from yimen.process.errors import TaskNotOpen
from yimen.process.models import Task
from yimen.process.queries import colleagues, open_tasks
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.views import reads, writes


@dataclass(frozen=True)
class Arrangement:
    """A card of the page: what it does, what it asks, what it says."""

    label: Any
    help: Any
    form: type[ReasonForm]
    action: Callable[..., Case]
    of_several: bool = False  #: only where several give an opinion


ARRANGEMENTS = {
    "assign": Arrangement(
        _("Hand to a colleague"),
        _("The task is in his hands from then on, and he is told."),
        ColleagueForm,
        actions.assign_task,
    ),
    "add-signer": Arrangement(
        _("Add a signer"),
        _("One officer more gives an opinion; the rule of the counter-signature counts him in."),
        ColleagueForm,
        actions.add_signer,
        of_several=True,
    ),
    "remove-signer": Arrangement(
        _("Remove this signer"),
        _("This opinion is no longer needed; the rule is decided without it."),
        ReasonForm,
        actions.remove_signer,
        of_several=True,
    ),
}


@reads
@officers
def task_page(request: Request, number: str, task_id: UUID) -> HttpResponse:
    """An open task, and what may be arranged about it."""
    case, task = _found(request, number, task_id)
    if task is None:
        raise TaskNotOpen
    return _page(request, case, task)


@writes
@officers
def task_arrange(request: Request, number: str, task_id: UUID, what: str) -> HttpResponse:
    """Do one of the arrangements."""
    if what not in ARRANGEMENTS:
        raise Http404
    one = ARRANGEMENTS[what]
    case, task = _found(request, number, task_id)
    form = one.form(request.POST, colleagues=_colleagues(task), auto_id=f"id_{what}_%s")
    if form.is_valid():
        facts: dict[str, Any] = {**form.cleaned_data, "by": request.actor, "at": timezone.now()}
        if tried(form, one.action, case.pk, task_id, **facts):
            messages.success(request, _("Done: %(act)s") % {"act": one.label})
            return redirect("desk:case_sheet", number=number)
    if task is None:
        raise TaskNotOpen
    return _page(request, case, task, bound={what: form}, status=422)


def _found(request: Request, number: str, task_id: UUID) -> tuple[Case, Task | None]:
    """The case with the task, if that is open still and his to arrange."""
    case = case_numbered(number, request.actor)
    task = next((task for task in open_tasks(case.pk) if task.pk == task_id), None)
    if task is not None and not may_arrange(request.actor, case, task):
        raise NotAllowed
    return case, task


def _colleagues(task: Task | None) -> list[Any]:
    return colleagues(task, on=timezone.localdate()) if task else []


def _page(
    request: Request,
    case: Case,
    task: Task,
    *,
    bound: dict[str, ReasonForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    others = [one for one in _colleagues(task) if one.pk != task.holder_id]
    cards = [
        (what, one, (bound or {}).get(what) or one.form(colleagues=others, auto_id=f"id_{what}_%s"))
        for what, one in ARRANGEMENTS.items()
        if task.seat or not one.of_several
    ]
    bad = next(iter((bound or {}).values()), None)
    context = {"case": case, "task": task, "cards": cards, "bad_form": bad}
    return render(request, "desk/cases/task.html", context, status=status)
