"""Definitions, running processes and open tasks."""

import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("process", "0001_initial"),
        ("process", "0003_seats"),
        ("process", "0004_first_in_line"),
        ("process", "0005_work_everywhere"),
    ]

    dependencies = [
        ("orgs", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Definition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.CharField(max_length=100, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("bpmn", models.TextField()),
                ("spec", models.JSONField()),
                ("links", models.JSONField()),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("published_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.UUIDField(unique=True)),
                ("state", models.JSONField()),
                ("is_open", models.BooleanField(default=True)),
                ("is_first", models.BooleanField(db_default=False, default=False)),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="process.definition",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject", models.UUIDField()),
                ("token", models.UUIDField()),
                ("link", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("seat", models.CharField(blank=True, db_default="", max_length=10)),
                ("grant", models.CharField(max_length=40)),
                ("days", models.PositiveSmallIntegerField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("is_first", models.BooleanField(db_default=False, default=False)),
                ("due_on", models.DateField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, max_length=30)),
                ("closed_by", models.UUIDField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="process.process",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["organisation", "due_on", "id"],
                        name="task_work_list",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["organisation", "-is_first", "due_on", "id"],
                        name="task_work_order",
                    ),
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["-is_first", "due_on", "id"],
                        name="task_work_everywhere",
                    ),
                    models.Index(fields=["subject"], name="task_subject"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("process", "token", "seat"),
                        name="task_open_once_a_seat",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claimed_at__isnull", True), ("holder__isnull", True)),
                            models.Q(("claimed_at__isnull", False), ("holder__isnull", False)),
                            _connector="OR",
                        ),
                        name="task_held_iff_claimed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("outcome", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="task_closed_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_at__isnull", True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="task_undone_only_when_closed",
                    ),
                ],
            },
        ),
    ]
