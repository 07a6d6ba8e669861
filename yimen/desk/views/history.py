"""The history of older systems: the logs that were taken over, and what each tells."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yimen.desk.history import bars_of, facts_of, shares_of
from yimen.desk.views.entry import holders_of, officers
from yimen.figures.queries.logs import levels_of
from yimen.figures.queries.logs import log_list as logs_of
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@holders_of("case.supervise")
def log_list(request: Request) -> HttpResponse:
    """The event logs that were taken over, newest first."""
    return render(request, "desk/history/list.html", {"logs": logs_of(request.actor)})


@reads
@officers
@holders_of("case.supervise")
def log_report(request: Request, log_id: UUID) -> HttpResponse:
    """How many cases of a log ended late and by how much, and where time went."""
    log = get_object_or_404(logs_of(request.actor), pk=log_id)
    context = {
        "log": log,
        "facts": facts_of(log),
        "late": bars_of(log),
        "levels": levels_of(log, at=timezone.now()),
        "channels": shares_of(log),
        "activities": log.report["activities"],
        "has_work": any(row["working"][0] is not None for row in log.report["activities"]),
    }
    return render(request, "desk/history/report.html", context)
