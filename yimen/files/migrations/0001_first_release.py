"""Uploaded files."""

from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("files", "0001_initial"),
    ]

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Blob",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=255)),
                ("stored_by", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
    ]
