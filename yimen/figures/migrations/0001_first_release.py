"""Rollups, scores and the history of older systems."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("figures", "0001_day_figures"),
        ("figures", "0002_history"),
        ("figures", "0003_scores"),
    ]

    dependencies = [
        ("catalogue", "0001_first_release"),
        ("orgs", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
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
                ("is_public", models.BooleanField(default=True)),
                (
                    "person",
                    models.CharField(
                        choices=[("first", "First"), ("hidden", "Hidden")],
                        default="first",
                        max_length=10,
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[("ends", "Ends"), ("whole", "Whole"), ("hidden", "Hidden")],
                        default="ends",
                        max_length=10,
                    ),
                ),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.serviceitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Log",
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
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("mapping", models.JSONField()),
                ("imported_at", models.DateTimeField()),
                ("case_count", models.PositiveIntegerField(default=0)),
                ("event_count", models.PositiveIntegerField(default=0)),
                ("first_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("report", models.JSONField(default=dict)),
                (
                    "imported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-imported_at"], name="log_imported")],
            },
        ),
        migrations.CreateModel(
            name="LogCase",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=100)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("deadline", models.DateTimeField(null=True)),
                ("legal_deadline", models.DateTimeField(null=True)),
                ("channel", models.CharField(blank=True, max_length=100)),
                (
                    "log",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="figures.log",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("log", "key"), name="log_case_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("line", models.PositiveBigIntegerField()),
                ("activity", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("resource", models.CharField(blank=True, max_length=100)),
                ("lifecycle", models.CharField(blank=True, max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="figures.logcase",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "at", "line"], name="log_event_of_case")],
            },
        ),
        migrations.CreateModel(
            name="Mark",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "Departments"),
                            ("window", "Windows"),
                            ("staff", "Officers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("month", models.DateField()),
                ("line", models.CharField(max_length=40)),
                ("points", models.SmallIntegerField()),
                ("reason", models.TextField()),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
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
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["month", "organisation"], name="mark_of_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "staff"), ("staff__isnull", False)),
                            models.Q(
                                models.Q(("kind", "staff"), _negated=True), ("staff__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="mark_of_office_or_officer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
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
                ("month", models.DateField()),
                ("appeal_by", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "organisation"), name="published_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
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
                ("code", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "Departments"),
                            ("window", "Windows"),
                            ("staff", "Officers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=12)),
                ("version", models.PositiveIntegerField(default=1)),
                ("content", models.JSONField()),
                ("valid_from", models.DateField()),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "region", "valid_from"), name="scheme_from_a_month_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("department", "Departments"),
                            ("window", "Windows"),
                            ("staff", "Officers"),
                        ],
                        max_length=12,
                    ),
                ),
                ("month", models.DateField()),
                ("total", models.PositiveSmallIntegerField()),
                ("title", models.CharField(blank=True, max_length=40)),
                ("title_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="figures.publication",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.scheme",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "title_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["month", "kind", "-total"], name="score_rank")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("month", "kind", "organisation", "staff"),
                        name="scored_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "staff"), ("staff__isnull", False)),
                            models.Q(
                                models.Q(("kind", "staff"), _negated=True), ("staff__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="score_of_office_or_officer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("title", ""),
                                ("title_at__isnull", True),
                                ("title_by__isnull", True),
                            ),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                ("title_at__isnull", False),
                                ("title_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="title_confirmed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreLine",
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
                ("seq", models.PositiveSmallIntegerField()),
                ("key", models.CharField(max_length=40)),
                ("dimension", models.CharField(blank=True, max_length=40)),
                ("value", models.IntegerField()),
                ("points", models.SmallIntegerField()),
                ("published", models.SmallIntegerField()),
                ("is_correction", models.BooleanField(default=False)),
                ("refs", models.JSONField(default=list)),
                (
                    "score",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="figures.score",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("score", "seq"), name="score_line_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreAppeal",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be decided"),
                            ("upheld", "Upheld, the line is corrected"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("decision", models.TextField(blank=True)),
                ("points", models.SmallIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeals",
                        to="figures.scoreline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("line",), name="appealed_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("state", "open"),
                            ),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="appeal_decided_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardTally",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("code", models.CharField(max_length=20)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Warning"), (2, "Yellow card"), (3, "Red card")]
                    ),
                ),
                ("made", models.IntegerField(db_default=0, default=0)),
                ("issued", models.IntegerField(db_default=0, default=0)),
                ("withdrawn", models.IntegerField(db_default=0, default=0)),
                ("dropped", models.IntegerField(db_default=0, default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "day"], name="card_tally_of_organisation")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "organisation", "code", "level"), name="card_tally_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTally",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("item_type", models.CharField(max_length=10)),
                ("filed", models.IntegerField(db_default=0, default=0)),
                ("filed_online", models.IntegerField(db_default=0, default=0)),
                ("accepted", models.IntegerField(db_default=0, default=0)),
                ("deemed", models.IntegerField(db_default=0, default=0)),
                ("declined", models.IntegerField(db_default=0, default=0)),
                ("withdrawn", models.IntegerField(db_default=0, default=0)),
                ("terminated", models.IntegerField(db_default=0, default=0)),
                ("decided", models.IntegerField(db_default=0, default=0)),
                ("refused", models.IntegerField(db_default=0, default=0)),
                ("with_promise", models.IntegerField(db_default=0, default=0)),
                ("late_promise", models.IntegerField(db_default=0, default=0)),
                ("early", models.IntegerField(db_default=0, default=0)),
                ("with_law", models.IntegerField(db_default=0, default=0)),
                ("late_law", models.IntegerField(db_default=0, default=0)),
                ("delivered", models.IntegerField(db_default=0, default=0)),
                ("with_delivery", models.IntegerField(db_default=0, default=0)),
                ("late_delivery", models.IntegerField(db_default=0, default=0)),
                ("concluded", models.IntegerField(db_default=0, default=0)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "day"], name="case_tally_of_organisation")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "organisation", "item_type"), name="case_tally_once"
                    )
                ],
            },
        ),
    ]
