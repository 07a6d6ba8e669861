"""How long a result is valid, and on which grounds it loses its force (arts. 8, 50, 69, 70)."""

from datetime import date, timedelta

from yimen.kernel.workdays import WorkCalendar, months_after

#: art. 69: five grounds on which it may be revoked, and fraud, on which it must be.
REVOKE_GROUNDS = ("abuse", "beyond_power", "procedure", "unqualified", "other_law", "fraud")
#: art. 8: the law changed, or the circumstances did, and the public interest demands it.
RECALL_GROUNDS = ("law_changed", "circumstances")
NOT_RENEWED = "not_renewed"  #: its term is over and nobody renewed it (art. 70 no. 1)
#: art. 70: six grounds.
ANNUL_GROUNDS = (NOT_RENEWED, "person_gone", "body_gone", "ended", "force_majeure", "other_law")
GROUNDS = {"revoke": REVOKE_GROUNDS, "recall": RECALL_GROUNDS, "annul": ANNUL_GROUNDS}
WHO = ("own", "superior")  #: who revokes: the authority that decided, or the one above it
RENEWAL_DAYS = 30  # working days before expiry by which renewal is applied for (art. 50)


def last_day(start: date, months: int | None) -> date | None:
    """The last day a result made on this day is valid; none: without end."""
    return months_after(start, months) - timedelta(days=1) if months else None


def renewed_from(made: date, earlier_until: date | None) -> date:
    """A renewal in time joins on to the earlier result; a late one begins when it is made."""
    return max(made, earlier_until + timedelta(days=1)) if earlier_until else made


def renew_by(until: date, calendar: WorkCalendar) -> date:
    """The last day to apply for renewal in time: thirty working days before expiry (art. 50)."""
    return calendar.add(until, -RENEWAL_DAYS)
