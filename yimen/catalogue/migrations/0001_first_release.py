"""Items, their versions, acts on them; laws, proofs and the basic directory."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import yimen.kernel.ids


class Migration(migrations.Migration):
    initial = True
    replaces = [  # a database from before has all of them
        ("catalogue", "0001_initial"),
        ("catalogue", "0003_situations"),
        ("catalogue", "0004_laws_and_proofs"),
        ("catalogue", "0005_search"),
        ("catalogue", "0006_versions_and_acts"),
        ("catalogue", "0007_scheduled_versions_stand"),
        ("catalogue", "0008_drawing"),
        ("catalogue", "0009_rules_of_review"),
        ("catalogue", "0010_days_of_versions"),
        ("catalogue", "0011_preconditions"),
        ("catalogue", "0012_imports"),
        ("catalogue", "0013_after_the_decision"),
        ("catalogue", "0014_exchange"),
        ("catalogue", "0015_prereview"),
    ]

    dependencies = [
        ("orgs", "0001_first_release"),
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
            name="ImportRun",
            fields=[
                ("done_count", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("account_id", models.UUIDField(db_index=True)),
                ("name", models.CharField(max_length=255)),
                (
                    "form",
                    models.CharField(
                        choices=[("xlsx", "Workbook"), ("jsonl", "JSON lines")], max_length=10
                    ),
                ),
                ("data", models.BinaryField()),
                ("hand_in", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being checked"),
                            ("checked", "Checked, waits for you"),
                            ("refused", "To be put right"),
                            ("taking", "Being taken in"),
                            ("done", "Taken in"),
                        ],
                        default="checking",
                        max_length=20,
                    ),
                ),
                ("counts", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ItemVersion",
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
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
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
                ("name", models.CharField(max_length=1000)),
                ("name_en", models.CharField(blank=True, max_length=1000)),
                ("short_name", models.CharField(blank=True, max_length=200)),
                ("item_type", models.CharField(max_length=10)),
                ("level", models.CharField(max_length=2)),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "life_events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[("1", "Done at once"), ("2", "Done by a promised day")],
                        default="2",
                        max_length=1,
                    ),
                ),
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
                ("limit_note", models.TextField(blank=True)),
                ("visits", models.PositiveSmallIntegerField(default=0)),
                ("visits_note", models.TextField(blank=True)),
                ("is_online", models.BooleanField(default=True)),
                ("online_depth", models.CharField(blank=True, db_default="", max_length=1)),
                ("prereview_days", models.PositiveSmallIntegerField(null=True)),
                ("is_express", models.BooleanField(db_default=False, default=False)),
                ("is_pay_online", models.BooleanField(db_default=False, default=False)),
                ("result_kind", models.CharField(blank=True, max_length=20)),
                ("result_name", models.CharField(blank=True, max_length=200)),
                ("result_sample", models.CharField(blank=True, db_default="", max_length=500)),
                ("validity_months", models.PositiveSmallIntegerField(null=True)),
                ("conditions", models.TextField(blank=True)),
                ("consult_phone", models.CharField(blank=True, max_length=500)),
                ("complaint_phone", models.CharField(blank=True, max_length=500)),
                ("bases", models.JSONField(default=list)),
                ("situations", models.JSONField(db_default=[], default=list)),
                ("terms", models.JSONField(db_default=[], default=list)),
                ("materials", models.JSONField(default=list)),
                ("fees", models.JSONField(default=list)),
                ("questions", models.JSONField(default=list)),
                ("places", models.JSONField(default=list)),
                ("links", models.JSONField(default=list)),
                ("drawing", models.TextField(blank=True, db_default="")),
                ("form", models.JSONField(default=list)),
                ("checkpoints", models.JSONField(db_default=[], default=list)),
                ("rulings", models.JSONField(db_default=[], default=list)),
                ("remainder", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True)),
                ("is_correction", models.BooleanField(db_default=False, default=False)),
                ("effective_on", models.DateField(null=True)),
                ("drafted_by", models.UUIDField(null=True)),
                (
                    "editors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                ("reviewed_by", models.UUIDField(null=True)),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "scheduled")),
                        fields=["effective_on"],
                        name="version_due_on",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", False), ("state", "published")),
                            models.Q(
                                models.Q(("state", "published"), _negated=True),
                                ("published_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="item_version_published_iff_dated",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "scheduled"), _negated=True),
                            ("effective_on__isnull", False),
                            _connector="OR",
                        ),
                        name="item_version_scheduled_for_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            ("drafted_by__isnull", True),
                            models.Q(("reviewed_by", models.F("drafted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="item_version_reviewed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(
                                ("editors__contains", [models.F("reviewed_by")]), _negated=True
                            ),
                            _connector="OR",
                        ),
                        name="item_version_reviewed_by_nobody_who_edited_it",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
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
                    "code",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("^[a-z0-9-]+$")],
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("known_as", models.CharField(max_length=30)),
                (
                    "side",
                    models.CharField(
                        choices=[("above", "Upper level"), ("below", "Lower level")], max_length=10
                    ),
                ),
                ("region", models.CharField(max_length=12)),
                ("sent_mark", models.CharField(default="0.0", max_length=40)),
                ("taken_mark", models.CharField(default="0.0", max_length=40)),
                ("owed", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Synonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), size=None
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=40)),
                ("scheme", models.CharField(default="gb", max_length=10)),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=100)),
                ("name_en", models.CharField(blank=True, max_length=100)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("table", "scheme", "code"), name="code_once_a_table"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceItem",
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
                ("code", models.CharField(max_length=50, unique=True)),
                ("basic_code", models.CharField(db_index=True, max_length=12)),
                ("local_code", models.CharField(blank=True, max_length=50)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("in_use", "In use"),
                            ("suspended", "Suspended"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="in_use",
                        max_length=20,
                    ),
                ),
                ("source", models.CharField(default="desk", max_length=40)),
                ("source_digest", models.CharField(blank=True, max_length=64)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="orgs.organisation",
                    ),
                ),
                (
                    "current",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.itemversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="itemversion",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="catalogue.serviceitem",
            ),
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
            name="Package",
            fields=[
                ("done_count", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "id",
                    models.UUIDField(
                        default=yimen.kernel.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("is_ours", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "Made, not answered yet"),
                            ("answered", "Answered"),
                            ("waiting", "Being taken in"),
                            ("taken", "Taken in"),
                            ("refused", "Refused as a whole"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.CharField(blank=True, max_length=40)),
                ("mark", models.CharField(blank=True, max_length=40)),
                ("counts", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                ("refusal", models.TextField(blank=True)),
                ("data", models.BinaryField(default=b"")),
                ("answer", models.TextField(blank=True)),
                ("by_name", models.CharField(blank=True, max_length=100)),
                ("created_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="catalogue.partner",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["partner", "-created_at"], name="package_of_partner")
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
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=1000)),
                ("length", models.PositiveSmallIntegerField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                ("rest", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="search_text_words"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["rest"], name="search_text_rest"
                    ),
                ],
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
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("reason", models.TextField(blank=True)),
                ("by_name", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "basic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="catalogue.basicitem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("basic", "number"), name="basic_version_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemSearch",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="catalogue.serviceitem",
                    ),
                ),
                ("code", models.CharField(max_length=50, unique=True)),
                ("region", models.CharField(max_length=12)),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), size=None
                    ),
                ),
                (
                    "themes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("pace", models.CharField(max_length=1)),
                ("item_type", models.CharField(max_length=10)),
                ("level", models.CharField(max_length=2)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="orgs.organisation"
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="catalogue.searchtext",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["text", "region"],
                        name="search_text_region",
                        opclasses=["int8_ops", "varchar_pattern_ops"],
                    ),
                    models.Index(
                        fields=["region", "code"],
                        name="search_region_code",
                        opclasses=["varchar_pattern_ops", "varchar_ops"],
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["themes", "audiences"], name="search_themes"
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
                ("code", models.CharField(blank=True, max_length=50)),
                ("moves_cases", models.BooleanField(default=False)),
                ("keeps", models.BooleanField(default=False)),
                ("proposed_by", models.UUIDField(null=True)),
                ("proposed_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "receiver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organisation",
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
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessor_acts",
                        to="catalogue.serviceitem",
                    ),
                ),
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
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published"), _negated=True),
                fields=("item",),
                name="one_open_version_an_item",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.UniqueConstraint(
                fields=("item", "number"), name="item_version_number_once"
            ),
        ),
    ]
