"""A question to another office can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_number_end"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consultation",
            name="opinion",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreed", "Agreed"),
                    ("conditional", "Conditional"),
                    ("against", "Against"),
                    ("no_remarks", "No Remarks"),
                    ("recalled", "Recalled"),
                ],
                max_length=20,
            ),
        ),
    ]
