"""A notice may ask for answers about the situation to be corrected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_hearings"),
    ]

    operations = [
        migrations.AddField(
            model_name="supplement",
            name="situation",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="supplement",
            name="situation_before",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
