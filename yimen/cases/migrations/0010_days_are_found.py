"""The cases accepted or ended on a day are found without going through all of them.

Block ranges suffice, for moments grow as the table does; a row costs nothing to enter there.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import migrations

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open
DAYS = {"case_accepted_days": "accepted_at", "case_ended_days": "ended_at"}


class Migration(migrations.Migration):
    atomic = False  # the indexes are built beside a running site

    dependencies = [("cases", "0009_urged_is_found")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS {name}"
                        f" ON cases_case USING brin ({column})"
                        " WITH (autosummarize = on, pages_per_range = 32)"
                    ],
                    [f"DROP INDEX CONCURRENTLY IF EXISTS {name}"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="case",
                    index=BrinIndex(
                        fields=[column], name=name, autosummarize=True, pages_per_range=32
                    ),
                )
            ],
        )
        for name, column in DAYS.items()
    ]
