"""The bulletin of a month: the cards that stand, as a page, a workbook and a paper."""

from datetime import date, timedelta
from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yimen.desk import bulletins, supervision
from yimen.desk.views.entry import officers, workers
from yimen.desk.workbooks import workbook
from yimen.files.rules import XLSX
from yimen.supervision.queries.picture import bulletin
from yimen.supervision.rules.rates import month_before
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@workers
def card_bulletin(request: Request) -> HttpResponse:
    """The yellow and red cards of a month that stand, by office, as a page to print."""
    month, now = _month(request), timezone.now()
    rows = bulletin(request.actor, month)
    after = _next(month)
    context = {
        "tabs": supervision.tabs(request.actor, "desk:card_bulletin"),
        "month": month,
        "before": month_before(month)[0],
        "after": after if after <= timezone.localdate(now) else None,
        "offices": [(one, list(cards)) for one, cards in groupby(rows, lambda c: c.organisation)],
        "sums": bulletins.sums(rows),
        "now": now,
    }
    return render(request, "desk/supervision/bulletin.html", context)


@reads
@officers
@workers
def card_bulletin_export(request: Request) -> HttpResponse:
    """The same as a workbook: one line for each card."""
    month = _month(request)
    lines = bulletins.lines(bulletin(request.actor, month))
    book = workbook(bulletins.title(month), bulletins.headings(), lines)
    return _file(book, XLSX, f"bulletin-{month:%Y-%m}.xlsx")


@reads
@officers
@workers
def card_bulletin_pdf(request: Request) -> HttpResponse:
    """The same as PDF/A."""
    month = _month(request)
    rows = bulletin(request.actor, month)
    paper = bulletins.bulletin_pdf(rows, month, house=request.actor.post_names, at=timezone.now())
    return _file(paper, "application/pdf", f"bulletin-{month:%Y-%m}.pdf")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _month(request: Request) -> date:
    """The month asked for, or this one."""
    today = timezone.localdate()
    asked = request.GET.get("month") or f"{today:%Y-%m}"
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Http404 from None
    if month.year < EARLIEST or month > today:
        raise Http404
    return month


EARLIEST = 2000


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
