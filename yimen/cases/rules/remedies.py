"""Until when one may object to a decision: days of other laws, counted from its receipt."""

from dataclasses import dataclass
from datetime import date

from yimen.kernel.workdays import WorkCalendar

REVIEW_DAYS = 60  # Administrative Reconsideration Law (2023), art. 20
SUIT_MONTHS = 6  # Administrative Litigation Law, art. 46


@dataclass(frozen=True, slots=True)
class Remedies:
    """The last days to ask for reconsideration and to sue; a day off moves them on."""

    received: date
    review_by: date
    sue_by: date


def remedies(received: date, calendar: WorkCalendar) -> Remedies:
    """Both last days; the day of receipt itself does not count."""
    return Remedies(
        received,
        calendar.add_natural_days(received, REVIEW_DAYS),
        calendar.add_months(received, SUIT_MONTHS),
    )
