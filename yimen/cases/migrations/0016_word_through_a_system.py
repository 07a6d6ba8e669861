"""A word may be given through a system that vouches for the applicant."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_notice_numbers"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="commitment",
            name="signed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.account",
            ),
        ),
    ]
