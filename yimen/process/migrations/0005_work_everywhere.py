"""Open tasks in the order of lists, for officers who see many organisations."""

from django.db import migrations, models

NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # the index is built beside a running site

    dependencies = [("process", "0004_first_in_line")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE INDEX CONCURRENTLY IF NOT EXISTS task_work_everywhere"
                        " ON process_task (is_first DESC, due_on, id)"
                        " WHERE closed_at IS NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS task_work_everywhere"],
                )
            ],
            [
                migrations.AddIndex(
                    model_name="task",
                    index=models.Index(
                        fields=["-is_first", "due_on", "id"],
                        name="task_work_everywhere",
                        condition=models.Q(closed_at__isnull=True),
                    ),
                )
            ],
        ),
    ]
