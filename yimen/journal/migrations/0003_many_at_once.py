"""One act on each of many subjects is written by statements over all of them."""

from pathlib import Path

from django.db import migrations

SQL = (Path(__file__).parent / "sql" / "0003.sql").read_text()
UNDO = """
drop function journal_write_many;
alter function journal_hash(journal_entry) immutable;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_months_of_a_subject")]

    operations = [migrations.RunSQL(SQL, UNDO)]
