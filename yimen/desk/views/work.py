"""The work list: what waits for this officer, his posts, his department; and who has it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.cases import actions, queries
from yimen.cases.models import Case
from yimen.cases.rules.work import HOUSE, WorkFilter
from yimen.desk import work as shown
from yimen.desk.forms.notes import ViewForm
from yimen.desk.views.entry import officers
from yimen.desk.workbooks import workbook
from yimen.files.rules import XLSX
from yimen.process.models import Task
from yimen.process.queries import open_tasks
from yimen.ui.forms import tried
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes

MOST_LINES = 2000  # of a workbook: what one reads in a day, and two seconds of the site


@reads
@officers
def work(request: Request) -> HttpResponse:
    """Open tasks of my posts, my hands, my department; the filters on top are also the counts."""
    return _list(request, asked(request), ViewForm())


def _list(
    request: Request, wanted: WorkFilter, keeping: ViewForm, *, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    after = request.GET.get("after", "")
    among = queries.waiting(request.actor, today, scope=wanted.scope)
    page = queries.work_list(request.actor, today=today, wanted=wanted, after=after, among=among)
    context: dict[str, Any] = {
        "page": page,
        "wanted": wanted,
        "newer": shown.address(wanted) if after else "",
        "older": shown.address(wanted, after=page.next) if page.next else "",
        "may_batch": wanted.scope != HOUSE,
    }
    if not request.htmx:
        counts = queries.work_counts(request.actor, today, among=among)
        context |= {
            "tabs": shown.tabs(wanted, queries.work_views(request.actor)),
            "filters": shown.chips(wanted, counts),
            "menus": shown.menus(wanted),
            "columns": [(n, c.word, n in wanted.shown) for n, c in shown.COLUMNS.items()],
            "export": shown.address(wanted),
            "keeping": keeping,
        }
    return render(request, part("desk/cases/work.html", "rows", request), context, status=status)


def asked(request: Request) -> WorkFilter:
    """What the address asks for; its columns come one by one from the form, or in one word."""
    columns = ",".join(request.GET.getlist("columns"))
    return WorkFilter.read({**request.GET.dict(), "columns": columns})


@reads
@officers
def work_export(request: Request) -> HttpResponse:
    """The list as a workbook: the same work, filters, order and columns; at most so many lines."""
    today, wanted = timezone.localdate(), asked(request)
    page = queries.work_list(request.actor, today=today, wanted=wanted, limit=MOST_LINES)
    book = workbook(
        shown.caption(page, today), shown.headings(wanted), shown.lines(wanted, page.rows)
    )
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="work-{today}.xlsx"'
    return response


@writes
@officers
def view_save(request: Request) -> HttpResponse:
    """Keep the filters and the order of the list under a name."""
    form, wanted = ViewForm(request.POST), WorkFilter.read(request.POST.dict())
    if form.is_valid():
        name, said = form.cleaned_data["name"], {"by": request.actor, "at": timezone.now()}
        if tried(form, actions.save_view, name, wanted.query, **said):
            messages.success(request, _("The view is kept."))
            return redirect(f"{reverse('desk:work')}{shown.address(wanted)}")
    return _list(request, wanted, form, status=422)


@writes
@officers
def view_forget(request: Request, view_id: UUID) -> HttpResponse:
    """Take a view of mine off the tabs."""
    actions.forget_view(view_id, by=request.actor, at=timezone.now())
    messages.success(request, _("The view is taken away."))
    return redirect("desk:work")


@writes
@officers
def task_claim(request: Request, number: str, task_id: UUID) -> HttpResponse:
    """Take a task in hand: others see who has it."""
    task = _task(request, number, task_id)
    actions.claim_task(task.subject, task.pk, by=request.actor, at=timezone.now())
    return redirect("desk:case_sheet", number=number)


@writes
@officers
def task_release(request: Request, number: str, task_id: UUID) -> HttpResponse:
    """Give a task back to the post."""
    task = _task(request, number, task_id)
    actions.release_task(task.subject, task.pk, by=request.actor, at=timezone.now())
    return redirect("desk:case_sheet", number=number)


def _task(request: Request, number: str, task_id: UUID) -> Task:
    case = get_object_or_404(Case.objects.visible_to(request.actor), number=number)
    task = next((task for task in open_tasks(case.pk) if task.pk == task_id), None)
    if task is None:
        raise Http404
    return task
