"""Questions about the applicant's own case; their answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="situation",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
