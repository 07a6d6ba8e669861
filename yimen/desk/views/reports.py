"""Who did what: each officer's acts in a period, on time and late; on a page and as a workbook."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yimen.cases.queries import Report, reports
from yimen.desk.forms.answering import PeriodForm
from yimen.desk.views.entry import officers
from yimen.desk.workbooks import workbook
from yimen.files.rules import XLSX
from yimen.kernel.ids import read_id
from yimen.ui.request import Request
from yimen.ui.views import reads


@reads
@officers
def report(request: Request) -> HttpResponse:
    """My own acts, and those of the officers I manage."""
    form, rows = _asked(request)
    one = rows[0] if len(rows) == 1 else None
    busy = [row for row in rows if row.acts or row is one]
    period = {name: form[name].value() for name in ("since", "until")}
    context = {
        "form": form,
        "rows": busy,
        "idle": len(rows) - len(busy),
        "one": one,
        "period": urlencode(period),
        "chosen": request.GET.get("staff", ""),
    }
    status = 200 if form.is_valid() else 422
    return render(request, "desk/answering/report.html", context, status=status)


def _asked(request: Request) -> tuple[PeriodForm, list[Report]]:
    """The period asked for, or this month so far; and what was done in it."""
    today = timezone.localdate()
    asked: dict[str, Any] = {"since": today.replace(day=1), "until": today}
    asked |= {name: request.GET[name] for name in asked if name in request.GET}
    form = PeriodForm(asked)
    if not form.is_valid():
        return form, []
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    rows = reports(request.actor, since, until, _staff(request))
    if not rows:
        raise Http404
    return form, rows


def _staff(request: Request) -> UUID | None:
    asked = request.GET.get("staff")
    found = read_id(asked)
    if asked and found is None:
        raise Http404
    return found


@reads
@officers
def report_export(request: Request) -> HttpResponse:
    """The same as a workbook: one line for each officer and act."""
    form, rows = _asked(request)
    if not form.is_valid():
        raise Http404
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    book = workbook(f"{since} – {until}", _headings(), _lines(rows))
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="officers-{since}-{until}.xlsx"'
    return response


def _headings() -> list[str]:
    return [
        pgettext("in a report", "Organisation"),
        _("Officer"),
        _("Staff number"),
        _("Act"),
        _("Done"),
        _("On time"),
        _("Late"),
        _("Without a limit"),
    ]


def _lines(rows: list[Report]) -> Iterator[list[Any]]:
    for row in rows:
        who = [row.staff.organisation.name, row.staff.name, row.staff.number]
        for act in row.acts:
            counts = [act.done, act.on_time, act.late, act.done - act.timed]
            yield [*who, act.title, *counts]
