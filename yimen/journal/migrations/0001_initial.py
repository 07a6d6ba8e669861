"""The journal: partitioned, chained, append-only."""

from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent / "sql" / "0001.sql").read_text()

UNDO = """
drop table journal_entry, journal_head, journal_bookmark, journal_set_aside, journal_era cascade;
drop function journal_refuse, journal_seal_partition, journal_make_month, journal_shift,
    journal_xid, journal_horizon, journal_write, journal_findings;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.RunSQL(
            SQL,
            UNDO,
            state_operations=[
                migrations.CreateModel(
                    "Entry",
                    [
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("xid", models.BigIntegerField()),
                        ("stream", models.TextField()),
                        ("subject", models.UUIDField()),
                        ("seq", models.BigIntegerField()),
                        ("kind", models.TextField()),
                        ("at", models.DateTimeField()),
                        ("recorded_at", models.DateTimeField()),
                        ("actor", models.JSONField()),
                        ("facts", models.JSONField()),
                        ("prev", models.BinaryField()),
                        ("hash", models.BinaryField()),
                    ],
                    {"managed": False, "db_table": "journal_entry"},
                ),
                migrations.CreateModel(
                    "Bookmark",
                    [
                        ("follower", models.TextField(primary_key=True, serialize=False)),
                        ("xid", models.BigIntegerField(default=0)),
                        ("entry", models.BigIntegerField(default=0)),
                        ("moved_at", models.DateTimeField()),
                    ],
                    {"managed": False, "db_table": "journal_bookmark"},
                ),
                migrations.CreateModel(
                    "SetAside",
                    [
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("follower", models.TextField()),
                        ("entry", models.BigIntegerField()),
                        ("subject", models.UUIDField()),
                        ("kind", models.TextField()),
                        ("error", models.TextField()),
                        ("set_aside_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    {"managed": False, "db_table": "journal_set_aside"},
                ),
            ],
        )
    ]
