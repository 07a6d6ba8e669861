"""What waits for its day is found without reading all versions."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("catalogue", "0009_rules_of_review")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS version_due_on"
                        " ON catalogue_itemversion (effective_on) WHERE state = 'scheduled'"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS version_due_on"],
                )
            ],
            [
                migrations.AddIndex(
                    "itemversion",
                    models.Index(
                        fields=["effective_on"],
                        condition=models.Q(("state", "scheduled")),
                        name="version_due_on",
                    ),
                )
            ],
        )
    ]
