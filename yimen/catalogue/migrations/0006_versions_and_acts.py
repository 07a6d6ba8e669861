"""Versions that wait for their day, acts on items, and the basic directory."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_search"),
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BasicItem",
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
                ("code", models.CharField(max_length=12, unique=True)),
                ("number", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=1000)),
                ("item_type", models.CharField(max_length=10)),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
                ("bases", models.JSONField(default=list)),
                ("conditions", models.TextField(blank=True)),
                ("materials", models.JSONField(default=list)),
                ("legal_days", models.PositiveSmallIntegerField(null=True)),
                (
                    "legal_unit",
                    models.CharField(
                        choices=[
                            ("working_days", "working days"),
                            ("natural_days", "calendar days"),
                            ("months", "months"),
                        ],
                        default="working_days",
                        max_length=20,
                    ),
                ),
                ("promised_days", models.PositiveSmallIntegerField(null=True)),
                (
                    "promised_unit",
                    models.CharField(
                        choices=[
                            ("working_days", "working days"),
                            ("natural_days", "calendar days"),
                            ("months", "months"),
                        ],
                        default="working_days",
                        max_length=20,
                    ),
                ),
                ("duties", models.JSONField(default=list)),
                ("accountability", models.TextField(blank=True)),
                ("is_listed", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="BasicVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="catalogue.basicitem",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                ("by_name", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("basic", "number"), name="basic_version_number_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemAct",
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
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cancel", "Cancel"),
                            ("transfer", "Transfer to another organisation"),
                            ("delegate", "Delegate down"),
                            ("take_over", "Take over"),
                            ("merge", "Merge into another item"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("confirmed", "Confirmed, waits for its day"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("effective_on", models.DateField()),
                ("reason", models.TextField()),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=50)),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessor_acts",
                        to="catalogue.serviceitem",
                    ),
                ),
                ("moves_cases", models.BooleanField(default=False)),
                ("keeps", models.BooleanField(default=False)),
                ("proposed_by", models.UUIDField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "confirmed"])),
                        fields=("item",),
                        name="one_open_act_an_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "withdrawn"),
                            ("decided_by__isnull", True),
                            ("proposed_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="item_act_decided_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", False), ("state", "done")),
                            models.Q(
                                models.Q(("state", "done"), _negated=True),
                                ("done_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="item_act_done_iff_dated",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="itemversion",
            name="effective_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="is_correction",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="life_events",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), db_default=[], default=list, size=None
            ),
        ),
        migrations.AlterField(
            model_name="itemversion",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("scheduled", "Approved, holds from its day"),
                    ("published", "Published"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        AddConstraintNotValid(
            model_name="itemversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "scheduled"), _negated=True),
                    ("effective_on__isnull", False),
                    _connector="OR",
                ),
                name="item_version_scheduled_for_a_day",
            ),
        ),
    ]
