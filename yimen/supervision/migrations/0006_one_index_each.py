"""Keys that another index begins with need none of their own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_prereview"),
        ("orgs", "0003_closed_posts"),
        ("supervision", "0005_inspection_counts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="card",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cards",
                to="cases.case",
            ),
        ),
        migrations.AlterField(
            model_name="card",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="orgs.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cases.case",
            ),
        ),
    ]
