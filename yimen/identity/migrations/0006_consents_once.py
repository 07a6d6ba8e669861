"""A consent on paper is recorded once, however often its form is sent."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("identity", "0005_party_name")]

    operations = [
        migrations.AddField(
            model_name="agency", name="key", field=models.UUIDField(null=True, editable=False)
        ),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS"
                        " agency_recorded_once ON identity_agency (key) WHERE key IS NOT NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS agency_recorded_once"],
                )
            ],
            [
                migrations.AddConstraint(
                    model_name="agency",
                    constraint=models.UniqueConstraint(
                        fields=["key"],
                        condition=models.Q(key__isnull=False),
                        name="agency_recorded_once",
                    ),
                )
            ],
        ),
    ]
