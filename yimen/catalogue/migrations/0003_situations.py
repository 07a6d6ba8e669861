"""Questions about the applicant's own case; their answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_published_never_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="situations",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="terms",
            field=models.JSONField(db_default=[], default=list),
        ),
    ]
