"""A line of a published score: what is behind it, what is said against it, what was decided."""

from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.desk import scores as shown
from yimen.desk.forms.scores import AppealForm, DecideForm
from yimen.desk.views.entry import officers
from yimen.figures import permissions
from yimen.figures.actions import appeals
from yimen.figures.models import ScoreAppeal, ScoreLine
from yimen.figures.queries import appeals as queries
from yimen.figures.queries import sheets
from yimen.kernel.errors import NotAllowed
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

MOST = 100


@reads
@officers
def appeal_list(request: Request) -> HttpResponse:
    """What was said against scores I may see, what is to be decided first."""
    context = {
        "tabs": shown.tabs(request.actor, "appeals"),
        "rows": queries.with_rules(queries.appeals_seen(request.actor)[:MOST]),
    }
    return render(request, "desk/scores/appeals.html", context)


@reads
@officers
def line_page(request: Request, line_id: UUID) -> HttpResponse:
    """One line of a published score."""
    return _page(request, _seen(request, line_id))


def _seen(request: Request, line_id: UUID) -> ScoreLine:
    line = queries.line_seen(request.actor, line_id)
    if line is None:
        raise Http404
    return line


def _page(request: Request, line: ScoreLine, *, status: int = 200, **bound: Any) -> HttpResponse:
    view = queries.line_view(request.actor, line)
    appeal, actor = view.appeal, request.actor
    may_appeal = permissions.may_appeal_now(actor, line, timezone.localdate())
    is_open = appeal is not None and appeal.state == ScoreAppeal.State.OPEN
    context = {
        "tabs": shown.tabs(actor, "appeals"),
        "line": line,
        "view": view,
        "papers": sheets.papers_of([appeal] if appeal else []),
        "subject_id": line.score.staff_id or line.score.organisation_id,
        "appeal_form": AppealForm() if may_appeal else None,
        "decide_form": DecideForm() if is_open and _may_decide(request, line, appeal) else None,
        **bound,
    }
    return render(request, "desk/scores/line.html", context, status=status)


def _may_decide(request: Request, line: ScoreLine, appeal: ScoreAppeal | None) -> bool:
    if appeal is None:
        return False
    appeal.line = line
    return permissions.may_decide(request.actor, appeal, queries.makers_of(appeal))


@writes
@officers
def line_appeal(request: Request, line_id: UUID) -> HttpResponse:
    """The unit speaks against a line."""
    line = _seen(request, line_id)
    if not permissions.may_appeal(request.actor, line):
        raise NotAllowed
    form = AppealForm(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        who: dict[str, Any] = {"key": data["key"], "by": request.actor, "at": timezone.now()}
        what = (line.pk, data["text"], data["papers"])
        if heard(form, appeals.appeal_line, *what, **who) is not None:
            news.success(request, _("Somebody who did not make the line will decide."))
            return redirect("desk:score_line", line.pk)
    return _page(request, line, status=422, appeal_form=form)


@writes
@officers
def appeal_decide(request: Request, line_id: UUID) -> HttpResponse:
    """Decide what was said against a line."""
    line = _seen(request, line_id)
    appeal = ScoreAppeal.objects.visible_to(request.actor).filter(line=line).first()
    if appeal is None or not _may_decide(request, line, appeal):
        raise NotAllowed
    form = DecideForm(request.POST)
    if form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
        if _decided(form, appeal.pk, **who) is not None:
            news.success(request, _("The appeal is decided."))
            return redirect("desk:score_line", line.pk)
    return _page(request, line, status=422, decide_form=form)


def _decided(form: DecideForm, appeal_id: UUID, **who: Any) -> ScoreAppeal | None:
    data = form.cleaned_data
    if data["is_upheld"]:
        what = (appeal_id, data["text"], data["points"] or 0)
        return heard(form, appeals.uphold_appeal, *what, **who)
    return heard(form, appeals.dismiss_appeal, appeal_id, data["text"], **who)
