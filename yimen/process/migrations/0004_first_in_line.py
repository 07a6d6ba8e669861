"""What goes ahead of others: on the process, copied to its tasks, found in the order of lists."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("orgs", "0001_initial"), ("process", "0003_seats")]

    operations = [
        migrations.AddField(
            model_name="process",
            name="is_first",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="task",
            name="is_first",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS task_work_order"
                        " ON process_task (organisation_id, is_first DESC, due_on, id)"
                        " WHERE closed_at IS NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS task_work_order"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="task",
                    index=models.Index(
                        fields=["organisation", "-is_first", "due_on", "id"],
                        name="task_work_order",
                        condition=models.Q(closed_at__isnull=True),
                    ),
                )
            ],
        ),
    ]
