"""The process of an item version as it was drawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_scheduled_versions_stand"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="drawing",
            field=models.TextField(blank=True, db_default=""),
        ),
    ]
