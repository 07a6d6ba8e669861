"""Numbers of cases and of written notices: taken late, never twice, none left out."""

import secrets
from datetime import date

from django.db import connection

from yimen.cases.rules.notices import document_number
from yimen.kernel.codes import make_case_number
from yimen.orgs.models import Organisation

# One statement, so that no two filings read the same number; the row stays locked until the
# filing commits, and a filing that fails gives its number back.
NEXT = """
    INSERT INTO cases_casenumber (code, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (code, day) DO UPDATE SET last = cases_casenumber.last + 1
    RETURNING last
"""
NEXT_NOTICE = """
    INSERT INTO cases_noticenumber (organisation_id, year, last) VALUES (%s, %s, 1)
    ON CONFLICT (organisation_id, year) DO UPDATE SET last = cases_noticenumber.last + 1
    RETURNING last
"""


def take_number(code: str, day: date) -> str:
    """The next case number of the item on that day."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [code, day])
        (seq,) = cursor.fetchone()
    return make_case_number(code, day, seq)


def take_notice_number(office: Organisation, year: int) -> str:
    """The next number of a written notice of the office in that year (发文字号)."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NOTICE, [office.pk, year])
        (running,) = cursor.fetchone()
    return document_number(office.short_name or office.name, year, running)


def new_code() -> str:
    """Six digits, given to the applicant: to look the case up, or to fetch the result."""
    return f"{secrets.randbelow(10**6):06d}"
