"""What an officer answers for is found by an index, and green days stand only where green is."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("cases", "0007_answering")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS case_first_asked"
                        " ON cases_case (first_asked, id DESC)"
                        " WHERE first_asked IS NOT NULL AND ended_at IS NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS case_first_asked"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        fields=["first_asked", "-id"],
                        name="case_first_asked",
                        condition=models.Q(first_asked__isnull=False, ended_at__isnull=True),
                    ),
                )
            ],
        ),
        ValidateConstraint("case", "case_green_days_iff_green"),
    ]
