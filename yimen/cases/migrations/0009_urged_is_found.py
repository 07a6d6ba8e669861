"""The few urged cases are found by an index of their own."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("cases", "0008_first_asked_is_found")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS case_urged"
                        " ON cases_case (urged_at) WHERE urged_at IS NOT NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS case_urged"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        fields=["urged_at"],
                        name="case_urged",
                        condition=models.Q(urged_at__isnull=False),
                    ),
                )
            ],
        ),
    ]
