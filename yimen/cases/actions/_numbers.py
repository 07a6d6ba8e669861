"""Case numbers: item code, day and the day's running number, taken late and never twice."""

import secrets
from datetime import date

from django.db import connection

from yimen.kernel.codes import make_case_number

# One statement, so that no two filings read the same number; the row stays locked until the
# filing commits, and a filing that fails gives its number back.
NEXT = """
    INSERT INTO cases_casenumber (code, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (code, day) DO UPDATE SET last = cases_casenumber.last + 1
    RETURNING last
"""


def take_number(code: str, day: date) -> str:
    """The next case number of the item on that day."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [code, day])
        (seq,) = cursor.fetchone()
    return make_case_number(code, day, seq)


def new_code() -> str:
    """Six digits, given to the applicant: to look the case up, or to fetch the result."""
    return f"{secrets.randbelow(10**6):06d}"
