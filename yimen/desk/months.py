"""The month a page is about."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.utils import timezone

from yimen.supervision.rules.rates import month_before
from yimen.ui.request import Request

EARLIEST = 2000


@dataclass(frozen=True)
class Months:
    """A month, the one before, and the one after unless that is still to come."""

    month: date
    before: date
    after: date | None


def month_asked(request: Request) -> date:
    """The month asked for, or this one; a month still to come is none."""
    today = timezone.localdate()
    asked = request.GET.get("month") or f"{today:%Y-%m}"
    try:
        month = date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Http404 from None
    if month.year < EARLIEST or month > today:
        raise Http404
    return month


def around(month: date) -> Months:
    """Where one goes from a month."""
    after = (month + timedelta(days=31)).replace(day=1)
    return Months(month, month_before(month)[0], after if after <= timezone.localdate() else None)
