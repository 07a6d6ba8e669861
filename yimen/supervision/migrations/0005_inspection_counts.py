"""A plan of inspection may take more cases of one office than of another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_cameras")]

    operations = [
        migrations.AddField(
            model_name="inspectionplan",
            name="counts",
            field=models.JSONField(db_default={}, default=dict),
        ),
    ]
