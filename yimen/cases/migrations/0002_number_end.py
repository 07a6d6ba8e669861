"""A case is found by the end of its number: by the beginning of the number read backwards."""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Reverse

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("cases", "0001_first_release")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS case_number_end"
                        " ON cases_case ((reverse(number)) text_pattern_ops)"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS case_number_end"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(
                        OpClass(Reverse("number"), "text_pattern_ops"), name="case_number_end"
                    ),
                )
            ],
        ),
    ]
