"""The bulletin of a month: the cards that stand, as a page, a workbook and a paper."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yimen.desk import bulletins, supervision
from yimen.desk import scores as shown
from yimen.desk.months import around, month_asked
from yimen.desk.views.entry import officers, workers
from yimen.desk.workbooks import workbook
from yimen.figures.queries.scores import bulletin_scores
from yimen.figures.queries.titles import titles
from yimen.files.rules import XLSX
from yimen.supervision.queries.picture import bulletin
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@workers
def card_bulletin(request: Request) -> HttpResponse:
    """The yellow and red cards of a month that stand, by office, as a page to print."""
    month, now = month_asked(request), timezone.now()
    rows, scores = bulletin(request.actor, month), bulletin_scores(request.actor, month)
    months = around(month)
    context = {
        "tabs": supervision.tabs(request.actor, "desk:card_bulletin"),
        "month": month,
        "before": months.before,
        "after": months.after,
        "offices": [(one, list(cards)) for one, cards in groupby(rows, lambda c: c.organisation)],
        "sums": bulletins.sums(rows),
        "scores": scores,
        "score_note": shown.bulletin_note(scores),
        "titles": titles(request.actor, month),
        "now": now,
    }
    return render(request, "desk/supervision/bulletin.html", context)


@reads
@officers
@workers
def card_bulletin_export(request: Request) -> HttpResponse:
    """The same as a workbook: one line for each card, and a sheet of scores."""
    month = month_asked(request)
    lines = bulletins.lines(bulletin(request.actor, month))
    scores = bulletin_scores(request.actor, month)
    book = workbook(bulletins.title(month), bulletins.headings(), lines, shown.page(scores))
    return _file(book, XLSX, f"bulletin-{month:%Y-%m}.xlsx")


@reads
@officers
@workers
def card_bulletin_pdf(request: Request) -> HttpResponse:
    """The same as PDF/A."""
    month = month_asked(request)
    rows = bulletin(request.actor, month)
    scores = shown.on_paper(bulletin_scores(request.actor, month), titles(request.actor, month))
    house = request.actor.post_names
    paper = bulletins.bulletin_pdf(rows, month, scores, house=house, at=timezone.now())
    return _file(paper, "application/pdf", f"bulletin-{month:%Y-%m}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
