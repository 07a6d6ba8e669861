"""Persons and organisations are found by their whole name."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("identity", "0004_authorisations")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS party_name"
                        " ON identity_party (name)"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS party_name"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="party", index=models.Index(fields=["name"], name="party_name")
                )
            ],
        ),
    ]
