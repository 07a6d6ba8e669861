"""Scores at the desk: the ranking, a sheet, points by hand, publishing, titles."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages as news
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from yimen.desk import scores as shown
from yimen.desk.forms.scores import MarkForm, PublishForm
from yimen.desk.months import around, month_asked
from yimen.desk.views.entry import holders_of, officers, workers
from yimen.desk.views.sheet import blob_answer
from yimen.figures import permissions
from yimen.figures.actions import scoring
from yimen.figures.models import ScoreKind
from yimen.figures.queries import scores as queries
from yimen.figures.queries import sheets, titles
from yimen.figures.queries.monthly import bounds
from yimen.kernel.errors import NotAllowed
from yimen.supervision.rules.rates import month_before
from yimen.supervision.states import SUPERVISOR
from yimen.ui.forms import heard
from yimen.ui.request import Request
from yimen.ui.views import reads, writes

MOST_TITLES = 200


@reads
@officers
@workers
def score_list(request: Request) -> HttpResponse:
    """The scores of a month, best first."""
    kind = request.GET.get("kind") or ScoreKind.DEPARTMENT.value
    if kind not in ScoreKind.values:
        raise Http404
    if kind == ScoreKind.STAFF and not shown.is_superior(request.actor):
        return redirect("desk:score_mine")
    month, actor = month_asked(request), request.actor
    found = queries.ranking(kind, month, queries.offices_seen(actor, kind))
    context = {
        "tabs": shown.tabs(actor, kind, month),
        "kind": kind,
        "months": around(month),
        "rows": shown.rows(found),
        "facts": shown.figures(found),
        "is_closed": bool(found) and all(one.closed for one in found),
        "publish": _publishing(request, month, found),
        "due": _due(request, month),
    }
    return render(request, "desk/scores/list.html", context)


def _due(request: Request, month: date) -> date | None:
    """The month before this one, where this officer is to close it and does not look at it."""
    last = month_before(timezone.localdate())[0]
    return last if last != month and queries.unpublished(request.actor, last) else None


def _publishing(request: Request, month: date, found: Any) -> PublishForm | None:
    """The form that closes the month, once it is over, for whom it is to do."""
    is_over = bounds(month)[1] <= timezone.now()
    is_open = any(one.closed is None for one in found)
    if not (is_over and is_open and request.actor.holds(SUPERVISOR)):
        return None
    return PublishForm(houses=queries.houses_to_publish(request.actor))


@reads
@officers
def score_mine(request: Request) -> HttpResponse:
    """An officer's own score."""
    address = reverse("desk:score_sheet", args=[ScoreKind.STAFF, request.actor.staff_id])
    return redirect(address)


@reads
@officers
def score_sheet(request: Request, kind: str, subject_id: UUID) -> HttpResponse:
    """One score: its dimensions, and every point with the cards and cases behind it."""
    return _sheet(request, kind, subject_id)


def _seen(request: Request, kind: str, subject_id: UUID, month: date) -> queries.Scored:
    if kind not in ScoreKind.values:
        raise Http404
    found = sheets.scored_one(request.actor, kind, subject_id, month)
    if found is None:
        raise Http404
    return found


def _sheet(
    request: Request, kind: str, subject_id: UUID, *, bound: MarkForm | None = None
) -> HttpResponse:
    month, actor = month_asked(request), request.actor
    scored = _seen(request, kind, subject_id, month)
    may_mark = permissions.may_mark(actor, scored.organisation, scored.subject.staff)
    form = MarkForm(terms=scored.by.terms) if may_mark and scored.closed is None else None
    sheet = sheets.sheet_of(actor, scored, month)
    marks = sheets.marks_of(actor, scored.subject, month)
    context = {
        "tabs": shown.tabs(actor, "mine" if subject_id == actor.staff_id else kind, month),
        "kind": kind,
        "months": around(month),
        "sheet": sheet,
        "subject_id": subject_id,
        "bar": shown.bar(scored),
        "columns": shown.months(sheet.months),
        "marks": [(one, permissions.may_withdraw(actor, one)) for one in marks],
        "papers": sheets.papers_of(marks),
        "form": bound or form,
    }
    return render(request, "desk/scores/sheet.html", context, status=422 if bound else 200)


@writes
@officers
def mark_add(request: Request, kind: str, subject_id: UUID) -> HttpResponse:
    """Enter points the platform cannot know of."""
    month = month_asked(request)
    scored = _seen(request, kind, subject_id, month)
    if not permissions.may_mark(request.actor, scored.organisation, scored.subject.staff):
        raise NotAllowed
    form = MarkForm(request.POST, request.FILES, terms=scored.by.terms)
    if form.is_valid():
        data = dict(form.cleaned_data)
        who: dict[str, Any] = {"key": data.pop("key"), "by": request.actor, "at": timezone.now()}
        entered = scoring.Entered(**data)
        if heard(form, scoring.enter_mark, scored.subject, month, entered, **who) is not None:
            news.success(request, _("The points are entered."))
            return _to_sheet(kind, subject_id, month)
    return _sheet(request, kind, subject_id, bound=form)


def _to_sheet(kind: str, subject_id: UUID, month: date) -> HttpResponse:
    address = reverse("desk:score_sheet", args=[kind, subject_id])
    return redirect(f"{address}?month={month:%Y-%m}")


@writes
@officers
def mark_withdraw(request: Request, mark_id: UUID) -> HttpResponse:
    """Take back points that were entered."""
    mark = scoring.withdraw_mark(mark_id, by=request.actor, at=timezone.now())
    news.success(request, _("The points are taken back."))
    return _to_sheet(mark.kind, mark.staff_id or mark.organisation_id, mark.month)


@writes
@officers
@holders_of(SUPERVISOR)
def score_publish(request: Request) -> HttpResponse:
    """Close a month and publish it with its bulletin."""
    month = month_asked(request)
    form = PublishForm(request.POST, houses=queries.houses_to_publish(request.actor))
    if not form.is_valid():
        raise Http404
    house = form.cleaned_data["organisation"]
    scoring.publish_month(house.pk, month, by=request.actor, at=timezone.now())
    news.success(request, _("The month is closed; the bulletin shows its scores."))
    return redirect(f"{reverse('desk:card_bulletin')}?month={month:%Y-%m}")


@reads
@officers
@xframe_options_sameorigin
def score_file(request: Request, file_id: UUID) -> HttpResponseBase:
    """A paper of a mark or an appeal, for those who see the score."""
    blob = sheets.score_paper(request.actor, file_id)
    if blob is None:
        raise Http404
    return blob_answer(request, blob)


@reads
@officers
@workers
def title_list(request: Request) -> HttpResponse:
    """Red-flag windows and models of service: who has the title, and who is proposed."""
    actor = request.actor
    context = {
        "tabs": shown.tabs(actor, "titles"),
        "titles": titles.titles(actor)[:MOST_TITLES],
        "proposed": [
            (score, title, permissions.may_honour(actor, score.publication.organisation))
            for score, title in titles.to_confirm(actor)
        ],
    }
    return render(request, "desk/scores/titles.html", context)


@writes
@officers
def title_confirm(request: Request, score_id: UUID) -> HttpResponse:
    """Confirm a title that is proposed."""
    scoring.confirm_title(score_id, by=request.actor, at=timezone.now())
    news.success(request, _("The title is confirmed."))
    return redirect("desk:title_list")
