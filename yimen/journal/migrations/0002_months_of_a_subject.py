"""Heads know when their entries were entered, and one subject is read from its months alone."""

from pathlib import Path

from django.db import migrations

FOLDER = Path(__file__).parent / "sql"


def before() -> str:
    """The function as the first migration wrote it."""
    text = (FOLDER / "0001.sql").read_text()
    start = text.index("create function journal_write")
    return text[start : text.index("-- ---- checking")]


UNDO = f"""
drop function journal_of;
drop function journal_write;
{before()}
alter table journal_head drop column first_at, drop column last_at;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunSQL((FOLDER / "0002.sql").read_text(), UNDO)]
