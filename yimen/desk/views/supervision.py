"""Supervision at the desk: what stands against an office, what is due, the picture, bulletins."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yimen.cases import queries as cases
from yimen.cases.rules.work import HOUSE, MINE, NEAR, WorkFilter
from yimen.desk import supervision as shown
from yimen.desk.views.entry import holders_of, officers, workers
from yimen.desk.workbooks import workbook
from yimen.files.rules import XLSX
from yimen.supervision.messages.cards import headline, stated
from yimen.supervision.models import Card
from yimen.supervision.queries import picture
from yimen.supervision.states import KEEPER, SUPERVISOR, UNIT, Level
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
@workers
def card_unit(request: Request) -> HttpResponse:
    """What stands against our offices, what is about to, and what others have in hand."""
    now = timezone.now()
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_unit"),
        "against": picture.against(request.actor),
        "about_to": picture.about_to(request.actor, now=now),
        "under_review": picture.under_review(request.actor),
        "today": timezone.localdate(now),
    }
    return render(request, "desk/supervision/unit.html", context)


@reads
@officers
@workers
def card_near(request: Request) -> HttpResponse:
    """Early warning: what is due within two days, in my hands and in my department."""
    today, after = timezone.localdate(), request.GET.get("after", "")
    mine = WorkFilter(scope=MINE, due=NEAR)
    house = WorkFilter(scope=HOUSE, due=NEAR)
    page = cases.work_list(request.actor, today=today, wanted=house, after=after)
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_near"),
        "mine": cases.work_list(request.actor, today=today, wanted=mine),
        "house": page,
        "newer": "?" if after else "",
        "older": f"?after={page.next}" if page.next else "",
    }
    return render(request, "desk/supervision/near.html", context)


@reads
@officers
@holders_of(SUPERVISOR, KEEPER, UNIT)
def card_picture(request: Request) -> HttpResponse:
    """Regions, departments and months: this year so far, and the last twelve months."""
    today = timezone.localdate()
    offices = picture.by_office(request.actor, since=today.replace(month=1, day=1), today=today)
    months = picture.trend(request.actor, today=today)
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_picture"),
        "offices": offices,
        "regions": picture.by_region(offices),
        "months": months,
        "chart": _chart(months),
        "year": today.year,
    }
    return render(request, "desk/supervision/picture.html", context)


def _chart(months: list[picture.MonthRow]) -> dict[str, Any]:
    """What the chart draws; the table below it says the same."""
    return {
        "months": [date_format(row.month, "Y-m") for row in months],
        "series": [
            {"name": str(Level(level).label), "level": level, "values": values}
            for level, values in (
                (Level.WARNING, [row.warnings for row in months]),
                (Level.YELLOW, [row.yellow for row in months]),
                (Level.RED, [row.red for row in months]),
            )
        ],
    }


@reads
@officers
@workers
def card_bulletin(request: Request) -> HttpResponse:
    """The cards of a month that stand, by office, as a page to print."""
    month = _month(request)
    rows = picture.bulletin(request.actor, month)
    context = {
        "tabs": shown.tabs(request.actor, "desk:card_bulletin"),
        "month": month,
        "before": _shifted(month, -1),
        "after": _shifted(month, 1) if _shifted(month, 1) <= timezone.localdate() else None,
        "offices": [(office, list(cards)) for office, cards in groupby(rows, _office)],
        "sums": _sums(rows),
        "now": timezone.now(),
    }
    return render(request, "desk/supervision/bulletin.html", context)


def _office(card: Card) -> Any:
    return card.organisation


def _sums(rows: list[Card]) -> dict[str, int]:
    red = sum(card.level == Level.RED for card in rows)
    return {
        "red": red,
        "yellow": len(rows) - red,
        "offices": len({card.organisation_id for card in rows}),
    }


def _month(request: Request) -> date:
    """The month asked for, or the last that is over."""
    asked = request.GET.get("month")
    today = timezone.localdate()
    if asked is None:
        return _shifted(today, -1)
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Http404 from None
    if month.year < 2000 or month > today:
        raise Http404
    return month


def _shifted(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


@reads
@officers
@workers
def card_bulletin_export(request: Request) -> HttpResponse:
    """The same as a workbook: one line for each card."""
    month = _month(request)
    rows = picture.bulletin(request.actor, month)
    book = workbook(f"{month:%Y-%m}", _headings(), _lines(rows))
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="bulletin-{month:%Y-%m}.xlsx"'
    return response


def _headings() -> list[str]:
    return [
        _("Office"),
        _("Region"),
        _("Number of the card"),
        _("Level"),
        _("Rule"),
        _("Item"),
        _("Case number"),
        _("Reached"),
        _("What happened"),
        pgettext("of a card", "State"),
    ]


def _lines(rows: list[Card]) -> Iterator[list[Any]]:
    for card in rows:
        yield [
            card.organisation.name,
            card.organisation.region.name,
            card.number or "",
            str(Level(card.level).label),
            f"{card.code} {headline(card)}",
            card.case.version.name if card.case else "",
            (card.case.number or "") if card.case else "",
            timezone.localtime(card.reached_at).strftime("%Y-%m-%d %H:%M"),
            stated(card),
            card.get_state_display(),
        ]
