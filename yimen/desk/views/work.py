"""The work list: what waits for this officer's posts, most urgent first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from yimen.cases import actions, queries
from yimen.cases.models import Case
from yimen.cases.queries import WorkCounts
from yimen.desk.views.entry import officers
from yimen.kernel.actor import Actor
from yimen.process.models import Task
from yimen.process.queries import open_tasks
from yimen.process.rules.holding import is_free_for
from yimen.ui.request import Request
from yimen.ui.shortcuts import part
from yimen.ui.views import reads, writes

#: the filters that are also counts: word, query, tone when not nought
FILTERS: tuple[tuple[Any, dict[str, str], str], ...] = (
    (_("All"), {}, ""),
    (_("To accept"), {"kind": "accept"}, ""),
    (_("To examine"), {"kind": "examine"}, ""),
    (_("To decide"), {"kind": "decide"}, ""),
    (_("To deliver"), {"kind": "issue"}, ""),
    (_("Due soon"), {"due": "near"}, "is-near"),
    (_("Overdue"), {"due": "over"}, "is-over"),
    (_("In my hands"), {"due": "mine"}, ""),
)


@reads
@officers
def work(request: Request) -> HttpResponse:
    """Open tasks of my posts; the filters on top are also the counts."""
    today = timezone.localdate()
    chosen = {name: request.GET[name] for name in ("kind", "due") if request.GET.get(name)}
    kind, due, after = (request.GET.get(name, "") for name in ("kind", "due", "after"))
    page = queries.work_list(request.actor, today=today, kind=kind, due=due, after=after)
    context = {
        "page": page,
        "filters": _filters(queries.work_counts(request.actor, today=today), chosen),
        "newer": f"?{urlencode(chosen)}" if after else "",
        "older": f"?{urlencode({**chosen, 'after': page.next})}" if page.next else "",
    }
    return render(request, part("desk/cases/work.html", "rows", request), context)


def _filters(counts: WorkCounts, chosen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "word": word,
            "count": (count := _count(counts, **query)),
            "link": f"?{urlencode(query)}",
            "is_current": query == chosen,
            "tone": tone if count else "",
        }
        for word, query, tone in FILTERS
    ]


def _count(counts: WorkCounts, kind: str = "", due: str = "") -> int:
    return counts.kinds.get(kind, 0) if kind else getattr(counts, due or "total")


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


@dataclass(frozen=True)
class Held:
    """An open task of a case, and whether I may take it or give it back."""

    task: Task
    may_claim: bool
    may_release: bool


def held(actor: Actor, case: Case, tasks: Iterable[Task]) -> list[Held]:
    """The open tasks of a case, with what the actor may do about their holder."""
    office = case.organisation
    found = []
    for task in tasks:
        mine = actor.may(task.grant, path=office.path, region=office.region_id)
        free = task.holder_id is None
        may_release = mine and not free and is_free_for(actor, task.holder_id)
        found.append(Held(task, may_claim=mine and free, may_release=may_release))
    return found
