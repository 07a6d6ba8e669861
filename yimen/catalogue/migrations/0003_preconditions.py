"""Versions whose materials are results of other items are found without reading all the others."""

from django.db import migrations

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open
FORWARD = f"""
{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS item_version_asks_for_results
    ON catalogue_itemversion (id) WHERE materials @? '$[*] ? (@.result_of != "")'
"""
BACKWARD = "DROP INDEX CONCURRENTLY IF EXISTS item_version_asks_for_results"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("catalogue", "0002_published_never_changes")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
