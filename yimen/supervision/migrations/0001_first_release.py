"""Rules, cards, moments of time, inspections and cameras."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("supervision", "0001_initial"),
        ("supervision", "0002_steps"),
        ("supervision", "0003_inspections"),
        ("supervision", "0004_cameras"),
        ("supervision", "0005_inspection_counts"),
        ("supervision", "0006_one_index_each"),
    ]

    dependencies = [
        ("cases", "0001_first_release"),
        ("orgs", "0001_first_release"),
    ]

    operations = [
        migrations.CreateModel(
            name="Camera",
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
                ("code", models.CharField(max_length=40, unique=True)),
                ("recorder", models.CharField(max_length=120)),
                ("channel", models.CharField(max_length=40)),
                ("link", models.CharField(max_length=500)),
                ("is_active", models.BooleanField(default=True)),
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
            name="CameraPlace",
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
                ("window", models.CharField(max_length=60)),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "camera",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="supervision.camera",
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
                ("posts", models.ManyToManyField(related_name="+", to="orgs.post")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("camera",),
                        name="camera_at_one_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="camera_leaves_after_it_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes__gt", models.F("opens"))),
                        name="window_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(blank=True, max_length=20, null=True, unique=True)),
                ("code", models.CharField(max_length=20)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Warning"), (2, "Yellow card"), (3, "Red card")]
                    ),
                ),
                (
                    "watched",
                    models.CharField(
                        choices=[
                            ("acceptance", "Acceptance"),
                            ("case", "Whole case"),
                            ("link", "Link"),
                            ("pause", "Special procedure"),
                            ("pre_review", "Pre-review"),
                            ("delivery", "Delivery"),
                            ("consultation", "Consultation"),
                            ("act", "Conduct"),
                            ("office", "Office"),
                            ("window", "Window"),
                        ],
                        max_length=20,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=60)),
                ("officer", models.UUIDField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("to_issue", "To be issued"),
                            ("issued", "Issued"),
                            ("explained", "Explained"),
                            ("upheld", "Upheld"),
                            ("appealed", "Appealed"),
                            ("final", "Upheld on appeal"),
                            ("rectified", "Put right"),
                            ("accounted", "Held to account"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="to_issue",
                        max_length=20,
                    ),
                ),
                ("reached_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("appeal_by", models.DateField(null=True)),
                ("is_unwarranted", models.BooleanField(default=False)),
                ("facts", models.JSONField(default=dict)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cards",
                        to="cases.case",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "-reached_at"], name="card_of_organisation"
                    ),
                    models.Index(fields=["case"], name="card_of_case"),
                    models.Index(
                        condition=models.Q(
                            ("state__in", ["withdrawn", "rectified", "accounted"]), _negated=True
                        ),
                        fields=["due_on", "id"],
                        name="card_to_act_on",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CardStep",
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
                ("act", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("text", models.TextField(blank=True)),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("ground", models.CharField(blank=True, db_default="", max_length=20)),
                ("officer", models.UUIDField(null=True)),
                ("measure", models.CharField(blank=True, db_default="", max_length=20)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="supervision.card",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FootageLook",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="supervision.cameraplace",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InspectionPlan",
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
                ("name", models.CharField(max_length=60)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("each", models.PositiveSmallIntegerField()),
                ("counts", models.JSONField(db_default={}, default=dict)),
                ("seed_source", models.CharField(max_length=200)),
                ("sheet", models.JSONField()),
                ("population", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("seed", models.CharField(blank=True, max_length=100)),
                ("made_at", models.DateTimeField()),
                ("drawn_at", models.DateTimeField(null=True)),
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drawn_at__isnull", True), ("seed", "")),
                            models.Q(
                                models.Q(("seed", ""), _negated=True), ("drawn_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="inspection_plan_seeded_iff_drawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="inspection_plan_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
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
                ("lot", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn", "To be marked"),
                            ("sound", "Nothing to put right"),
                            ("faulty", "To be put right"),
                            ("mended", "Put right, to be checked"),
                            ("settled", "Put right and checked"),
                        ],
                        default="drawn",
                        max_length=12,
                    ),
                ),
                ("marks", models.JSONField(default=dict)),
                ("total", models.PositiveSmallIntegerField(null=True)),
                ("findings", models.TextField(blank=True)),
                ("marked_at", models.DateTimeField(null=True)),
                ("mend_by", models.DateField(null=True)),
                ("mended", models.TextField(blank=True)),
                ("mended_at", models.DateTimeField(null=True)),
                ("remark", models.TextField(blank=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.staff",
                    ),
                ),
                (
                    "mended_by",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspections",
                        to="supervision.inspectionplan",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-id"], name="inspection_of_organisation")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "case"), name="inspected_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("client", models.UUIDField()),
                ("key", models.CharField(max_length=60)),
                ("is_present", models.BooleanField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("reported_at", models.DateTimeField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="supervision.cameraplace",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["place", "since"], name="presence_at_a_window")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("client", "key"), name="presence_reported_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="presence_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Observation",
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
                ("kind", models.CharField(max_length=20)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Warning"), (2, "Yellow card"), (3, "Red card")], null=True
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed, to be looked at"),
                            ("confirmed", "Confirmed"),
                            ("dismissed", "Not a finding"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                (
                    "files",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "card",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supervision.card",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
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
                    "officer",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="observations",
                        to="supervision.cameraplace",
                    ),
                ),
                (
                    "presence",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="supervision.presence",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-since", "-id"], name="observation_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), ("card__isnull", False)),
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                ("card__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="observation_carded_iff_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("since"))),
                        name="observation_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
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
                ("code", models.CharField(max_length=20)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=60)),
                ("name_en", models.CharField(blank=True, max_length=100)),
                (
                    "watched",
                    models.CharField(
                        choices=[
                            ("acceptance", "Acceptance"),
                            ("case", "Whole case"),
                            ("link", "Link"),
                            ("pause", "Special procedure"),
                            ("pre_review", "Pre-review"),
                            ("delivery", "Delivery"),
                            ("consultation", "Consultation"),
                            ("act", "Conduct"),
                            ("office", "Office"),
                            ("window", "Window"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "Day"), ("second", "Second")], default="day", max_length=10
                    ),
                ),
                ("thresholds", models.JSONField(default=list)),
                ("is_automatic", models.BooleanField(default=True)),
                ("texts", models.JSONField(default=dict)),
                ("basis", models.CharField(blank=True, max_length=300)),
                ("region", models.CharField(blank=True, max_length=12)),
                ("item_type", models.CharField(blank=True, max_length=10)),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                        fields=("code", "region", "item_type", "version"), name="rule_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="rule_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(blank=True, max_length=60)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Warning"), (2, "Yellow card"), (3, "Red card")]
                    ),
                ),
                ("at", models.DateTimeField()),
                ("revision", models.PositiveIntegerField()),
                ("facts", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="supervision.rule",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="deadline_at")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "rule", "key", "level"), name="deadline_of_a_case"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="card",
            name="rule",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="supervision.rule"
            ),
        ),
    ]
