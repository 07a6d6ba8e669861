"""What anybody with number and code may know of a case."""

from datetime import date, datetime

from ninja import Schema


class Step(Schema):
    """One act in plain words."""

    kind: str
    at: datetime
    title: str


class CaseStatus(Schema):
    """Where a case stands; the applicant's name is masked."""

    number: str
    item_name: str
    organisation_name: str
    applicant_name: str
    state: str
    state_name: str
    filed_on: date
    due_on: date | None
    is_open: bool
    steps: list[Step]
