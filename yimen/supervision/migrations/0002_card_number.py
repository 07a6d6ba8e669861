"""Cards are numbered one after another."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_first_release")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE IF NOT EXISTS supervision_card_number",
            "DROP SEQUENCE supervision_card_number",
        ),
    ]
