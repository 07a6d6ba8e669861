"""Texts of laws, the proof list, what the checks found; four elements of versions."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_situations"),
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="itemversion",
            name="is_express",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="is_pay_online",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="online_depth",
            field=models.CharField(blank=True, db_default="", max_length=1),
        ),
        migrations.AddField(
            model_name="itemversion",
            name="result_sample",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_current", models.BooleanField()),
                ("field", models.CharField(max_length=60)),
                ("name", models.CharField(db_index=True, max_length=300)),
                ("number", models.PositiveIntegerField(default=0)),
                ("suffix", models.PositiveSmallIntegerField(default=0)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="catalogue.itemversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Law",
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
                ("title", models.CharField(max_length=300)),
                ("name", models.CharField(max_length=300)),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), default=list, size=None
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("regulation", "Administrative regulation"),
                            ("rule", "Departmental rule"),
                            ("other", "Other text"),
                        ],
                        max_length=20,
                    ),
                ),
                ("issued_on", models.DateField(null=True)),
                ("edition_on", models.DateField(null=True)),
                ("history", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "In force"),
                            ("amended", "Replaced by a newer edition"),
                            ("repealed", "Repealed"),
                        ],
                        default="in_force",
                        max_length=20,
                    ),
                ),
                ("repealed_on", models.DateField(null=True)),
                ("repeal_note", models.TextField(blank=True)),
                ("source", models.CharField(max_length=300)),
                ("digest", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["aliases"], name="law_by_alias"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("name", "digest"), name="law_text_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "amended"), _negated=True),
                        fields=("name",),
                        name="one_last_edition_a_law",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("repealed_on__isnull", False), ("state", "repealed")),
                            models.Q(
                                models.Q(("state", "repealed"), _negated=True),
                                ("repealed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="law_repealed_iff_dated",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("is_current", models.BooleanField()),
                ("code", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=20)),
                ("field", models.CharField(max_length=60)),
                ("facts", models.JSONField(default=dict)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="catalogue.serviceitem",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="catalogue.itemversion",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["is_current", "code"], name="finding_by_rule")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "position"), name="finding_position_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("suffix", models.PositiveSmallIntegerField(default=0)),
                ("heading", models.CharField(blank=True, max_length=500)),
                ("text", models.TextField()),
                (
                    "law",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="articles",
                        to="catalogue.law",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["law", "number", "suffix"], name="article_by_number")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("law", "position"), name="article_position_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Proof",
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
                ("key", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("purpose", models.TextField()),
                ("basis", models.TextField()),
                ("demanded_by", models.CharField(max_length=200)),
                ("issued_by", models.CharField(max_length=200)),
                ("how_to_get", models.TextField()),
                ("may_commit", models.BooleanField(default=False)),
                ("commitment_note", models.TextField(blank=True)),
                ("why_no_commitment", models.TextField(blank=True)),
                (
                    "check_method",
                    models.CharField(
                        choices=[
                            ("online", "Online, from shared data"),
                            ("on_site", "On site"),
                            ("assistance", "By asking the issuer"),
                            ("none", "No commitment, nothing to check"),
                        ],
                        default="none",
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("listed", "On the list"), ("withdrawn", "Taken off the list")],
                        default="listed",
                        max_length=20,
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("may_commit", True),
                                models.Q(("commitment_note", ""), _negated=True),
                                models.Q(("check_method", "none"), _negated=True),
                            ),
                            models.Q(
                                ("check_method", "none"),
                                ("may_commit", False),
                                models.Q(("why_no_commitment", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proof_says_how_a_commitment_is_checked_or_why_there_is_none",
                    )
                ],
            },
        ),
    ]
