"""Noticing that the same thing was asked for before."""

from django.db.models import QuerySet

from yimen.cases.models import Case


def open_duplicates(case: Case) -> QuerySet[Case]:
    """Other open cases of the same applicant for the same item: noticed, not forbidden."""
    same = Case.objects.filter(applicant_id=case.applicant_id, item_id=case.item_id)
    return same.open().exclude(pk=case.pk).order_by("pk")
