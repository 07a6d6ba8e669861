"""Cases in pre-review, and those that wait for the applicant, are found without reading all."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open
STATES = ["passed", "prereview", "sent_back", "supplementing"]


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("cases", "0017_prereview")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS case_waiting"
                        " ON cases_case (state) WHERE state"
                        " IN ('passed', 'prereview', 'sent_back', 'supplementing')"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS case_waiting"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        fields=["state"],
                        name="case_waiting",
                        condition=models.Q(state__in=STATES),
                    ),
                )
            ],
        ),
    ]
