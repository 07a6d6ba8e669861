"""Several tasks of one token: each seat of a link that several give an opinion at."""

from django.db import migrations, models

IS_OPEN = models.Q(closed_at__isnull=True)
NOT_IN_ONE = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"  # none is open


class Migration(migrations.Migration):
    atomic = False  # indexes are built and dropped beside a running site

    dependencies = [("process", "0002_definition_never_changes")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="seat",
            field=models.CharField(blank=True, db_default="", max_length=10),
        ),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    [
                        f"{NOT_IN_ONE}CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS"
                        " task_open_once_a_seat ON process_task (process_id, token, seat)"
                        " WHERE closed_at IS NULL"
                    ],
                    ["DROP INDEX CONCURRENTLY IF EXISTS task_open_once_a_seat"],
                )
            ],
            [
                migrations.AddConstraint(
                    model_name="task",
                    constraint=models.UniqueConstraint(
                        fields=["process", "token", "seat"],
                        condition=IS_OPEN,
                        name="task_open_once_a_seat",
                    ),
                )
            ],
        ),
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    ["DROP INDEX CONCURRENTLY IF EXISTS task_open_once_a_token"],
                    [
                        "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS task_open_once_a_token"
                        " ON process_task (process_id, token) WHERE closed_at IS NULL"
                    ],
                )
            ],
            [migrations.RemoveConstraint(model_name="task", name="task_open_once_a_token")],
        ),
    ]
