"""Working days: Administrative Licensing Law, art. 82; Civil Code, arts. 201 to 203."""

from datetime import date, timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from yimen.api.errors import DaysInWrongOrder, SpanTooLong
from yimen.api.guards import reads
from yimen.api.schemas.problems import Problem
from yimen.api.schemas.workdays import CountAnswer, DayAnswer
from yimen.kernel.codes import parse_region_code
from yimen.kernel.workdays import WorkCalendar
from yimen.orgs.queries import calendar_for

router = Router()
MOST_WORKDAYS = 1000
MOST_DAYS = 3660
FIRST, LAST = date(1990, 1, 1), date(2190, 12, 31)
DAY = timedelta(days=1)

Day = Annotated[date, Query(ge=FIRST, le=LAST)]
Region = Annotated[str, Query(max_length=12)]
Amount = Annotated[int, Query(ge=-MOST_WORKDAYS, le=MOST_WORKDAYS)]


@router.get("/add", response={200: DayAnswer, 422: Problem}, operation_id="workdays_add")
@reads
def workdays_add(request: HttpRequest, date: Day, n: Amount, region: Region = "") -> Any:
    """The n-th working day after a day, which is not counted; before it if n is negative."""
    calendar = _calendar(region)
    answer = calendar.add(date, n)
    start, end = (date, answer) if n >= 0 else (answer - DAY, date - DAY)
    return {"date": answer, **_span(calendar, start, end)}


@router.get("/count", response={200: CountAnswer, 422: Problem}, operation_id="workdays_count")
@reads
def workdays_count(
    request: HttpRequest,
    first: Annotated[date, Query(alias="from", ge=FIRST, le=LAST)],
    last: Annotated[date, Query(alias="to", ge=FIRST, le=LAST)],
    region: Region = "",
) -> Any:
    """The working days from the first to the last day, both counted."""
    if first > last:
        raise DaysInWrongOrder(field="to")
    if (last - first).days >= MOST_DAYS:
        raise SpanTooLong(field="to", most=MOST_DAYS)
    calendar = _calendar(region)
    return {"days": calendar.count(first, last), **_span(calendar, first - DAY, last)}


def _calendar(region: str) -> WorkCalendar:
    return calendar_for(parse_region_code(region).value if region else "")


def _span(calendar: WorkCalendar, start: date, end: date) -> dict[str, Any]:
    """Every day of the span that is not what its weekday says, and those of the weekend."""
    worked = sorted(day for day in calendar.makeup if start < day <= end)
    return {
        "left_out": [{"date": d, "reason": why} for d, why in calendar.left_out(start, end)],
        "worked": [{"date": day, "reason": calendar.makeup[day]} for day in worked],
        "is_provisional": calendar.is_provisional(start, end),
    }
