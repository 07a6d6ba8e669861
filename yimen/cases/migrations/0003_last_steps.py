"""The screens in halls ask each organisation for the cases on which a step was taken last."""

from django.db import migrations, models
from django.db.models import F, OrderBy, Q
from django.db.models.functions import Greatest

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open
MOMENTS = ("filed_at", "originals_at", "accepted_at", "decided_at", "delivered_at", "ended_at")


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("cases", "0002_number_end")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS case_last_steps"
                        f" ON cases_case (organisation_id, (greatest({', '.join(MOMENTS)})) DESC,"
                        " id DESC) WHERE completed_at IS NOT NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS case_last_steps"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        F("organisation"),
                        OrderBy(Greatest(*MOMENTS), descending=True),
                        OrderBy(F("id"), descending=True),
                        name="case_last_steps",
                        condition=Q(completed_at__isnull=False),
                    ),
                )
            ],
        ),
    ]
