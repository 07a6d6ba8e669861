"""What a site visit, a hearing, a notice record besides the opinion."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_situations"),
    ]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="facts",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
