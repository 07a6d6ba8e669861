"""A word may be given through a system that vouches for the applicant."""

import django.db.models.deletion
from django.db import migrations, models

NO_CLIENT = "-- squawk-ignore ban-drop-not-null\n"  # nobody else reads the table


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_notice_numbers"),
        ("identity", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(  # Django would make the foreign key anew
            [
                migrations.RunSQL(
                    [f"{NO_CLIENT}ALTER TABLE cases_commitment ALTER signed_by_id DROP NOT NULL"],
                    migrations.RunSQL.noop,
                )
            ],
            [
                migrations.AlterField(
                    model_name="commitment",
                    name="signed_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.account",
                    ),
                )
            ],
        ),
    ]
