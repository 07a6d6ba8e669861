"""Hearings have a course: told, applied for, arranged, held; objections to who presides."""

import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_question_recalled"),
        ("files", "0001_initial"),
        ("orgs", "0003_closed_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="hearing_count",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="Hearing",
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
                    "basis",
                    models.CharField(
                        choices=[("public", "Public"), ("interests", "Interests")], max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("told", "Right to a hearing told"),
                            ("applied", "Hearing asked for"),
                            ("waived", "Waived"),
                            ("lapsed", "Not asked for in time"),
                            ("arranged", "Hearing to come"),
                            ("held", "Held, with its record"),
                            ("withdrawn", "Will not be held"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                ("begun_at", models.DateTimeField()),
                ("starts_at", models.DateTimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("notified_on", models.DateField(null=True)),
                ("is_announced", models.BooleanField(default=False)),
                ("is_open", models.BooleanField(default=True)),
                ("closed_reason", models.CharField(blank=True, max_length=500)),
                ("late_reason", models.CharField(blank=True, max_length=500)),
                ("record", models.TextField(blank=True)),
                ("signers", models.TextField(blank=True)),
                ("held_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=500)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hearings",
                        to="cases.case",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.blob",
                    ),
                ),
                (
                    "pause",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.pause",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HearingParty",
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
                ("is_applicant", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("contact", models.CharField(blank=True, max_length=100)),
                ("told_on", models.DateField()),
                ("apply_by", models.DateField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("applied", "Applied"),
                            ("waived", "Waived"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("words", models.TextField(blank=True)),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="cases.hearing",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChairObjection",
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
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "Upheld"), ("rejected", "Rejected")],
                        max_length=10,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cases.hearing",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objections",
                        to="cases.hearingparty",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="hearing",
            index=models.Index(
                condition=models.Q(("state", "arranged")),
                fields=["starts_at", "id"],
                name="hearing_to_come",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["applied", "arranged", "told"])),
                fields=("case",),
                name="one_open_hearing",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["arranged", "held"]), _negated=True),
                    models.Q(
                        ("chair__isnull", False),
                        ("notified_on__isnull", False),
                        ("starts_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="hearing_arranged_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", False), ("held_on__isnull", False), ("state", "held")
                    ),
                    models.Q(
                        models.Q(("state", "held"), _negated=True),
                        ("held_on__isnull", True),
                        ("record", ""),
                    ),
                    _connector="OR",
                ),
                name="hearing_held_iff_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_applicant", True)),
                fields=("hearing",),
                name="one_applicant_a_hearing",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_applicant", True), ("name", "")),
                    models.Q(("is_applicant", False), models.Q(("name", ""), _negated=True)),
                    _connector="OR",
                ),
                name="hearing_party_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True), ("answered_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="hearing_party_answered_iff_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="chairobjection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("answered_by__isnull", True),
                        ("outcome", ""),
                    ),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="chair_objection_answered_whole",
            ),
        ),
    ]
