"""Filling the code tables of the field from the file beside the app."""

from csv import DictReader
from pathlib import Path

from django.db import transaction

from yimen.catalogue.models import Code

FILE = Path(__file__).resolve().parents[1] / "data" / "codes.csv"


@transaction.atomic
def load_code_tables() -> int:
    """Write every line of the code tables (GB/T 39046 and provinces); safe to repeat."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Code(position=place, **row) for place, row in enumerate(DictReader(lines))]
    Code.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["table", "scheme", "code"],
        update_fields=["name", "name_en", "position"],
    )
    return len(rows)
