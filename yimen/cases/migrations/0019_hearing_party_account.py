"""Interested persons who have an account are told of a hearing by message too."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_waiting_found"), ("identity", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="hearingparty",
            name="account",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.account",
            ),
        ),
    ]
